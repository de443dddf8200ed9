"""Which body a step of a procedure means, for a place on a day: through norms and succession."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.queries import heirs
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms import queries as norms
from vungcao.kernel.organisations.models import (
    Organisation,
    OrganisationKind,
    OrganisationSuccession,
)
from vungcao.kernel.organisations.queries import name, responsible, successors
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.queries.locking import bodies
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
ORPHANED = (
    "{name} đã kết thúc hoạt động từ ngày {day:%d/%m/%Y} và chưa ghi cơ quan nào nhận hồ sơ của "
    "địa bàn này. Người quản trị ghi cơ quan kế thừa ở trang “Cơ quan, đơn vị”, sau đó làm lại "
    "việc này; đến lúc ấy hồ sơ ở nguyên bước đang đứng và thời hạn vẫn tính."
)


@dataclass(frozen=True)
class Holder:
    """The body that a step means; `act` makes it so where the one of the procedure has ended."""

    body: Organisation
    act: OrganisationSuccession | None = None


def agency(
    kind: str, place: Unit, intake: Organisation | None, authority_norm: str, day: date
) -> Organisation:
    """The body that a step names (`AGENCIES` of the definition); `intake` is only for the desk.

    Raises `RuleBroken` where no such body is known for the place on the day, and `NothingInForce`
    where nobody has said who decides.
    """
    if kind == "desk":
        assert intake is not None
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
        found = bodies(kind, chain, day)
        if found:
            return max(found, key=lambda body: (chain.index(body.unit_id), -body.pk))
    return responsible(place, kind, day)


def of_dossier(kind: str, dossier: Dossier, authority_norm: str, day: date) -> Organisation:
    """The same for a dossier: its place as it is on the day."""
    return holder(kind, dossier, authority_norm, day).body


def holder(kind: str, dossier: Dossier, authority_norm: str, day: date) -> Holder:
    """The same with its proof: where the body of the day of submission has ended, who follows it.

    Raises `RuleBroken` that says who has to do what, where nobody is known to follow it.
    """
    refused, found = None, None
    try:
        found = _named(kind, dossier, place_on(dossier.unit, day), authority_norm, day)
    except RuleBroken as broken:
        refused = broken
    if found is not None and _was_there(found, kind, dossier, day):
        return Holder(found)
    gone = _ended(kind, dossier, authority_norm, day)
    line = heirs.line_of(dossier.case, day, gone) if gone else None
    heir = line.target if line else None
    if heir is not None and (found is None or kind == "desk"):
        return Holder(heir, line)
    if found is None:
        raise RuleBroken(_orphaned(gone) if gone else str(refused))
    return Holder(found, line if found == heir else None)


def _named(
    kind: str, dossier: Dossier, place: Unit, authority_norm: str, day: date
) -> Organisation:
    """The desk of a dossier is read where a step means it, and only there."""
    intake = dossier.intake if kind == "desk" else None
    return agency(kind, place, intake, authority_norm, day)


def _was_there(body: Organisation, kind: str, dossier: Dossier, day: date) -> bool:
    """Whether the body answered for the place of the dossier from its submission on."""
    if kind == "desk":
        return body.pk == dossier.intake_id
    ended = dossier.unit.valid_until
    then = dossier.submitted_at.astimezone(ZONE).date()
    return body.valid_from <= then and (ended is None or ended > day)


def _ended(kind: str, dossier: Dossier, authority_norm: str, day: date) -> Organisation | None:
    """The body that the step meant when the dossier was submitted, if it has ended since."""
    then = dossier.submitted_at.astimezone(ZONE).date()
    try:
        found = _named(kind, dossier, dossier.unit, authority_norm, then)
    except (RuleBroken, LookupError):
        return None
    return found if found.valid_until is not None and found.valid_until <= day else None


def _orphaned(body: Organisation) -> str:
    assert body.valid_until is not None
    return ORPHANED.format(name=name(body, body.valid_until), day=body.valid_until)


def living(body: Organisation, day: date) -> Organisation:
    """The body itself, or after its end the one that took its files over."""
    if body.valid_until is None or body.valid_until > day:
        return body
    found = successors(body, day)
    if not found:
        raise RuleBroken(_orphaned(body))
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
