"""Pages of the portal: a front, sections, articles, events; their checks, copies kept of them."""

from vungcao.systems.portal.models.albums import (
    Album,
)
from vungcao.systems.portal.models.almanacs import (
    Advice,
    Almanac,
)
from vungcao.systems.portal.models.audio import (
    AudioEdition,
    AudioState,
    Making,
    Speaker,
)
from vungcao.systems.portal.models.boards import (
    ConsultationBoard,
    QuestionBoard,
)
from vungcao.systems.portal.models.checks import (
    PeerCheck,
)
from vungcao.systems.portal.models.consultations import (
    Consultation,
    OpinionCount,
)
from vungcao.systems.portal.models.contacts import (
    ContactBoard,
    OfficePost,
)
from vungcao.systems.portal.models.copies import (
    KeptCopy,
)
from vungcao.systems.portal.models.disclosures import (
    BudgetBoard,
    Disclosure,
    DisclosureKind,
    DisclosureLine,
    Period,
)
from vungcao.systems.portal.models.documents import (
    DocumentForm,
    RecordedDocument,
    Register,
)
from vungcao.systems.portal.models.events import (
    Event,
)
from vungcao.systems.portal.models.files import (
    PublicFile,
)
from vungcao.systems.portal.models.groups import (
    GroupPage,
)
from vungcao.systems.portal.models.languages import (
    Language,
    Translation,
)
from vungcao.systems.portal.models.letters import (
    LetterKind,
    PublicLetter,
    Verdict,
)
from vungcao.systems.portal.models.pages import (
    Article,
    Home,
    Section,
)
from vungcao.systems.portal.models.questions import (
    AnsweredQuestion,
    LetterTopic,
)
from vungcao.systems.portal.models.standings import (
    DutyStanding,
)
from vungcao.systems.portal.models.topics import (
    TopicPage,
)
from vungcao.systems.portal.models.voices import (
    Voice,
)
from vungcao.systems.portal.models.weeks import (
    CalendarBoard,
    WorkItem,
    WorkWeek,
)

__all__ = [
    "Advice",
    "Album",
    "Almanac",
    "AnsweredQuestion",
    "Article",
    "AudioEdition",
    "AudioState",
    "BudgetBoard",
    "CalendarBoard",
    "Consultation",
    "ConsultationBoard",
    "ContactBoard",
    "Disclosure",
    "DisclosureKind",
    "DisclosureLine",
    "DocumentForm",
    "DutyStanding",
    "Event",
    "GroupPage",
    "Home",
    "KeptCopy",
    "Language",
    "LetterKind",
    "LetterTopic",
    "Making",
    "OfficePost",
    "OpinionCount",
    "PeerCheck",
    "Period",
    "PublicFile",
    "PublicLetter",
    "QuestionBoard",
    "RecordedDocument",
    "Register",
    "Section",
    "Speaker",
    "TopicPage",
    "Translation",
    "Verdict",
    "Voice",
    "WorkItem",
    "WorkWeek",
]
