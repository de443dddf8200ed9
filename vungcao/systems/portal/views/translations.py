"""The office's translations: which page stands in which language, which source has changed."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.portal import permissions
from vungcao.systems.portal.forms.tongues import NewTranslation
from vungcao.systems.portal.models import Translation
from vungcao.systems.portal.queries import editing
from vungcao.systems.portal.queries import tongues as reads
from vungcao.systems.portal.services import tongues
from vungcao.systems.portal.views.choosing import choice
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.tables import Column, Kind, Table, answer

TABLE: Table[Translation, Translation] = Table(
    name="portal.translations",
    label=gettext_lazy("Bản dịch"),
    columns=(
        Column(
            "source",
            gettext_lazy("Trang gốc"),
            lambda row: row.source.title,
            order=("source__title",),
            address=lambda row: edit_address(row.source_id),
            is_name=True,
        ),
        Column(
            "page",
            gettext_lazy("Bản dịch"),
            lambda row: row.page.title,
            order=("page__title",),
            address=lambda row: edit_address(row.page_id),
        ),
        Column("language", gettext_lazy("Thứ tiếng"), lambda row: str(row.page.locale)),
        Column(
            "state",
            gettext_lazy("Trạng thái"),
            lambda row: _("Đã đăng") if row.page.live else _("Bản nháp"),
            leads=True,
        ),
        Column(
            "old",
            gettext_lazy("So với bản gốc"),
            lambda row: _("Bản gốc đã đổi") if row.is_old else _("Còn khớp"),  # type: ignore[attr-defined]
        ),
        Column(
            "seen",
            gettext_lazy("Đối chiếu lúc"),
            lambda row: row.seen_at,
            kind=Kind.MOMENT,
            order=("seen_at",),
        ),
        Column(
            "act",
            gettext_lazy("Việc"),
            lambda row: "",
            template="portal/_compare.html",
            is_exported=False,
        ),
    ),
    order="-seen",
    nothing=gettext_lazy("Chưa có bản dịch nào."),
    key=lambda row: row.pk,
)


def edit_address(page: int) -> str:
    """Where the editor opens a page."""
    return f"{reverse('portal:editor')}pages/{page}/edit/"


@only(permissions.RECORD)
def translations(request: AccountRequest) -> HttpResponseBase:
    return answer(request, TABLE, reads.translations(), "portal/translations.html", {})


@only(permissions.RECORD)
def new(request: AccountRequest) -> HttpResponse:
    """Begin a draft, then go on in the editor."""
    chosen = choice(request)
    offer = editing.translatable(chosen.words, chosen.page)
    form = NewTranslation(request.POST or None, pages=offer.pages, initial={"page": chosen.asked})
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = tongues.begin(
                page=form.pages[said["page"]],
                language=said["language"],
                now=clock.now(),
                by=request.user,
            )
        except RuleBroken as broken:
            form.add_error("language", str(broken))
        else:
            messages.success(request, _("Đã lập bản nháp với chữ của bản gốc. Dịch rồi gửi duyệt."))
            return redirect(edit_address(made.pk))
    return render(request, "portal/translation_form.html", {"form": form, "offer": offer})


@require_POST
@only(permissions.RECORD)
def compare(request: AccountRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Translation, pk=pk)
    tongues.compare(translation=row, now=clock.now(), by=request.user)
    messages.success(request, _("Đã ghi là bản dịch khớp với bản gốc hiện nay."))
    return redirect("portal:translations")
