"""Adding one line to a draft: a new unit, a part that passes on, a change of a unit that stays."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units import services as units
from vungcao.kernel.units.models import Form, Kind, Reform
from vungcao.kernel.units.services.drafting import Changes, NewEstablishment
from vungcao.systems.administration import permissions
from vungcao.systems.administration.forms.reforms import Change, NewUnit, OfReform, Passing
from vungcao.web.access import only
from vungcao.web.drafts import drafted
from vungcao.web.http import AccountRequest


@only(permissions.CHANGE_UNITS)
@drafted(NewUnit)
def establish(request: AccountRequest, pk: int) -> HttpResponse:
    reform = _draft(pk)
    form = NewUnit(request.POST or None, reform=reform)
    if form.is_valid() and _add(form, _establish, reform, request):
        return _added(request, reform, "administration:reform-establish")
    return _page(request, reform, form, _("Thêm đơn vị mới"))


@only(permissions.CHANGE_UNITS)
@drafted(Passing)
def pass_on(request: AccountRequest, pk: int) -> HttpResponse:
    reform = _draft(pk)
    form = Passing(request.POST or None, reform=reform)
    if form.is_valid() and _add(form, _pass_on, reform, request):
        return _added(request, reform, "administration:reform-pass-on")
    return _page(request, reform, form, _("Thêm dòng chuyển"))


@only(permissions.CHANGE_UNITS)
@drafted(Change)
def change(request: AccountRequest, pk: int) -> HttpResponse:
    reform = _draft(pk)
    form = Change(request.POST or None, reform=reform)
    if form.is_valid() and _add(form, _change, reform, request):
        return _added(request, reform, "administration:reform-change")
    return _page(request, reform, form, _("Thêm thay đổi của đơn vị"))


def _establish(said: dict[str, Any], reform: Reform, request: AccountRequest) -> None:
    new = NewEstablishment(
        kind=Kind(said["kind"]),
        form=Form(said["form"]),
        name=said["name"],
        parent=said["parent_unit"] or said["parent_made"],
        code=said["code"],
    )
    units.add_establishment(reform=reform, new=new, by=request.user)


def _pass_on(said: dict[str, Any], reform: Reform, request: AccountRequest) -> None:
    units.add_succession(
        reform=reform,
        source=said["source"],
        target=said["target_unit"] or said["target_made"],
        weight=said["weight"],
        is_receiver=True if said["is_receiver"] else None,
        by=request.user,
    )


def _change(said: dict[str, Any], reform: Reform, request: AccountRequest) -> None:
    changes = Changes(
        name=said["name"],
        form=Form(said["form"]),
        code=said["code"],
        parent=said["parent_unit"] or said["parent_made"],
        is_abolished=said["is_abolished"],
        receiver=said["receiver_unit"] or said["receiver_made"],
    )
    units.add_revision(reform=reform, unit=said["unit"], changes=changes, by=request.user)


def _add(form: OfReform, service: Any, reform: Reform, request: AccountRequest) -> bool:
    """Whether the line was added; what the rules say against it stands on the form."""
    try:
        service(form.cleaned_data, reform, request)
    except RuleBroken as broken:
        form.add_error(None, str(broken))
        return False
    return True


def _draft(pk: int) -> Reform:
    return get_object_or_404(Reform.objects.select_related("basis"), pk=pk, state="draft")


def _added(request: AccountRequest, reform: Reform, again: str) -> HttpResponse:
    messages.success(request, _t("Đã thêm vào dự thảo."))
    return redirect(again if "again" in request.POST else "administration:reform", reform.pk)


def _page(
    request: AccountRequest, reform: Reform, form: OfReform, title: str | Promise
) -> HttpResponse:
    context = {"reform": reform, "form": form, "title": title}
    return render(request, "administration/reform_line.html", context)
