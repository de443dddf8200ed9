"""Issues with their articles, readers with sealed addresses, and the letter of each to each."""

from vungcao.systems.newsletter.models.issues import Issue, IssueState, Language, Pick
from vungcao.systems.newsletter.models.letters import Bounce, Dispatch, TrialLetter
from vungcao.systems.newsletter.models.subscribers import (
    Subscriber,
    SubscriberState,
    Tongue,
)

__all__ = [
    "Bounce",
    "Dispatch",
    "Issue",
    "IssueState",
    "Language",
    "Pick",
    "Subscriber",
    "SubscriberState",
    "Tongue",
    "TrialLetter",
]
