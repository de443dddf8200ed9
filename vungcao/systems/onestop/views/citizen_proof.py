"""Opening a draft or a dossier by its code and secret; a wrong pair gets one answer, always."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from vungcao.systems.onestop.forms.citizen import DraftProof, Proof
from vungcao.systems.onestop.queries import citizen as queries
from vungcao.systems.onestop.queries.strangers import Found
from vungcao.systems.onestop.services import drafting, proving
from vungcao.systems.onestop.views import citizen_session as sessions
from vungcao.web import attempts, waiting
from vungcao.web.waiting import form_page


@never_cache
def resume(request: HttpRequest) -> HttpResponse:
    """Back to a draft, on whatever machine."""
    form = DraftProof(request.POST or None)
    found = proved(request, form, proving.draft) if request.method == "POST" else None
    if found is not None:
        with sessions.inside(request, found) as acting:
            draft = queries.draft(found.id)
            if draft is not None:
                sessions.hold(request, sessions.DRAFT, found)
                drafting.note_return(draft=draft, by=acting)
                goal = "onestop:apply-done" if draft.dossier_id else "onestop:apply-form"
                return redirect(goal, draft.version.procedure.code)
    context = {
        "title": _("Làm tiếp hồ sơ đang khai dở"),
        "lead": _("Nhập hai mã đã báo khi bắt đầu khai. Bản nháp được giữ 30 ngày."),
        "press": _("Mở bản nháp"),
        "mine": reverse("onestop:mine") if sessions.citizen(request) else "",
    }
    return form_page(request, "onestop/citizen_proof.html", form, context)


def proved(
    request: HttpRequest, form: Proof, look: Callable[[str, str], Found | None]
) -> Found | None:
    """What code and secret open; else the form says the one sentence, or how long to wait."""
    if not form.is_valid():
        return None
    code, secret = form.cleaned_data["code"], form.cleaned_data["secret"]
    attempt = attempts.of_secret(request, proving.typed_code(code))
    if wait := attempt.reserve(request):
        waiting.refuse(form, wait)
        return None
    found = look(code, secret)
    if found is None:
        form.add_error(None, form.refusal)
    else:
        attempt.succeeded()
    return found


@never_cache
def track(request: HttpRequest) -> HttpResponse:
    """Code and secret of a dossier; whoever has only the code learns nothing of it."""
    form = Proof(request.POST or None)
    found = proved(request, form, proving.dossier) if request.method == "POST" else None
    if found is not None:
        sessions.hold(request, sessions.DOSSIER, found)
        return redirect("onestop:followed")
    context = {
        "title": _("Theo dõi hồ sơ"),
        "lead": _("Nhập mã tra cứu và mã bí mật đã báo khi nộp hồ sơ."),
        "press": _("Xem hồ sơ"),
        "mine": reverse("onestop:mine") if sessions.citizen(request) else "",
        "other": reverse("onestop:resume"),
        "other_label": _("Hồ sơ đang khai dở, chưa nộp"),
    }
    return form_page(request, "onestop/citizen_proof.html", form, context)
