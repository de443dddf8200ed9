"""Opening dossiers at the desk: who applied, what was answered, which papers; logged each time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.offers.people import gates
from vungcao.kernel.units.queries import on_day
from vungcao.systems.onestop.models import Dossier, Paper, Subject
from vungcao.systems.onestop.queries import store, versions
from vungcao.systems.onestop.queries.facts import wanted
from vungcao.systems.onestop.rules.definition import Definition, Document
from vungcao.systems.onestop.services import sealing


@dataclass(frozen=True)
class DossierLine:
    """A dossier as a list of the desk shows it."""

    dossier: Dossier
    name: str
    place: str

    @property
    def pk(self) -> int:
        return self.dossier.pk


@dataclass(frozen=True)
class Laid:
    """One paper of the procedure's list: whether this dossier needs it, and what is there."""

    document: Document
    is_wanted: bool
    papers: tuple[Paper, ...]
    had: str = ""  # what the system has itself of it, in words

    @property
    def is_missing(self) -> bool:
        return self.is_wanted and not self.papers


@dataclass(frozen=True)
class OpenedSubject:
    """One person of a list with the answers of their line."""

    subject: Subject
    values: Mapping[str, Any]
    reason: str

    @property
    def pk(self) -> int:
        return self.subject.pk


@dataclass(frozen=True)
class OpenedDossier:
    """One dossier, opened. What was erased is empty."""

    dossier: Dossier
    process: Definition
    contact: Mapping[str, Any]
    answers: Mapping[str, Any]
    papers: tuple[Laid, ...]
    subjects: tuple[OpenedSubject, ...]
    place: str

    @property
    def missing(self) -> list[Document]:
        return [one.document for one in self.papers if one.is_missing and not one.had]

    @property
    def had(self) -> bool:
        return any(one.had for one in self.papers)


@transaction.atomic
def read_dossier_lines(*, rows: Sequence[Dossier], today: date, by: User) -> list[DossierLine]:
    """Dossiers with the names of who applied, in a fixed number of queries."""
    _refuse_stranger(by)
    if rows:
        audit.record(
            by=by,
            action="onestop.read",
            subject=Dossier._meta.label,
            dossiers=[row.pk for row in rows],
            fields=["contact"],
        )
    contacts = sealing.open_json([row.contact for row in rows])
    places = {unit.id: unit.name for unit in on_day({row.unit_id for row in rows}, today)}
    return [
        DossierLine(row, str(said.get("name", "")), places.get(row.unit_id, ""))
        for row, said in zip(rows, contacts, strict=True)
    ]


@transaction.atomic
def read_at_desk(*, dossier: Dossier, today: date, by: User) -> OpenedDossier:
    """Open one dossier whole: contact, answers, papers, and the persons of its list.

    Raises `PermissionDenied` for an account that opens no records of persons.
    """
    _refuse_stranger(by)
    audit.record(
        by=by, action="onestop.read", subject=dossier, fields=["contact", "answers", "subjects"]
    )
    process = versions.process(dossier.version)
    contact, answers = sealing.open_json([dossier.contact, dossier.answers])
    subjects = Subject.objects.filter(dossier=dossier).select_related("person", "village")
    names = {unit.id: unit.name for unit in on_day({dossier.unit_id}, today)}
    return OpenedDossier(
        dossier,
        process,
        contact,
        answers,
        _laid(dossier, process, answers, by),
        _opened(list(subjects.order_by("position", "pk"))),
        names.get(dossier.unit_id, ""),
    )


@transaction.atomic
def read_subjects(*, dossier: Dossier, by: User) -> tuple[OpenedSubject, ...]:
    """The persons of a list alone."""
    _refuse_stranger(by)
    audit.record(by=by, action="onestop.read", subject=dossier, fields=["subjects"])
    subjects = Subject.objects.filter(dossier=dossier).select_related("person", "village")
    return _opened(list(subjects.order_by("position", "pk")))


def _refuse_stranger(by: User) -> None:
    if not all(gate(by) for _name, gate in gates.items()):
        raise PermissionDenied


def _opened(rows: list[Subject]) -> tuple[OpenedSubject, ...]:
    values = sealing.open_json(one.values for one in rows)
    reasons = sealing.open_words(one.reason for one in rows)
    return tuple(
        OpenedSubject(one, said, reason)
        for one, said, reason in zip(rows, values, reasons, strict=True)
    )


def _laid(
    dossier: Dossier, process: Definition, answers: Mapping[str, Any], by: User
) -> tuple[Laid, ...]:
    there: dict[str, list[Paper]] = {}
    rows = Paper.objects.filter(dossier=dossier, removed_at=None).select_related("file")
    for paper in rows.order_by("added_at", "pk"):
        there.setdefault(paper.code, []).append(paper)
    asked = {one.code for one in wanted(process, answers)}
    known = store.had(dossier, process, by, asked - there.keys())
    had = {code: one.words for code, one in known.items()}
    return tuple(
        Laid(one, one.code in asked, tuple(there.get(one.code, ())), had.get(one.code, ""))
        for one in process.documents
        if one.code in asked or one.code in there
    )
