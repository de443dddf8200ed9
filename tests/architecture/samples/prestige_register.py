"""Recognised persons and their villages: those of one's own unit alone."""

from datetime import date

from tests.architecture.samples import Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import Authority, Recognition
from vungcao.systems.prestige.tests.factories import cycle, person, village


def recognition(unit: Unit) -> Recognition:
    """Somebody of a village of the unit, whatever its level."""
    place = village(unit, f"mẫu {unit.pk}")
    return Recognition.objects.create(
        person=person(place),
        cycle=cycle(),
        unit=place,
        scope=place.scope,
        basis=place.basis,
        authority=Authority.COMMUNE,
        issuer_name="Uỷ ban nhân dân xã Mẫu",
        number="07/QĐ-MAU",
        decided_on=date(2026, 1, 10),
        valid_from=date(2026, 1, 10),
        valid_until=date(2028, 1, 1),
    )


def one_person(unit: Unit, user: User) -> Arguments:
    return {"pk": recognition(unit).pk}


def one_village(unit: Unit, user: User) -> Arguments:
    return {"pk": recognition(unit).unit_id}


SAMPLES = {
    "prestige:person": Sample(one_person),
    "prestige:village": Sample(one_village),
}
