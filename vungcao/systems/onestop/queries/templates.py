"""The templates of documents that can be the decision on a dossier."""

from vungcao.kernel.documents.models import DocumentKind
from vungcao.kernel.offers.publications import document_templates
from vungcao.systems.onestop.rules.deciding import TEMPLATE


def decisions() -> dict[str, str]:
    """By name and label: decisions that ask for what a dossier's decision is filled with."""
    ours = set(document_templates.get(TEMPLATE).fields)
    found = {
        name: str(one.label)
        for name, one in document_templates.items()
        if one.kind == DocumentKind.DECISION and set(one.fields) == ours
    }
    return dict(sorted(found.items(), key=lambda pair: (pair[0] != TEMPLATE, pair[1])))
