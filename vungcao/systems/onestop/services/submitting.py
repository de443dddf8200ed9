"""Submitting a dossier: from a citizen's phone, at a desk, by post. It is not yet received."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.queries import steps
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.people.models import Person
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.codes import LETTERS
from vungcao.kernel.vault.models import DataKey
from vungcao.systems.onestop.models import (
    Applicant,
    Channel,
    Delivery,
    Dossier,
    Original,
    Paper,
    ProcedureVersion,
    Subject,
)
from vungcao.systems.onestop.queries import agencies, numbering, versions
from vungcao.systems.onestop.rules import answers as rules
from vungcao.systems.onestop.rules import likeness as alike
from vungcao.systems.onestop.rules.definition import Definition
from vungcao.systems.onestop.services import sealing
from vungcao.systems.onestop.services.engine import KIND, MOVED

SECRET_LENGTH = 8
SECRET, LIKENESS = "onestop.secret", "onestop.likeness"  # purposes of fingerprints


@dataclass(frozen=True)
class NewPaper:
    """One paper as it was handed in."""

    code: str
    file: StoredFile | None = None
    kind: Original = Original.ELECTRONIC
    copies: int = 1
    is_digitised: bool = False
    is_reused: bool = False
    document_code: str = ""


@dataclass(frozen=True)
class NewSubject:
    """One line of a list dossier."""

    values: Mapping[str, Any]
    person: Person | None = None
    village: Unit | None = None


@dataclass(frozen=True)
class NewDossier:
    """What is submitted. `contact` has name, telephone, email, address, identifier as typed.

    `place` is the commune that the affair concerns, `intake` the desk; `account` follows the
    dossier through the citizens' door.
    """

    version: ProcedureVersion
    place: Unit
    intake: Organisation
    channel: Channel
    contact: Mapping[str, str]
    answers: Mapping[str, Any] = field(default_factory=dict)
    subjects: Sequence[NewSubject] = ()
    papers: Sequence[NewPaper] = ()
    applicant_kind: Applicant = Applicant.PERSON
    applicant: Person | None = None
    account: User | None = None
    delivery: Delivery = Delivery.DESK


@dataclass(frozen=True)
class Submitted:
    """The dossier and the secret that opens it beside its code; the secret is told once."""

    dossier: Dossier
    secret: str


class BadAnswers(RuleBroken):
    """Answers that cannot be taken; `places` are (place, sentence) pairs."""

    def __init__(self, places: list[tuple[str, str]]) -> None:
        super().__init__("\n".join(sentence for _place, sentence in places))
        self.places = places


@transaction.atomic
def submit(*, new: NewDossier, now: datetime, by: User) -> Submitted:
    """Take a dossier in that waits for its receipt: numbered, with its case, no clock yet.

    Raises `BadAnswers` with every wrong answer, `RuleBroken` for a procedure that is not in force
    or that has no process here.
    """
    process = _process(new, now)
    _refuse(new, process)
    day = now.astimezone(ZONE).date()
    start = process.step(process.start)
    key = new.applicant.key if new.applicant else vault.make_key(by=by)
    holder = agencies.agency(start.agency, new.place, new.intake, process.authority_norm, day)
    case = cases.open_case(
        new=cases.NewCase(
            kind=KIND,
            label=new.version.name[:200],
            organisation=holder,
            intake=new.intake,
            prefix=numbering.prefix(new.intake, day),
            applicant=new.account,
            key=key,
        ),
        now=now,
        by=by,
    )
    secret = "".join(secrets.choice(LETTERS) for _place in range(SECRET_LENGTH)).upper()
    made = Dossier.objects.create(
        case=case,
        version=new.version,
        unit=new.place,
        intake=new.intake,
        channel=new.channel,
        delivery=new.delivery,
        applicant_kind=new.applicant_kind,
        applicant=new.applicant,
        contact=sealing.seal_json(dict(new.contact), key, Dossier, "contact"),
        answers=sealing.seal_json(dict(new.answers), key, Dossier, "answers"),
        secret=vault.fingerprint(secret, purpose=SECRET),
        likeness=likeness(new),
        step=start.code,
        step_since=now,
        status=start.status,
        submitted_at=now,
    )
    _lay(made, new, key, now, by)
    said = {"step_action": "submit", "does": "submit", "before": "", "after": start.code}
    cases.note(
        case=case,
        action=MOVED,
        details={**said, "status": int(start.status), "channel": int(new.channel)},
        now=now,
        by=by,
    )
    audit.record(by=by, action="onestop.submitted", subject=made, channel=int(new.channel))
    made.case.refresh_from_db()
    return Submitted(made, secret)


def likeness(new: NewDossier) -> str:
    """A fingerprint of procedure, place, applicant and persons, by their names as they are said.

    Two alike are asked about at the desk; somebody may be known there and typed elsewhere.
    """
    group = versions.process(new.version).list_group
    persons = alike.persons(group, [one.values for one in new.subjects])
    who, code = new.contact.get("name", ""), new.version.procedure.code
    return vault.fingerprint(alike.words(code, new.place.pk, who, persons), purpose=LIKENESS)


def _process(new: NewDossier, now: datetime) -> Definition:
    day = now.astimezone(ZONE).date()
    version = new.version
    is_valid = version.state == ProcedureVersion.Standing.PUBLISHED and version.valid_from <= day
    if not is_valid or (version.valid_until is not None and version.valid_until <= day):
        raise RuleBroken("Thủ tục này không còn hiệu lực: mở lại danh mục để chọn bản hiện hành.")
    process = versions.process(version)
    if not process.steps:
        raise RuleBroken("Thủ tục này chưa tiếp nhận trên hệ thống: nộp tại cơ quan giải quyết.")
    return process


def _refuse(new: NewDossier, process: Definition) -> None:
    said = dict(new.answers)
    group = process.list_group
    if group is not None:
        said[group.code] = [dict(one.values) for one in new.subjects]
    wrong = rules.faults(process, said)
    if not new.contact.get("name", "").strip():
        wrong.insert(0, ("contact.name", "Ghi họ và tên người nộp."))
    known = {one.code for one in process.documents}
    wrong += [
        ("papers", f"Thủ tục không có thành phần “{paper.code}”.")
        for paper in new.papers
        if paper.code not in known
    ]
    if wrong:
        raise BadAnswers(wrong)


def _lay(made: Dossier, new: NewDossier, key: DataKey, now: datetime, by: User) -> None:
    Subject.objects.bulk_create(
        Subject(
            dossier=made,
            position=position,
            person=one.person,
            village=one.village,
            values=sealing.seal_json(
                dict(one.values), one.person.key if one.person else key, Subject, "values"
            ),
        )
        for position, one in enumerate(new.subjects, start=1)
    )
    lay_papers(made=made, papers=new.papers, now=now, by=by)


@transaction.atomic(savepoint=False)
def lay_papers(
    *, made: Dossier, papers: Sequence[NewPaper], now: datetime, by: User, **origin: Any
) -> None:
    """Add papers to a dossier; `origin` may name the supplement by which they came."""
    laid = [
        Paper(
            dossier=made,
            code=one.code,
            file=one.file,
            kind=one.kind,
            copies=one.copies,
            is_digitised=one.is_digitised or one.file is not None,
            is_reused=one.is_reused,
            document_code=one.document_code,
            added_at=now,
            added_by=by,
            **origin,
        )
        for one in papers
    ]
    steps.insert(laid)
