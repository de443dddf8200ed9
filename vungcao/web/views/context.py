"""Choosing the unit and the period in which one works; nobody gains a right by it."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import OFFICE
from vungcao.kernel.units.queries import Place, within
from vungcao.web import context
from vungcao.web.access import only
from vungcao.web.fields import DateField
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest
from vungcao.web.periods import Span

PARTS = "context-units"  # the part of the page that htmx asks for


class Words(Form):
    """A part of the name of the unit that is looked for."""

    q = forms.CharField(
        label=_("Tìm đơn vị khác trong phạm vi của mình"),
        required=False,
        max_length=120,
        help_text=_("Không cần dấu. Tìm theo tên của ngày đang xem."),
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )


class Days(Form):
    """The period: how long, and a day in it; without a day it goes along with today."""

    span = forms.ChoiceField(label=_("Xem theo"), choices=Span.choices)
    day = DateField(
        label=_("Có ngày"), required=False, help_text=_("Để trống thì theo ngày hôm nay.")
    )


class Unit(Form):
    """The number of a unit; empty goes back to that of the grants."""

    unit = forms.IntegerField(required=False, min_value=1)


@only(OFFICE)
def choose(request: AccountRequest) -> HttpResponse:
    """One of the two is sent at a time; the page that it was chosen on is drawn anew."""
    now = context.chosen(request)
    started = {"span": now.period.span, "day": "" if _follows(request) else now.period.within}
    days = Days(request.POST if "span" in request.POST else None, initial=started)
    unit = Unit(request.POST if "unit" in request.POST else None)
    goal = request.POST.get("next") or request.GET.get("next") or ""
    for form in (days, unit):
        if form.is_bound and form.is_valid():
            context.keep(request, form.cleaned_data)
            return redirect(context.back(request, goal) or reverse("home"))
    words = Words(request.GET)
    sought = words.cleaned_data["q"] if words.is_valid() else ""
    shown = {
        "days": days,
        "words": words,
        "sought": sought,
        "found": _found(request, sought),
        "now": now,
        "next": context.back(request, goal),
    }
    is_part = request.headers.get("HX-Target") == PARTS
    return render(request, "context/_units.html" if is_part else "context/choose.html", shown)


def _found(request: AccountRequest, sought: str) -> list[Place]:
    reach = context.office_reach(context.grants_of(request.user))
    return within(reach, sought, context.chosen(request).period.day)


def _follows(request: AccountRequest) -> bool:
    """Whether the period goes along with today."""
    period = context.chosen(request).period
    return period.within == period.today
