"""Accounts, the ways to reach and to recognise their holders, and their open sessions."""

from vungcao.kernel.accounts.models.attempts import AttemptCount
from vungcao.kernel.accounts.models.forms import SentForm
from vungcao.kernel.accounts.models.letters import Invitation, OneTimeCode
from vungcao.kernel.accounts.models.sessions import OpenSession
from vungcao.kernel.accounts.models.users import Channel, CitizenContact, User

__all__ = [
    "AttemptCount",
    "Channel",
    "CitizenContact",
    "Invitation",
    "OneTimeCode",
    "OpenSession",
    "SentForm",
    "User",
]
