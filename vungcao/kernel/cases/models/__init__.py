"""The tables of cases."""

from vungcao.kernel.cases.models.cases import Case, CaseLink, CaseQuerySet, Party
from vungcao.kernel.cases.models.clocks import Pause
from vungcao.kernel.cases.models.events import CaseEvent
from vungcao.kernel.cases.models.numbers import NumberCounter, NumberPattern

__all__ = [
    "Case",
    "CaseEvent",
    "CaseLink",
    "CaseQuerySet",
    "NumberCounter",
    "NumberPattern",
    "Party",
    "Pause",
]
