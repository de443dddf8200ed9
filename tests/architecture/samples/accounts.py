"""Sessions and second factors: seen by the account that holds them, whatever the unit."""

from datetime import UTC, datetime

from allauth.mfa.models import Authenticator

from tests.architecture.samples import EVERYWHERE, Arguments, Sample
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import OpenSession, User
from vungcao.kernel.accounts.services import factors
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.kernel.units.models import Unit

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def passkey(unit: Unit, user: User) -> Arguments:
    factors.add_passkey(account=user, name="Máy mẫu", credential={}, by=user)
    return {"pk": Authenticator.objects.filter(user=user, type="webauthn").latest("pk").pk}


def session(unit: Unit, user: User) -> Arguments:
    made = OpenSession.objects.create(
        account=user, session_key=f"mau-{unit.pk}", since=NOW, last_seen_at=NOW
    )
    return {"pk": made.pk}


def account(unit: Unit, user: User) -> Arguments:
    """An officer of the unit; whoever holds nothing there neither sees nor changes the account."""
    role = Role.COMMUNE_OFFICER
    return {"pk": GrantFactory.create(unit=unit, role=role).user_id}


CHANGES = (
    "deactivate",
    "reactivate",
    "end-sessions",
    "reset-factors",
    "invite-again",
    "withdraw-invitation",
)

SAMPLES = {
    "administration:account": Sample(account),
    **{f"administration:account-{change}": Sample(account) for change in CHANGES},
    "account-factor-remove": Sample(passkey, EVERYWHERE),
    "account-passkey": Sample(passkey, EVERYWHERE),
    "account-session-end": Sample(session, EVERYWHERE),
}
