"""The designer: a draft is begun, its facts written, published, closed or thrown away."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.forms import designing as forms
from vungcao.systems.onestop.models import ProcedureVersion
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.services import copying, publishing
from vungcao.systems.onestop.services.publishing import Text
from vungcao.systems.onestop.views.procedure_words import bases
from vungcao.systems.onestop.views.procedures import found
from vungcao.web.access import only
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest

Made = TypeVar("Made")
PUBLISHED = _("Phiên bản đã công bố, không sửa được: soạn phiên bản mới.")


def attempt(form: Form, change: Callable[[], Made]) -> Made | None:
    """Carry a change out; everything that stands against it is said by the form."""
    try:
        return change()
    except RuleBroken as broken:
        form.add_error(None, ValidationError(str(broken).splitlines()))
        return None


def page(
    request: AccountRequest,
    version: ProcedureVersion,
    form: Form,
    title: str | Promise,
    press: str | Promise,
    lead: str | Promise = "",
    refused: str | Promise = "",
) -> HttpResponse:
    """One form of a version; `refused` stands above what is wrong with it."""
    context = {"version": version, "form": form, "title": title, "press": press, "lead": lead}
    return render(request, "onestop/design.html", {**context, "refused": refused})


def fixed(request: AccountRequest, version: ProcedureVersion) -> HttpResponse | None:
    """Where a version that was published leads whoever would write it."""
    if version.state == ProcedureVersion.Standing.DRAFT:
        return None
    messages.error(request, str(PUBLISHED))
    return redirect("onestop:version", version.pk)


@only(permissions.DESIGN)
def new(request: AccountRequest, pk: int) -> HttpResponse:
    source = found(pk)
    first = {"valid_from": max(request.today, source.valid_from) + timedelta(days=1)}
    form = forms.NewVersion(request.POST or None, initial=first)
    if form.is_valid():
        day = form.cleaned_data["valid_from"]
        made = attempt(form, lambda: copying.copy(version=source, valid_from=day, by=request.user))
        if made is not None:
            messages.success(request, str(_("Đã mở bản nháp, chép từ bản này.")))
            return redirect("onestop:version", made.pk)
    lead = _(
        "Bản nháp chép mọi thông tin và quy trình của bản này; người dân chưa thấy cho đến khi"
        " công bố. Thời hạn và mức độ trực tuyến trở lại “chưa xác minh”."
    )
    return page(request, source, form, _("Soạn phiên bản mới"), _("Mở bản nháp"), lead)


@only(permissions.DESIGN)
def edit(request: AccountRequest, pk: int) -> HttpResponse:
    version = found(pk)
    if (elsewhere := fixed(request, version)) is not None:
        return elsewhere
    first = forms.facts_of(version, bases(version))
    form = forms.Facts(request.POST or None, initial=first)
    if form.is_valid():
        done = attempt(
            form,
            lambda: publishing.revise(
                version=version,
                text=form.text(Text.of(version), request.user),
                seen=form.cleaned_data["seen"],
                by=request.user,
            ),
        )
        if done is not None:
            messages.success(request, str(_("Đã lưu bản nháp.")))
            return redirect("onestop:version", pk)
    return page(request, version, form, _("Sửa thông tin của thủ tục"), _("Lưu bản nháp"))


@only(permissions.DESIGN)
def process(request: AccountRequest, pk: int) -> HttpResponse:
    version = found(pk)
    if (elsewhere := fixed(request, version)) is not None:
        return elsewhere
    form = forms.Process(
        request.POST or None, process=versions.process(version), seen=version.draft_version
    )
    if form.is_valid():
        done = attempt(
            form,
            lambda: publishing.revise(
                version=version,
                process=form.made(),
                seen=form.cleaned_data["seen"],
                by=request.user,
            ),
        )
        if done is not None:
            messages.success(request, str(_("Đã lưu bản nháp.")))
            return redirect("onestop:version", pk)
    return page(request, version, form, _("Cách tính thời hạn"), _("Lưu bản nháp"))


@only(permissions.PUBLISH)
def publish(request: AccountRequest, pk: int) -> HttpResponse:
    version = found(pk)
    if (elsewhere := fixed(request, version)) is not None:
        return elsewhere
    form = forms.Publish(request.POST or None)
    if form.is_valid():
        number = form.cleaned_data["decision_number"]
        done = attempt(
            form,
            lambda: publishing.publish(
                version=version, decision_number=number, now=clock.now(), by=request.user
            ),
        )
        if done is not None:
            messages.success(
                request, str(_("Đã công bố. Từ ngày có hiệu lực, hồ sơ mới theo bản này."))
            )
            return redirect("onestop:version", pk)
    lead = _(
        "Công bố rồi thì không sửa được nữa. Bản đang có hiệu lực tự hết hiệu lực vào ngày bản"
        " này bắt đầu; hồ sơ đã nhận vẫn theo bản lúc nhận."
    )
    refused = _("Chưa công bố được")
    return page(request, version, form, _("Công bố phiên bản"), _("Công bố"), lead, refused)


@only(permissions.PUBLISH)
def close(request: AccountRequest, pk: int) -> HttpResponse:
    version = found(pk)
    form = forms.Close(request.POST or None)
    if form.is_valid():
        day = form.cleaned_data["on"]

        def ended() -> bool:
            publishing.close(version=version, on=day, by=request.user)
            return True

        if attempt(form, ended):
            messages.success(request, str(_("Đã ghi ngày hết hiệu lực.")))
            return redirect("onestop:version", pk)
    lead = _(
        "Từ ngày này không nhận hồ sơ mới theo bản này nữa; hồ sơ đã nhận vẫn giải quyết tiếp."
    )
    return page(request, version, form, _("Cho hết hiệu lực"), _("Ghi ngày hết hiệu lực"), lead)


@only(permissions.DESIGN)
def discard(request: AccountRequest, pk: int) -> HttpResponse:
    version = found(pk)
    if (elsewhere := fixed(request, version)) is not None:
        return elsewhere
    form = forms.Discard(request.POST if request.method == "POST" else None)
    if form.is_bound:

        def thrown() -> bool:
            publishing.discard(version=version, by=request.user)
            return True

        if form.is_valid() and attempt(form, thrown):
            messages.success(request, str(_("Đã bỏ bản nháp.")))
            return redirect("onestop:procedures")
    lead = _("Mọi điều đã soạn trong bản nháp này mất đi, không lấy lại được.")
    return page(request, version, form, _("Bỏ bản nháp"), _("Bỏ bản nháp"), lead)
