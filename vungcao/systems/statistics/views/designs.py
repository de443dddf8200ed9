"""Forms for the office: the list, one version to look at, a draft from its copy to publication."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.calendar import clock
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.forms import designs as forms
from vungcao.systems.statistics.models import FormState, FormVersion
from vungcao.systems.statistics.queries import designs as reads
from vungcao.systems.statistics.rules import definition
from vungcao.systems.statistics.rules.definition import BadLayout
from vungcao.systems.statistics.services import copying, publishing
from vungcao.systems.statistics.views import design_parts as parts
from vungcao.systems.statistics.views.acting import Act, attempt, page
from vungcao.systems.statistics.views.campaigns import may
from vungcao.systems.statistics.views.design_faults import Faults, Wrong
from vungcao.web.access import only
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer


@only(permissions.READ_CATALOGUE)
def browse(request: AccountRequest) -> HttpResponseBase:
    filters = forms.Versions(request.GET)
    said = filters.cleaned_data if filters.is_valid() else {}
    rows = reads.versions().filter(**{name: one for name, one in said.items() if one})
    shown = {"filters": filters, "may_design": may(request, permissions.DESIGN)}
    return answer(request, parts.VERSIONS, rows, "statistics/forms_list.html", shown)


@only(permissions.READ_CATALOGUE)
def version(request: AccountRequest, pk: int) -> HttpResponse:
    """Everything of a version: its tables, formulas and checks in words, and what is wrong."""
    shown = found(pk)
    is_draft = shown.state == FormState.DRAFT
    context = {
        **_layout(shown),
        "version": shown,
        "facts": parts.facts(shown),
        "faults": _faults(shown) if is_draft else [],
        "others": reads.others(shown),
        "is_draft": is_draft,
        "may_design": may(request, permissions.DESIGN),
        "may_publish": may(request, permissions.PUBLISH_FORMS),
    }
    return render(request, "statistics/forms_version.html", context)


def _faults(shown: FormVersion) -> list[Wrong]:
    layout, _wrong = definition.sketch(shown.definition)
    return Faults(shown, layout).take(publishing.faults(shown)).every


def _layout(shown: FormVersion) -> dict[str, Any]:
    """Of a layout that cannot be read the proofs say why."""
    try:
        layout = definition.read(shown.definition)
    except BadLayout:
        return {}
    return {
        "parts": parts.preview(layout),
        "formulas": list(parts.formulas(layout)),
        "checks": parts.checks(layout),
    }


@only(permissions.DESIGN)
def new(request: AccountRequest) -> HttpResponse:
    """A form is begun; its tables are drawn afterwards."""
    form = forms.New(request.POST or None)
    if form.is_valid():
        said = {"code": form.cleaned_data["code"], "title": form.title(), "by": request.user}
        made = attempt(form, lambda: publishing.draft(**said))
        if made is not None:
            messages.success(request, _("Đã mở biểu mới: thêm bảng, cột và dòng."))
            return redirect("statistics:form-design", made.pk)
    act = Act(_("Soạn biểu mới"), _("Biểu mới"), _("Mở bản nháp"), reverse("statistics:forms"))
    return page(request, form, act, _above())


@only(permissions.DESIGN)
def copy(request: AccountRequest, pk: int) -> HttpResponse:
    """A new draft with everything of this version."""
    source = get_object_or_404(reads.versions().published(), pk=pk)
    first = {"valid_from": max(request.today, source.valid_from) + timedelta(days=1)}
    form = forms.Copy(request.POST or None, initial=first)
    if form.is_valid():
        day = form.cleaned_data["valid_from"]
        made = attempt(form, lambda: copying.copy(version=source, valid_from=day, by=request.user))
        if made is not None:
            messages.success(request, _("Đã mở bản nháp, chép từ bản này."))
            return redirect("statistics:form-version", made.pk)
    return page(request, form, _act(source, _("Soạn phiên bản mới"), _("Mở bản nháp")), _above())


@only(permissions.DESIGN)
def edit(request: AccountRequest, pk: int) -> HttpResponse:
    shown = found(pk)
    form = forms.Draft(request.POST or None, version=shown)
    if form.is_valid():
        done = attempt(
            form,
            lambda: publishing.revise(
                version=shown,
                title=form.title(),
                layout=form.cleaned_data["layout"],
                seen=form.cleaned_data["seen"],
                by=request.user,
            ),
        )
        if done is not None:
            messages.success(request, _("Đã lưu bản nháp."))
            return redirect("statistics:form-version", pk)
    return page(request, form, _act(shown, _("Sửa bản nháp"), _("Lưu bản nháp")), _above())


@only(permissions.PUBLISH_FORMS)
def publish(request: AccountRequest, pk: int) -> HttpResponse:
    """What stands against it is said with all of it at once."""
    shown = found(pk)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        now = clock.now()
        done = attempt(form, lambda: publishing.publish(version=shown, now=now, by=request.user))
        if done is not None:
            messages.success(request, _("Đã ban hành biểu."))
            return redirect("statistics:form-version", pk)
    lead = _("Ban hành rồi không sửa được nữa; phiên bản trước kết thúc khi bản này có hiệu lực.")
    act = _act(shown, _("Ban hành biểu"), _("Ban hành"), lead, _("Chưa ban hành được"))
    return page(request, form, act, _above())


@only(permissions.DESIGN)
def discard(request: AccountRequest, pk: int) -> HttpResponse:
    shown = found(pk)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _discarded(request, shown)):
        messages.success(request, _("Đã bỏ bản nháp."))
        return redirect("statistics:forms")
    return page(request, form, _act(shown, _("Bỏ bản nháp"), _("Bỏ bản nháp")), _above())


def _discarded(request: AccountRequest, shown: FormVersion) -> bool:
    publishing.discard(version=shown, by=request.user)
    return True


def found(pk: int) -> FormVersion:
    return get_object_or_404(reads.versions(), pk=pk)


def _act(shown: FormVersion, title: str, press: str, lead: str = "", refused: str = "") -> Act:
    back = reverse("statistics:form-version", args=[shown.pk])
    return Act(title, shown.name, press, back, lead, refused)


def _above() -> tuple[str, str]:
    return _("Biểu số liệu"), reverse("statistics:forms")
