"""The tables of procedures and dossiers."""

from vungcao.systems.onestop.models.apologies import Apology
from vungcao.systems.onestop.models.decisions import Decision, Fee, FeeMoment
from vungcao.systems.onestop.models.dossiers import (
    Applicant,
    Channel,
    Delivery,
    Dossier,
    DossierQuerySet,
    Original,
    Outcome,
    Paper,
    Subject,
)
from vungcao.systems.onestop.models.drafts import OnlineDraft
from vungcao.systems.onestop.models.procedures import (
    OnlineLevel,
    Procedure,
    ProcedureVersion,
    VersionBasis,
    VersionQuerySet,
    VersionState,
)
from vungcao.systems.onestop.models.published import PublishedMonth
from vungcao.systems.onestop.models.steps import (
    Extension,
    Message,
    Opinion,
    Rating,
    Stance,
    Supplement,
    WrittenForm,
)

__all__ = [
    "Apology",
    "Applicant",
    "Channel",
    "Decision",
    "Delivery",
    "Dossier",
    "DossierQuerySet",
    "Extension",
    "Fee",
    "FeeMoment",
    "Message",
    "OnlineDraft",
    "OnlineLevel",
    "Opinion",
    "Original",
    "Outcome",
    "Paper",
    "Procedure",
    "ProcedureVersion",
    "PublishedMonth",
    "Rating",
    "Stance",
    "Subject",
    "Supplement",
    "VersionBasis",
    "VersionQuerySet",
    "VersionState",
    "WrittenForm",
]
