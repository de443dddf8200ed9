"""Working calendars: a year at a glance, days that change and what they move, why a date."""

from dataclasses import replace
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.access.queries import reach
from vungcao.kernel.calendar import queries, services
from vungcao.kernel.calendar.models import DayOverride
from vungcao.kernel.calendar.queries import Move
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.administration import permissions
from vungcao.systems.administration.forms import calendar as forms
from vungcao.systems.administration.views import portraits
from vungcao.systems.administration.views.calendar_pages import year_of
from vungcao.systems.administration.views.override_table import table
from vungcao.web.access import only, openable
from vungcao.web.drafts import drafted
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer

FIRST = "co-quan-tinh"
MARGIN = timedelta(days=3 * 366)


@only(permissions.READ_CALENDARS)
def year(request: AccountRequest) -> HttpResponseBase:
    """Twelve months and the list of the days in them that differ from the week."""
    asked = {"year": request.today.year, "calendar": FIRST} | request.GET.dict()
    form = forms.Year(asked)
    context: dict[str, object] = {"form": form, "may_write": _may_write(request)}
    if form.is_valid():
        year, calendar = form.cleaned_data["year"], form.cleaned_data["calendar"]
        days = queries.days(calendar.code, date(year, 1, 1), date(year + 1, 1, 1))
        overrides = list(queries.overrides(year, calendar.code))
        context |= {
            "year": year,
            "calendar": calendar,
            "months": year_of(days, overrides, year, request.today),
            "hours": portraits.hours(queries.posted_hours(calendar, request.today)),
            "is_prepared": year not in days.unprepared,
        }
        rows = queries.overrides(year, calendar.code)
        if standing := form.cleaned_data["standing"]:
            rows = rows.filter(standing=standing)
        shown = table(year, calendar.name)
        return answer(request, shown, rows, "administration/calendar_year.html", context)
    return render(request, "administration/calendar_year.html", context)


@only(permissions.KEEP_CALENDARS)
@drafted(forms.NewOverride)
def new_override(request: AccountRequest) -> HttpResponse:
    """The first button shows what would move; only the second writes."""
    form = forms.NewOverride(request.POST or None)
    moves = None
    if form.is_valid() and "save" not in request.POST:
        code = form.cleaned_data["calendar"].code if form.cleaned_data["calendar"] else ""
        moves = _moves(request, form.cleaned_data["day"], form.cleaned_data["kind"], code)
    elif form.is_valid():
        try:
            made = services.set_override_by_act(
                act=form.act, today=request.today, by=request.user, **form.given
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã ghi ngày %s vào lịch.") % f"{made.day:%d/%m/%Y}")
            return redirect("administration:override", made.pk)
    return render(request, "administration/calendar_new.html", {"form": form, "moves": moves})


@only(permissions.KEEP_CALENDARS)
@drafted(forms.Season)
def season(request: AccountRequest) -> HttpResponse:
    form = forms.Season(request.POST or None, initial={"calendar": FIRST})
    if form.is_valid():
        try:
            services.post_season(act=form.act, by=request.user, **form.given)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã ghi giờ làm việc mới."))
            return redirect("administration:calendar")
    return render(request, "administration/calendar_season.html", {"form": form})


@require_POST
@only(permissions.KEEP_CALENDARS)
def prefill(request: AccountRequest, year: int) -> HttpResponse:
    try:
        new = services.prefill_around(year=year, today=request.today, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Đã điền %s ngày theo thư viện, tất cả chưa xác minh.") % new)
    return redirect(f"{reverse('administration:calendar')}?year={year}")


@only(permissions.READ_CALENDARS)
def override(request: AccountRequest, pk: int) -> HttpResponse:
    shown = _override(pk)
    form = forms.ConfirmOverride() if shown.standing != DayOverride.Standing.WITHDRAWN else None
    return _override_page(request, shown, confirm=form, withdraw=forms.Withdraw())


@require_POST
@only(permissions.KEEP_CALENDARS)
def confirm(request: AccountRequest, pk: int) -> HttpResponse:
    shown, form = _override(pk), forms.ConfirmOverride(request.POST)
    if form.is_valid():
        try:
            services.confirm_override(override=shown, act=form.act, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã xác minh: ngày này được áp dụng từ bây giờ."))
            return redirect("administration:override", pk)
    return _override_page(request, shown, confirm=form, withdraw=forms.Withdraw())


@require_POST
@only(permissions.KEEP_CALENDARS)
def withdraw(request: AccountRequest, pk: int) -> HttpResponse:
    shown, form = _override(pk), forms.Withdraw(request.POST)
    if form.is_valid():
        try:
            services.withdraw_override(override=shown, by=request.user, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã rút: ngày này trở lại như lịch tuần."))
            return redirect("administration:override", pk)
    return _override_page(request, shown, confirm=forms.ConfirmOverride(), withdraw=form)


@only(permissions.READ_CALENDARS)
def term(request: AccountRequest) -> HttpResponse:
    initial = {"calendar": FIRST, "received": request.today, "days": 5}
    form = forms.Term(request.GET or None, initial=initial)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        calendar, received = form.cleaned_data["calendar"], form.cleaned_data["received"]
        days = queries.days(calendar.code, received, received + MARGIN)
        try:
            derived = days.derivation(form.at, form.term)
        except RuleBroken as broken:
            form.add_error("days", str(broken))
        else:
            verified = queries.hours_are_verified(calendar, derived.due.date())
            context |= {"derived": derived, "hours_are_verified": verified}
    return render(request, "administration/calendar_term.html", context)


def _override(pk: int) -> DayOverride:
    return get_object_or_404(DayOverride.objects.select_related("calendar", "basis"), pk=pk)


def _override_page(
    request: AccountRequest,
    shown: DayOverride,
    confirm: forms.ConfirmOverride | None,
    withdraw: forms.Withdraw,
) -> HttpResponse:
    waits = shown.standing == DayOverride.Standing.PROPOSED
    code = shown.calendar.code if shown.calendar else ""
    context = {
        "override": shown,
        "facts": portraits.override(shown),
        "confirm": None if shown.basis.is_seen else confirm,
        "withdraw": None if shown.standing == DayOverride.Standing.WITHDRAWN else withdraw,
        "moves": _moves(request, shown.day, shown.kind, code) if waits else None,
        "may_write": _may_write(request),
    }
    return render(request, "administration/calendar_override.html", context)


def _moves(request: AccountRequest, day: date, kind: str, code: str) -> list[Move]:
    """What a day moves; a number leads only to what its reader may open."""
    opens = openable(request)
    found = queries.what_moves(day, kind, code)
    return [one if not one.url or opens(one.url) else replace(one, url="") for one in found]


def _may_write(request: AccountRequest) -> bool:
    return bool(reach(request.user, request.today, permissions.KEEP_CALENDARS))
