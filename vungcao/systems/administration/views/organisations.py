"""Bodies over time: the list of a day, one with its history, and what is written about them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.organisations import queries
from vungcao.kernel.organisations import services as organisations
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.organisations.services import Reached
from vungcao.kernel.units.models import Kind
from vungcao.kernel.units.queries import on_day
from vungcao.systems.administration import permissions, services
from vungcao.systems.administration.forms import organisations as forms
from vungcao.systems.administration.forms.units import AsOf
from vungcao.systems.administration.queries import organisations as reads
from vungcao.systems.administration.queries.picking import usual_names
from vungcao.systems.administration.views.organisation_facts import facts, kin
from vungcao.systems.administration.views.organisation_table import table
from vungcao.web.access import only
from vungcao.web.context import chosen
from vungcao.web.drafts import drafted
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer


@only(permissions.READ_ORGANISATIONS)
def browse(request: AccountRequest) -> HttpResponseBase:
    filters = forms.Browse(_asked(request), today=chosen(request).period.day)
    filters.full_clean()
    said = filters.cleaned_data
    kind = OrganisationKind(said["kind"]) if said.get("kind") else None
    day: date = said.get("day") or request.today
    rows = reads.found(reads.Wanted(day, said.get("q", ""), kind, said.get("unit")))
    context = {
        "filters": filters,
        "unit_names": usual_names(request.today),
        "may_write": _may_write(request),
    }
    return answer(request, table(day), rows, "administration/organisations.html", context)


def _asked(request: AccountRequest) -> QueryDict:
    """What was asked for; first the unit and the day in which the reader works."""
    asked, viewed = request.GET.copy(), chosen(request)
    asked.setdefault("day", f"{viewed.period.day:%d/%m/%Y}")
    if viewed.unit and viewed.unit.kind != Kind.NATION and "unit" not in asked:
        asked["unit"], asked["unit-which"] = viewed.unit.name, str(viewed.unit.id)
    return asked


@only(permissions.READ_ORGANISATIONS)
def organisation(request: AccountRequest, pk: int) -> HttpResponse:
    bodies = Organisation.objects.select_related("basis", "calendar")
    shown = get_object_or_404(bodies, pk=pk)
    form = AsOf(request.GET or None, initial={"day": request.today})
    day: date = (form.is_valid() and form.cleaned_data["day"]) or request.today
    now = queries.on_day([shown.pk], day)[0]
    portrait = reads.portrait(shown, day)
    mine = any(shown.scope.startswith(path) for path in _keeps(request))
    context = {
        "form": form,
        "day": day,
        "organisation": shown,
        "now": now,
        "lives": now.lives(day),
        "kin": kin(portrait),
        "facts": facts(shown, portrait, on_day([shown.unit_id], day)[0].name),
        "portrait": portrait,
        "may_write": mine,
        "may_change": mine and now.lives(request.today),
    }
    return render(request, "administration/organisation.html", context)


@only(permissions.KEEP_ORGANISATIONS)
@drafted(forms.Establish)
def establish(request: AccountRequest) -> HttpResponse:
    form = forms.Establish(request.POST or None, reader=request.user, today=request.today)
    if form.is_valid():
        try:
            made = services.establish(given=form.given, act=form.act, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã lập cơ quan."))
            return redirect("administration:organisation", made.pk)
    return _form(request, form, _("Lập cơ quan, đơn vị"))


@only(permissions.KEEP_ORGANISATIONS)
@drafted(forms.Rename)
def rename(request: AccountRequest, pk: int) -> HttpResponse:
    body = _mine(request, pk)
    form = forms.Rename(request.POST or None, reader=request.user)

    def write() -> None:
        services.rename(
            organisation=body,
            given=form.given,
            act=form.act,
            today=request.today,
            by=request.user,
        )

    return _write(request, body, form, _("Đổi tên cơ quan"), write)


@only(permissions.KEEP_ORGANISATIONS)
@drafted(forms.Place)
def place(request: AccountRequest, pk: int) -> HttpResponse:
    body = _mine(request, pk)
    form = forms.Place(request.POST or None, reader=request.user)

    def write() -> None:
        services.place(
            organisation=body,
            given=form.given,
            act=form.act,
            today=request.today,
            by=request.user,
        )

    return _write(request, body, form, _("Đổi cơ quan cấp trên"), write)


@only(permissions.KEEP_ORGANISATIONS)
@drafted(forms.ContactForm)
def contact(request: AccountRequest, pk: int) -> HttpResponse:
    body = _mine(request, pk)
    initial = {"valid_from": request.today} | reads.reached(body, request.today)
    form = forms.ContactForm(request.POST or None, initial=initial)

    def write() -> None:
        said = dict(form.cleaned_data)
        since: date = said.pop("valid_from")
        organisations.set_contact(
            organisation=body,
            reached=Reached(**said),
            valid_from=since,
            today=request.today,
            by=request.user,
        )

    return _write(request, body, form, _("Ghi liên hệ của cơ quan"), write)


@only(permissions.KEEP_ORGANISATIONS)
def calendar(request: AccountRequest, pk: int) -> HttpResponse:
    body = _mine(request, pk)
    form = forms.CalendarOf(request.POST or None, initial={"calendar": body.calendar.code})

    def write() -> None:
        organisations.set_calendar(
            organisation=body, calendar=form.cleaned_data["calendar"], by=request.user
        )

    return _write(request, body, form, _("Đặt lịch làm việc của cơ quan"), write)


def _write(
    request: AccountRequest,
    body: Organisation,
    form: Form,
    title: str,
    write: Callable[[], None],
) -> HttpResponse:
    """A form about one body: what is refused stands beside what was typed."""
    if form.is_valid():
        try:
            write()
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("administration:organisation", body.pk)
    return _form(request, form, title, body)


def _form(
    request: AccountRequest, form: Form, title: str, body: Organisation | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "title": title, "organisation": body}
    if body is not None:
        context["name"] = queries.name(body, request.today)
    if "parent" in form.fields:
        context["names"] = reads.Directory(request.today, request.user).names()
    return render(request, "administration/organisation_form.html", context)


def _mine(request: AccountRequest, pk: int) -> Organisation:
    bodies = Organisation.objects.visible_to(request.user).select_related("calendar")
    return get_object_or_404(bodies, pk=pk)


def _keeps(request: AccountRequest) -> tuple[str, ...]:
    return reach(request.user, request.today, permissions.KEEP_ORGANISATIONS)


def _may_write(request: AccountRequest) -> bool:
    return bool(_keeps(request))
