"""Bodies of the State: everybody in an office reads them, only who reaches them changes them."""

from tests.architecture.samples import EVERYWHERE, Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.tests.factories import OrganisationFactory
from vungcao.kernel.units.models import Unit


def body(unit: Unit, user: User) -> Arguments:
    return {"pk": OrganisationFactory.create(unit=unit).pk}


CHANGES = ("rename", "place", "contact", "calendar")
SAMPLES = {
    "administration:organisation": Sample(body, EVERYWHERE),
    **{f"administration:organisation-{change}": Sample(body) for change in CHANGES},
}
