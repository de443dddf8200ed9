"""The register's nouns: cycles, recognitions, selections, benefits, visits, reports, papers."""

from vungcao.systems.prestige.models.benefits import Allotment, Benefit, GrantList, Level
from vungcao.systems.prestige.models.cycles import Cycle
from vungcao.systems.prestige.models.imports import ImportLayout
from vungcao.systems.prestige.models.papers import FormPaper
from vungcao.systems.prestige.models.published import PublishedCount
from vungcao.systems.prestige.models.recognitions import Authority, EndKind, Recognition
from vungcao.systems.prestige.models.reports import FieldReport, ReportChannel, ReportKind
from vungcao.systems.prestige.models.rounds import (
    ENDED,
    Nominee,
    ProposalList,
    ProposalState,
    RoundState,
    SelectionRound,
)
from vungcao.systems.prestige.models.visits import Occasion, Visit, VisitState

__all__ = [
    "ENDED",
    "Allotment",
    "Authority",
    "Benefit",
    "Cycle",
    "EndKind",
    "FieldReport",
    "FormPaper",
    "GrantList",
    "ImportLayout",
    "Level",
    "Nominee",
    "Occasion",
    "ProposalList",
    "ProposalState",
    "PublishedCount",
    "Recognition",
    "ReportChannel",
    "ReportKind",
    "RoundState",
    "SelectionRound",
    "Visit",
    "VisitState",
]
