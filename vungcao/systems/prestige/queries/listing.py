"""Which recognitions a list is about, by all that is not sealed: nobody is opened here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.models.recognitions import RecognitionQuerySet
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.places import Chart
from vungcao.systems.prestige.rules.standing import months_after


class Shown(TextChoices):
    """Which of the recognitions that had begun by a day."""

    NOW = "now", _("Đang công nhận")
    ENDING = "ending", _("Sắp hết kỳ")
    ENDED = "ended", _("Đã thôi")
    ALL = "all", _("Tất cả")


@dataclass(frozen=True)
class Wanted:
    """What is looked for, as of `day`; `unit` is one of the map of `map_day`."""

    day: date
    map_day: date
    shown: str = Shown.NOW
    unit: Unit | None = None
    sex: str = ""
    reason: str = ""
    number: str = ""
    persons: frozenset[int] | None = None


def horizon(day: date) -> date:
    """Until when a term ends soon, by the norm of the day; the day itself where none is set."""
    return months_after(day, norms.months("prestige.ending.months", day))


def matching(scopes: Iterable[str], wanted: Wanted) -> RecognitionQuerySet:
    """The rows under `scopes` that are wanted, with their villages."""
    rows = Recognition.objects.standing().under(scopes).filter(valid_from__lte=wanted.day)
    rows = _shown(rows, wanted)
    if wanted.persons is not None:
        rows = rows.filter(person__in=wanted.persons)
    if wanted.sex:
        rows = rows.filter(person__sex=wanted.sex)
    if wanted.reason:
        rows = rows.filter(end_reason=wanted.reason)
    if wanted.number:
        rows = rows.filter(number__iexact=wanted.number)
    if wanted.unit is not None:
        rows = rows.filter(unit__in=_within(rows, wanted.unit, wanted.map_day))
    return rows.select_related("unit").order_by("scope", "pk")


def _shown(rows: RecognitionQuerySet, wanted: Wanted) -> RecognitionQuerySet:
    if wanted.shown == Shown.ENDED:
        return rows.filter(valid_until__lte=wanted.day)
    if wanted.shown == Shown.ALL:
        return rows
    rows = rows.filter(valid_until__gt=wanted.day)
    if wanted.shown == Shown.ENDING:
        return rows.filter(valid_until__lte=horizon(wanted.day))
    return rows


def _within(rows: RecognitionQuerySet, unit: Unit, day: date) -> list[int]:
    """The villages of `rows` that lay in `unit` on the map of a day."""
    chart = Chart(day)
    villages = rows.order_by("unit").values_list("unit", flat=True).distinct()
    return [pk for pk in villages if unit.pk in chart.chain(pk)]
