"""Where recognitions lie: how many a village may have, and the units above it on any day."""

from collections.abc import Iterable
from datetime import date

from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries.scopes import paths
from vungcao.systems.prestige.models import Recognition, SelectionRound


def originals(scopes: Iterable[str]) -> dict[str, int]:
    """For each village's scope, how many villages were merged into it; one for any other.

    A village that no reform has made counts as itself, also when others were merged into it.
    """
    counted = dict.fromkeys(scopes, 0)
    found = Unit.objects.filter(kind=Kind.VILLAGE, scope__in=counted, establishment=None)
    for scope in found.order_by("pk").values_list("scope", flat=True):
        counted[scope] += 1
    return {scope: max(1, number) for scope, number in counted.items()}


def village_now(row: Recognition | SelectionRound) -> Unit:
    """The village of a row itself, or the one that it was merged into since."""
    return Unit.objects.get(pk=int(row.scope.strip("/").rpartition("/")[2]))


class Chart:
    """The units above each unit on one day, as they answered for it then; read in one go."""

    def __init__(self, day: date) -> None:
        self.day = day
        self._paths = paths(day)
        self._kinds = dict(Unit.objects.order_by("pk").values_list("pk", "kind"))

    def chain(self, unit: int) -> list[int]:
        """From the nation down to the unit that answered for `unit`."""
        return [int(part) for part in self._paths[unit].strip("/").split("/")]

    def above(self, unit: int, kind: Kind) -> int | None:
        """The unit of that level which `unit` belonged to; None where there was none."""
        return next((pk for pk in self.chain(unit) if self._kinds[pk] == kind), None)

    def kind(self, unit: int) -> str:
        """The level of a unit."""
        return self._kinds.get(unit, "")
