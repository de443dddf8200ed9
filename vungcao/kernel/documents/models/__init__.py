"""Documents, their numbers, the keys that sign them, and what the public may know of them."""

from vungcao.kernel.documents.models.documents import (
    Document,
    DocumentBasis,
    DocumentKind,
    DocumentRelation,
    DocumentState,
    DocumentVersion,
    RelationKind,
    Stage,
)
from vungcao.kernel.documents.models.keys import SigningKey
from vungcao.kernel.documents.models.numbers import DocumentNumber, NumberSeries, NumberState
from vungcao.kernel.documents.models.published import PublishedPaper

__all__ = [
    "Document",
    "DocumentBasis",
    "DocumentKind",
    "DocumentNumber",
    "DocumentRelation",
    "DocumentState",
    "DocumentVersion",
    "NumberSeries",
    "NumberState",
    "PublishedPaper",
    "RelationKind",
    "SigningKey",
    "Stage",
]
