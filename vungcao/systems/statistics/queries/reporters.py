"""Who owes an answer for a period: the units of its last day, each through a body of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.units.models import Hierarchy, Kind, Placement, Unit
from vungcao.kernel.units.queries import as_of
from vungcao.systems.statistics.models import FormCell, FormVersion, Obligation, Reporter

KINDS = {Reporter.COMMUNE: Kind.COMMUNE, Reporter.VILLAGE: Kind.VILLAGE}


@dataclass(frozen=True)
class Owing:
    """A unit that owes an answer, and the body that gives it; for a village its commune's."""

    unit: int
    scope: str
    organisation: int | None


def reporters(version: FormVersion, place: Unit, last_day: date, today: date) -> list[Owing]:
    """The communes or villages that stood below `place` on the last day of the period.

    Facts stay with the unit of their time; the body is the one that answers for it today.
    """
    found = as_of(last_day, kind=KINDS[Reporter(version.reporter)], under=place)
    answering = {one.id: one.id for one in found}
    if version.reporter == Reporter.VILLAGE:
        above = Placement.objects.in_force(last_day).filter(
            hierarchy=Hierarchy.ADMINISTRATIVE, unit__in=answering
        )
        answering |= dict(above.values_list("unit", "parent"))
    bodies = _committees(answering.values(), today)
    return [Owing(one.id, one.scope, bodies.get(answering[one.id])) for one in found]


def _committees(communes: Iterable[int], today: date) -> dict[int, int]:
    living = Organisation.objects.in_force(today).filter(unit__in=set(communes))
    found = living.filter(kind=OrganisationKind.PEOPLES_COMMITTEE).order_by("-pk")
    return dict(found.values_list("unit", "pk"))


def asked_already(version: FormVersion, period: int, units: Iterable[int]) -> FormVersion | None:
    """Another form that asks one of these units for the same figure of the same period."""
    cells = FormCell.objects.filter(version=version).values("cell")
    sharing = FormCell.objects.filter(cell__in=cells).values("version")
    others = Obligation.objects.filter(
        unit__in=set(units), campaign__period=period, campaign__version__in=sharing
    )
    found = others.select_related("campaign__version").order_by("pk").first()
    return found.campaign.version if found else None
