"""Answers of the past looked over: checks that do not hold, and figures that are strange."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.forms import histories as forms
from vungcao.systems.statistics.queries import outliers as strange
from vungcao.systems.statistics.queries import recalled
from vungcao.systems.statistics.queries.designs import collected
from vungcao.systems.statistics.queries.recalled import Answer, Broken
from vungcao.systems.statistics.rules.checks import LEVEL_NAMES, Level
from vungcao.systems.statistics.rules.exact import write
from vungcao.systems.statistics.views import history_tables as tables
from vungcao.web.access import only
from vungcao.web.context import chosen
from vungcao.web.facts import Fact, Said
from vungcao.web.http import AccountRequest
from vungcao.web.pickers import Units
from vungcao.web.tables import Lines, answer


@only(permissions.READ_SUBMISSIONS)
def checks(request: AccountRequest) -> HttpResponseBase:
    """Which checks do not hold, in which answers, at which cells, and what was said to it."""
    form = forms.Checks(request.GET, **_offered(request))
    answers: list[Answer] = []
    if form.is_valid():
        answers = recalled.answers(form.asked, request.user, _scopes(request, form))
    drawn = recalled.drawings({one.version for one in answers})
    found = recalled.broken(answers, drawn)
    shown = [one for one in found if _is_wanted(one, form)] if form.is_valid() else []
    lines = Lines(tables.broken_lines(shown, drawn, request.today))
    facts = _facts(request, answers, found)
    context = {"filters": form, "facts": facts, "known": form.has_forms}
    table = tables.broken(_about(form))
    return answer(request, table, lines, "statistics/checks.html", context)


@only(permissions.READ_SUBMISSIONS)
def outliers(request: AccountRequest) -> HttpResponseBase:
    """Figures that are far from what their unit says in all other periods."""
    form = forms.Outliers(request.GET, **_offered(request))
    found = []
    if form.is_valid():
        scopes = _scopes(request, form)
        found = list(strange.find(form.asked, form.limit, request.user, scopes))
    drawn = recalled.drawings({one.place.version for one in found})
    lines = Lines(tables.found_lines(found, drawn, request.today))
    context = {"filters": form, "known": form.has_forms}
    table = tables.outliers(_about(form))
    return answer(request, table, lines, "statistics/outliers.html", context)


def _offered(request: AccountRequest) -> dict[str, Any]:
    return {
        "known": collected(),
        "places": Units(request.today, request.user.reach),
        "today": request.today,
    }


def _scopes(request: AccountRequest, form: forms.Past) -> tuple[str, ...]:
    """The unit of the form, else that in which the reader works, else all that they reach."""
    here = chosen(request).narrow(request.user.reach) or request.user.reach
    return form.scopes or tuple(here)


def _is_wanted(one: Broken, form: forms.Checks) -> bool:
    said = form.cleaned_data
    if said["level"] and one.check.level != said["level"]:
        return False
    return not said["reason"] or bool(one.reason) == (said["reason"] == "yes")


def _facts(
    request: AccountRequest, answers: Sequence[Answer], found: Sequence[Broken]
) -> list[Fact]:
    """How many answers were looked at, and how many checks do not hold by what they ask for."""
    many = Counter(one.check.level for one in found)
    facts: list[Fact] = [(_("Báo cáo đã xét"), _many(len(answers)))]
    for level in Level:
        words = request.GET.copy()
        words["level"] = level.value
        address = f"{reverse('statistics:checks')}?{words.urlencode()}"
        facts.append((_(LEVEL_NAMES[level]).capitalize(), Said(_many(many[level]), address)))
    unexplained = sum(one.check.level == Level.EXPLAIN and not one.reason for one in found)
    return [*facts, (_("Phải ghi lý do mà chưa có"), _many(unexplained))]


def _many(number: int) -> str:
    return write(Fraction(number), 0)


def _about(form: forms.Past) -> str:
    """What the list is of, as it is printed and exported."""
    if not form.is_valid():
        return ""
    asked = form.asked
    name = dict(form.fields["form"].choices).get(asked.form, asked.form)  # type: ignore[attr-defined]
    years = str(asked.since) if asked.since == asked.until else f"{asked.since}–{asked.until}"
    return f"{name}, {years}."
