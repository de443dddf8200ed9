"""Contacts of the demo's offices: all synthetic, none of them reaches anybody."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.organisations import queries, services
from vungcao.kernel.organisations.models import Contact, Organisation, OrganisationKind
from vungcao.kernel.organisations.services import Reached

SINCE = date(2025, 7, 1)


def build(by: AbstractBaseUser, today: date) -> None:
    """An invented telephone and address for the departments and the first communes of the list."""
    if Contact.objects.exists():
        return
    del today  # the same demo comes out on every day
    bodies = queries.as_of(SINCE, kind=OrganisationKind.DEPARTMENT)
    bodies += queries.as_of(SINCE, kind=OrganisationKind.SERVICE_CENTRE)[:9]
    rows = Organisation.objects.in_bulk([body.id for body in bodies])
    for nth, body in enumerate(bodies, start=1):
        reached = Reached(
            address="Trụ sở mẫu",
            telephone=f"0900 000 {nth:03}",
            email=f"coquan{nth}@mau.invalid",
        )
        services.set_contact(organisation=rows[body.id], reached=reached, valid_from=SINCE, by=by)
