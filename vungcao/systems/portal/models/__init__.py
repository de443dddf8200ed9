"""Pages of the portal: a front, sections, articles, events; their checks, copies kept of them."""

from vungcao.systems.portal.models.boards import ConsultationBoard, QuestionBoard
from vungcao.systems.portal.models.checks import PeerCheck
from vungcao.systems.portal.models.consultations import Consultation, OpinionCount
from vungcao.systems.portal.models.contacts import ContactBoard, OfficePost
from vungcao.systems.portal.models.copies import KeptCopy
from vungcao.systems.portal.models.disclosures import (
    BudgetBoard,
    Disclosure,
    DisclosureKind,
    DisclosureLine,
    Period,
)
from vungcao.systems.portal.models.events import Event
from vungcao.systems.portal.models.letters import LetterKind, PublicLetter, Verdict
from vungcao.systems.portal.models.pages import Article, Home, Section
from vungcao.systems.portal.models.questions import AnsweredQuestion, Topic
from vungcao.systems.portal.models.weeks import CalendarBoard, WorkItem, WorkWeek

__all__ = [
    "AnsweredQuestion",
    "Article",
    "BudgetBoard",
    "CalendarBoard",
    "Consultation",
    "ConsultationBoard",
    "ContactBoard",
    "Disclosure",
    "DisclosureKind",
    "DisclosureLine",
    "Event",
    "Home",
    "KeptCopy",
    "LetterKind",
    "OfficePost",
    "OpinionCount",
    "PeerCheck",
    "Period",
    "PublicLetter",
    "QuestionBoard",
    "Section",
    "Topic",
    "Verdict",
    "WorkItem",
    "WorkWeek",
]
