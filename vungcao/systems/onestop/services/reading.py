"""Opening a dossier for its page: contact, answers, lines, words; each look is in the trail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.services import EventRecord
from vungcao.kernel.offers.people import gates
from vungcao.kernel.vault import services as vault
from vungcao.systems.onestop.models import Dossier, Opinion, Subject, Supplement
from vungcao.systems.onestop.queries import store, versions
from vungcao.systems.onestop.services import messages, sealing
from vungcao.systems.onestop.services.messages import Said


@dataclass(frozen=True)
class SubjectLine:
    """One person of a list, with the answers of the line and the reason of its outcome."""

    subject: Subject
    values: Mapping[str, Any]
    reason: str


@dataclass(frozen=True)
class SupplementLine:
    """One request for what is missing, opened."""

    supplement: Supplement
    items: Sequence[Mapping[str, str]]
    reason: str


@dataclass(frozen=True)
class OpinionLine:
    """An opinion that was asked, opened."""

    opinion: Opinion
    question: str
    answer: str


@dataclass(frozen=True)
class DossierRecord:
    """One dossier, opened. What was erased is empty."""

    dossier: Dossier
    contact: Mapping[str, str]
    answers: Mapping[str, Any]
    subjects: tuple[SubjectLine, ...]
    supplements: tuple[SupplementLine, ...]
    opinions: tuple[OpinionLine, ...]
    messages: tuple[Said, ...]
    events: tuple[EventRecord, ...]
    had: Mapping[str, str] = field(default_factory=dict)  # papers of the system's own, in words


@transaction.atomic
def read_dossier(
    *, dossier: Dossier, now: datetime, by: User, is_holder: bool = False
) -> DossierRecord:
    """Open everything that the page of a dossier shows; the trail keeps that it was.

    What a citizen wrote is read from now on when `is_holder` opens it. Raises `PermissionDenied`
    for an account that opens no records of persons.
    """
    if not all(gate(by) for _name, gate in gates.items()):
        raise PermissionDenied
    audit.record(by=by, action="onestop.read", subject=dossier)
    contact, answers = sealing.open_json([dossier.contact, dossier.answers])
    talk = (
        messages.read(dossier=dossier, is_from_citizen=False, now=now, by=by)
        if is_holder
        else _messages(dossier)
    )
    return DossierRecord(
        dossier,
        contact,
        answers,
        _subjects(dossier),
        _supplements(dossier),
        opened_opinions(list(dossier.opinions.select_related("case").order_by("asked_at", "pk"))),
        tuple(talk),
        tuple(cases.read(case=dossier.case, by=by)),
        _had(dossier, by),
    )


@transaction.atomic
def read_opinion(*, opinion: Opinion, by: User) -> OpinionLine:
    """Open one question and its answer; the trail keeps that it was."""
    if not all(gate(by) for _name, gate in gates.items()):
        raise PermissionDenied
    audit.record(by=by, action="onestop.opinion_read", subject=opinion)
    return opened_opinions([opinion])[0]


@transaction.atomic
def read_names(*, dossiers: Sequence[Dossier], by: User) -> list[str]:
    """Who submitted each of these, in their order; one entry in the trail for the whole list."""
    if not all(gate(by) for _name, gate in gates.items()):
        raise PermissionDenied
    ids = [one.pk for one in dossiers]
    audit.record(by=by, action="onestop.register_read", subject="onestop.Dossier", dossiers=ids)
    found = sealing.open_json(one.contact for one in dossiers)
    return [str(one.get("name", "")) for one in found]


def opened_opinions(rows: Sequence[Opinion]) -> tuple[OpinionLine, ...]:
    """Questions with their answers; whoever shows them to somebody logs that."""
    texts = iter(vault.open_texts([part for row in rows for part in (row.question, row.answer)]))
    return tuple(OpinionLine(row, next(texts) or "", next(texts) or "") for row in rows)


def _subjects(dossier: Dossier) -> tuple[SubjectLine, ...]:
    rows = list(dossier.subjects.select_related("village").order_by("position", "pk"))
    values = sealing.open_json(row.values for row in rows)
    reasons = vault.open_texts(row.reason for row in rows)
    opened = zip(rows, values, reasons, strict=True)
    return tuple(SubjectLine(row, said, reason or "") for row, said, reason in opened)


def _supplements(dossier: Dossier) -> tuple[SupplementLine, ...]:
    rows = list(dossier.supplements.order_by("asked_at", "pk"))
    texts = vault.open_texts(row.reason for row in rows)
    items = [list(one) for one in sealing.open_json(row.items for row in rows)]
    opened = zip(rows, items, texts, strict=True)
    return tuple(SupplementLine(row, said, reason or "") for row, said, reason in opened)  # type: ignore[arg-type]


def _had(dossier: Dossier, by: User) -> dict[str, str]:
    if dossier.finished_at is not None:
        return {}
    known = store.had(dossier, versions.process(dossier.version), by)
    return {code: one.words for code, one in known.items()}


def _messages(dossier: Dossier) -> list[Said]:
    """Opened without being read by the desk: whoever looks in is not who was written to."""
    rows = list(dossier.messages.order_by("at", "pk"))
    texts = vault.open_texts(row.words for row in rows)
    opened = zip(rows, texts, strict=True)
    return [Said(row.is_from_citizen, text or "", row.at, row.read_at) for row, text in opened]
