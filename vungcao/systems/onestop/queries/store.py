"""Papers that the system has itself for the very persons of a dossier: nobody asks for them again.

A procedure says of a paper what it may be taken from (`reusable_from`): a kind of document, or the
result of another procedure. What the reader's places do not see is not found.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from vungcao.kernel.accounts.models import User
from vungcao.kernel.documents.models import Document, DocumentState
from vungcao.systems.onestop.models import Decision, Dossier, Outcome, Paper, Subject
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules.definition import RESULT, Definition
from vungcao.systems.onestop.rules.statuses import Status

DROPPED = (Status.REFUSED, Status.STOPPED, Status.WITHDRAWN)


@dataclass(frozen=True)
class Had:
    """One paper that is there: a document of ours, or what was handed in to another dossier."""

    words: str
    document: Document | None = None
    paper: Paper | None = None


def had(
    dossier: Dossier, process: Definition, reader: User, codes: Collection[str] | None = None
) -> dict[str, Had]:
    """Of the papers of a procedure (or some of them) those that are there already, by code."""
    wanted = {
        one.code: one.reusable_from
        for one in process.documents
        if one.reusable_from and (codes is None or one.code in codes)
    }
    persons = _persons(dossier, process) if wanted else set()
    if not persons:
        return {}
    others = _about(persons, dossier, reader)
    found = {code: _found(source, persons, others, reader) for code, source in wanted.items()}
    return {code: one for code, one in found.items() if one is not None}


def _persons(dossier: Dossier, process: Definition) -> set[int]:
    """Whom a dossier is about; nobody while one of them is not known."""
    if process.list_group is None:
        return set() if dossier.applicant_id is None else {dossier.applicant_id}
    rows = Subject.objects.filter(dossier=dossier).exclude(outcome=Outcome.REMOVED)
    keys = set(rows.values_list("person", flat=True))
    return set() if None in keys else keys


def _about(persons: set[int], dossier: Dossier, reader: User) -> dict[int, bool]:
    """The other dossiers about all of these persons, and whether all of them were granted there."""
    seen = Dossier.objects.visible_to(reader).received().exclude(pk=dossier.pk)
    seen = seen.exclude(status__in=DROPPED)
    lines = Subject.objects.filter(dossier__in=seen, person__in=persons)
    lines = lines.exclude(outcome=Outcome.REMOVED)
    about: dict[int, dict[int, bool]] = {}
    for pk, person, outcome in lines.values_list("dossier", "person", "outcome"):
        about.setdefault(pk, {})[person] = outcome == Outcome.GRANTED
    applied = seen.filter(applicant__in=persons, subjects=None)
    for pk, person in applied.values_list("pk", "applicant"):
        about.setdefault(pk, {})[person] = True
    return {pk: all(said.values()) for pk, said in about.items() if said.keys() == persons}


def _found(source: str, persons: set[int], others: dict[int, bool], reader: User) -> Had | None:
    if source.startswith(RESULT):
        return _result(source.removeprefix(RESULT), [pk for pk, is_so in others.items() if is_so])
    return _document(source, persons, reader) or _handed_in(source, others)


def _result(procedure: str, granted: list[int]) -> Had | None:
    """The latest decision of a procedure that grants, where none has corrected it."""
    rows = Decision.objects.filter(
        dossier__in=granted,
        dossier__version__procedure__code=procedure,
        signed_at__isnull=False,
        corrected_by=None,
        document__state=DocumentState.ISSUED,
    )
    row = rows.select_related("document").order_by("-signed_at", "pk").first()
    return Had(row.document.number or row.document.code, row.document) if row else None


def _document(template: str, persons: set[int], reader: User) -> Had | None:
    """What was issued about one person alone is sealed with that person's key."""
    if len(persons) != 1:
        return None
    about = Q(key__person__in=persons, template=template, state=DocumentState.ISSUED)
    rows = Document.objects.visible_to(reader).filter(about)
    row = rows.order_by("-issued_on", "pk").first()
    return Had(row.number or row.code, row) if row else None


def _handed_in(source: str, others: Collection[int]) -> Had | None:
    """The latest file of a paper that may be taken from the same, in another dossier."""
    rows = Paper.objects.filter(dossier__in=others, file__isnull=False, removed_at=None)
    related = rows.select_related("dossier__version", "dossier__case", "file")
    for row in related.order_by("-added_at", "pk"):
        documents = versions.process(row.dossier.version).documents
        if any(one.code == row.code and one.reusable_from == source for one in documents):
            return Had(f"hồ sơ {row.dossier.case.number}", paper=row)
    return None
