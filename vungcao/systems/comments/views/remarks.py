"""The office's screens of remarks: those that wait, and one with its answer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.comments import permissions
from vungcao.systems.comments.forms import office as forms
from vungcao.systems.comments.models import Remark
from vungcao.systems.comments.queries import queue as queries
from vungcao.systems.comments.services import remarks
from vungcao.systems.comments.services.reading import read_remark
from vungcao.systems.comments.views import comment_table, history
from vungcao.systems.comments.views.moderation import may
from vungcao.web.access import only
from vungcao.web.facts import Fact, Said
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer as answered


@only(permissions.READ_REMARKS)
def listed(request: AccountRequest) -> HttpResponseBase:
    filters = forms.RemarkFilters(request.GET)
    state = filters.cleaned_data["state"] if filters.is_valid() else ""
    rows = queries.remarks(request.user, state, request.today)
    shown = comment_table.remarks(request.today, is_narrowed=bool(state))
    return answered(request, shown, rows, "comments/remarks.html", {"filters": filters})


@only(permissions.READ_REMARKS)
def remark(request: AccountRequest, pk: int) -> HttpResponse:
    return _page(request, _fetched(request, pk))


@require_POST
@only(permissions.ANSWER)
def answer(request: AccountRequest, pk: int) -> HttpResponse:
    shown = _fetched(request, pk)
    form = forms.Answer(request.POST)
    if form.is_valid():
        said, now = form.cleaned_data, clock.now()
        try:
            remarks.answer(
                remark=shown, said=said["words"], now=now, by=request.user, seen=said["seen"]
            )
        except RuleBroken as broken:
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            messages.success(request, _t("Đã trả lời góp ý số %s.") % shown.case.number)
            return redirect("comments:remark", shown.pk)
    return _page(request, shown, form)


def _fetched(request: AccountRequest, pk: int) -> Remark:
    rows = Remark.objects.visible_to(request.user).select_related("case__term_basis", "source")
    return get_object_or_404(rows, pk=pk)


def _page(request: AccountRequest, shown: Remark, form: forms.Answer | None = None) -> HttpResponse:
    told = read_remark(remark=shown, by=request.user)
    waits = shown.answered_at is None and may(request, permissions.ANSWER, shown.scope)
    first = {"seen": shown.case.version}
    context = {
        "remark": shown,
        "told": told,
        "facts": _facts(request, shown),
        "events": history.events(shown.case, request.user),
        "form": form or (forms.Answer(initial=first) if waits else None),
    }
    return render(request, "comments/remark.html", context)


def _facts(request: AccountRequest, shown: Remark) -> list[Fact]:
    case, due = shown.case, comment_table.due(shown.case)
    by_letter = shown.contact is not None or (shown.source and shown.source.account_id)
    found: list[Fact] = [
        (_("Về"), Said(shown.page, address=shown.page) if shown.source is None else case.label),
        (_("Gửi lúc"), shown.sent_at),
        (
            _("Người viết nhận trả lời"),
            _t("qua thư, và bằng mã theo dõi") if by_letter else _t("bằng mã theo dõi"),
        ),
    ]
    if due:
        left = comment_table.left(case, request.today)
        found.append((_("Hạn trả lời"), Said(f"{due:%d/%m/%Y}", note=left)))
    if case.term_basis is not None:
        found.append((_("Căn cứ thời hạn"), Said(citation=case.term_basis)))
    return found
