"""Grants: those within one's reach, and for handing over one's own alone."""

from datetime import date

from tests.architecture.samples import EVERYWHERE, OWN, Arguments, Sample
from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.kernel.units.models import Unit

TODAY = date(2026, 11, 23)
NOBODYS: frozenset[str] = frozenset()


def grant(unit: Unit, user: User) -> Arguments:
    return {"pk": GrantFactory.create(unit=unit).pk}


def role(unit: Unit, user: User) -> Arguments:
    return {"slug": Role.COMMUNE_OFFICER.value}


def others_delegation(unit: Unit, user: User) -> Arguments:
    source: Grant = GrantFactory.create(unit=unit)
    until = date(2026, 12, 1)
    made = GrantFactory.create(unit=unit, delegated_from=source, valid_until=until)
    return {"pk": made.pk}


SAMPLES = {
    "administration:grant": Sample(grant, OWN),
    "administration:grant-end": Sample(grant, OWN),
    "administration:grant-delegate": Sample(grant, OWN),
    "administration:role": Sample(role, EVERYWHERE),
    # What is another's is shown to nobody, not even in the own unit.
    "delegate": Sample(grant, NOBODYS),
    "delegation-end": Sample(others_delegation, NOBODYS),
}
