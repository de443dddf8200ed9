"""Accounts, how their holders are reached and recognised, open sessions, views, drafts."""

from vungcao.kernel.accounts.models.attempts import AttemptCount
from vungcao.kernel.accounts.models.drafts import FormDraft
from vungcao.kernel.accounts.models.forms import SentForm
from vungcao.kernel.accounts.models.letters import Invitation, OneTimeCode
from vungcao.kernel.accounts.models.sessions import OpenSession
from vungcao.kernel.accounts.models.users import Channel, CitizenContact, User
from vungcao.kernel.accounts.models.views import SavedView

__all__ = [
    "AttemptCount",
    "Channel",
    "CitizenContact",
    "FormDraft",
    "Invitation",
    "OneTimeCode",
    "OpenSession",
    "SavedView",
    "SentForm",
    "User",
]
