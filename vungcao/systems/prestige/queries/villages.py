"""A village in the register: how many persons it may have and why, what was merged into it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from vungcao.kernel.norms.models import ParameterValue
from vungcao.kernel.scopes.models import Reader
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import UnitOnDay, on_day
from vungcao.systems.prestige.models import Recognition, SelectionRound
from vungcao.systems.prestige.models.recognitions import RecognitionQuerySet
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.places import originals

MERGED = "prestige.slots.merged"


@dataclass(frozen=True)
class Slots:
    """How many persons a village may have at once on a day, and what that rests on."""

    allowed: int
    held: int
    norm: ParameterValue | None
    merged: tuple[UnitOnDay, ...]

    @property
    def free(self) -> int:
        return max(0, self.allowed - self.held)


def villages(reader: Reader) -> QuerySet[Unit]:
    """Every village that the reader answers for, also one that has ended."""
    return Unit.objects.visible_to(reader).filter(kind=Kind.VILLAGE)


def heir_of(village: Unit) -> int:
    """Who answers for a village now: itself, or the one that took it over."""
    return int(village.scope.rstrip("/").rpartition("/")[2])


def answers_for_itself(village: Unit) -> bool:
    """Whether no other village has taken this one over."""
    return heir_of(village) == village.pk


def slots(village: Unit, day: date) -> Slots:
    """Of the village that answers now: as many as were merged where the norm lets it keep them."""
    norm = norms.setting(MERGED, day)
    keeps = norms.keeps_slots(day)
    allowed = originals({village.scope})[village.scope] if keeps else 1
    others = Unit.objects.filter(kind=Kind.VILLAGE, scope=village.scope)
    others = others.exclude(pk=heir_of(village))
    held = Recognition.objects.in_force(day).filter(scope=village.scope).count()
    merged = on_day(others.values_list("pk", flat=True), day)
    return Slots(allowed, held, norm, tuple(merged))


def held(village: Unit, reader: Reader) -> RecognitionQuerySet:
    """Who is or was recognised there: of a village that passed on those of its own name."""
    rows = Recognition.objects.visible_to(reader).standing().select_related("unit")
    if answers_for_itself(village):
        rows = rows.filter(scope=village.scope)
    else:
        rows = rows.filter(unit=village)
    return rows.order_by("-valid_from", "pk")


def selections(village: Unit, reader: Reader) -> QuerySet[SelectionRound]:
    rows = SelectionRound.objects.visible_to(reader).select_related("cycle", "unit")
    if answers_for_itself(village):
        rows = rows.filter(scope=village.scope)
    else:
        rows = rows.filter(unit=village)
    return rows.order_by("-opened_on", "-pk")
