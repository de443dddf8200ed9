"""Which body a step of a procedure means, for a place on a day: through norms and succession."""

from collections.abc import Collection
from datetime import date

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms import queries as norms
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.organisations.queries import responsible, successors
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.rules.definition import AGENCIES

KINDS = {
    "centre": OrganisationKind.SERVICE_CENTRE,
    "committee": OrganisationKind.PEOPLES_COMMITTEE,
    "department": OrganisationKind.DEPARTMENT,
    "district": OrganisationKind.OFFICE,
}
LEVELS = {
    "province": OrganisationKind.PEOPLES_COMMITTEE,
    "district": OrganisationKind.OFFICE,
    "commune": OrganisationKind.PEOPLES_COMMITTEE,
}


def agency(
    kind: str, place: Unit, intake: Organisation, authority_norm: str, day: date
) -> Organisation:
    """The body that a step names (`AGENCIES` of the definition).

    Raises `RuleBroken` where no such body is known for the place on the day, and `NothingInForce`
    where nobody has said who decides.
    """
    if kind == "desk":
        return living(intake, day)
    if kind == "province":
        found = _of_province(place, day)
    elif kind == "authority":
        found = _deciding(place, authority_norm, day)
    else:
        found = near(place, KINDS[kind], day)
    if found is None:
        raise RuleBroken(f"Chưa có {AGENCIES[kind]} nào phụ trách địa bàn này vào {day:%d/%m/%Y}.")
    return found


def near(place: Unit, kind: OrganisationKind, day: date) -> Organisation | None:
    """Who answers for a place that stands, by its path alone; else as history has it."""
    if place.valid_until is None and place.valid_from <= day:
        chain = [int(part) for part in place.scope.strip("/").split("/")]
        bodies = Organisation.objects.in_force(day).filter(kind=kind, unit__in=chain)
        found = list(bodies.select_related("unit", "calendar").order_by("pk"))
        if found:
            return max(found, key=lambda body: (chain.index(body.unit_id), -body.pk))
    return responsible(place, kind, day)


def of_dossier(kind: str, dossier: Dossier, authority_norm: str, day: date) -> Organisation:
    """The same for a dossier: its place as it is on the day."""
    return agency(kind, place_on(dossier.unit, day), dossier.intake, authority_norm, day)


def living(body: Organisation, day: date) -> Organisation:
    """The body itself, or after its end the one that took its files over."""
    if body.valid_until is None or body.valid_until > day:
        return body
    found = successors(body, day)
    if not found:
        raise RuleBroken("Cơ quan này đã kết thúc hoạt động và chưa rõ cơ quan kế tục.")
    return found[0]


def heir(case: int, bodies: Collection[int], day: date) -> int | None:
    """Which of these bodies has the territory in which a dossier's place lies now."""
    dossier = Dossier.objects.filter(case=case).select_related("unit").first()
    if dossier is None:
        return None
    place = place_on(dossier.unit, day)
    found = Organisation.objects.filter(pk__in=bodies).order_by("-scope", "pk")
    return next((body.pk for body in found if place.scope.startswith(body.scope)), None)


def place_on(place: Unit, day: date) -> Unit:
    """The unit that answers on a day for where a dossier belongs: itself, or what took it over."""
    if place.valid_until is None or place.valid_until > day:
        return place
    return Unit.objects.get(pk=int(place.scope.strip("/").rpartition("/")[2]))


def _of_province(place: Unit, day: date) -> Organisation | None:
    chain = [int(part) for part in place.scope.strip("/").split("/")]
    above = Unit.objects.filter(pk__in=chain, kind="province").order_by("pk").first()
    return near(above, OrganisationKind.PEOPLES_COMMITTEE, day) if above else None


def _deciding(place: Unit, authority_norm: str, day: date) -> Organisation | None:
    level = str(norms.value(authority_norm, day))
    if level == "province":
        return _of_province(place, day)
    return near(place, LEVELS[level], day)
