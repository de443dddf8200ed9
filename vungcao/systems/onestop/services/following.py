"""What an applicant reads of their own dossier; each time leaves an entry in the trail."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.cases.models import CaseEvent
from vungcao.kernel.documents.models import Document, DocumentVersion
from vungcao.kernel.documents.queries import versions
from vungcao.kernel.vault import services as vault
from vungcao.systems.onestop.models import Dossier, Supplement
from vungcao.systems.onestop.services import sealing
from vungcao.systems.onestop.services.engine import MOVED

TOLD = frozenset({"refuse", "ask", "stop", "extend"})  # whose words were written to the applicant


@dataclass(frozen=True)
class Moved:
    """One move of a dossier; words only where they are meant for the applicant."""

    at: datetime
    does: str
    after: str
    words: str


@dataclass(frozen=True)
class Asked:
    """The supplement that is waited for: code of a paper or answer, and what about it."""

    supplement: Supplement
    items: list[Mapping[str, str]]


@dataclass(frozen=True)
class Followed:
    """A dossier as its applicant reads it."""

    name: str
    moves: list[Moved] = field(default_factory=list)
    asked: Asked | None = None


@transaction.atomic
def follow(*, dossier: Dossier, by: User) -> Followed:
    """Open one's own dossier."""
    contact = sealing.open_json([dossier.contact])[0]
    events = CaseEvent.objects.filter(case=dossier.case_id, action=MOVED).order_by("-seq")
    found = Followed(str(contact.get("name", "")), _moves(events), _asked(dossier))
    audit.record(by=by, action="onestop.followed", subject=dossier)
    return found


@transaction.atomic
def fetch(*, dossier: Dossier, document: Document, by: User) -> DocumentVersion | None:
    """The latest paper of a document of one's own dossier, to be taken along."""
    found = versions(document).first()
    if found is not None:
        said: dict[str, Any] = {"document": document.pk}
        audit.record(by=by, action="onestop.paper_fetched", subject=dossier, **said)
    return found


def _moves(events: Iterable[CaseEvent]) -> list[Moved]:
    rows = [(event, json.loads(event.body)) for event in events]
    notes = vault.open_texts(
        event.note if body.get("does") in TOLD else None for event, body in rows
    )
    return [
        Moved(event.at, str(body.get("does", "")), str(body.get("after", "")), words or "")
        for (event, body), words in zip(rows, notes, strict=True)
    ]


def _asked(dossier: Dossier) -> Asked | None:
    waiting = Supplement.objects.filter(dossier=dossier, answered_at=None).first()
    if waiting is None:
        return None
    (text,) = vault.open_texts([waiting.items])
    return Asked(waiting, json.loads(text or "[]"))
