"""List dossiers on their way to the signature: persons of twelve villages, a book, a leader."""

from dataclasses import dataclass
from datetime import date

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.documents.models import DocumentKind
from vungcao.kernel.documents.services import numbering
from vungcao.kernel.documents.services.numbering import Way
from vungcao.kernel.organisations.models import OrganisationKind
from vungcao.kernel.people.models import Person
from vungcao.kernel.tests.factories import CitationFactory, PersonFactory, VillageFactory
from vungcao.systems.onestop.models import Decision, Dossier, Outcome, Subject
from vungcao.systems.onestop.rules.deciding import Wording
from vungcao.systems.onestop.services import deciding, sealing
from vungcao.systems.onestop.services.submitting import NewSubject
from vungcao.systems.onestop.tests.factories import (
    at,
    at_work,
    body,
    commune,
    line,
    officer,
    standing,
)

WORDING = Wording(
    signer_post="TM. Uỷ ban nhân dân\nChủ tịch",
    signer_name="Nguyễn Văn Mẫu",
    subject="Về việc công nhận người có uy tín",
    place="Vân Sơn",
    bases="Căn cứ hồ sơ mẫu",
    body="Điều 1. Đồng ý đối với người có tên trong danh sách.",
)


@dataclass
class Office:
    """The commune's office: who examines, who signs."""

    worker: User
    leader: User


def office(worker: User) -> Office:
    """With a book for its decisions."""
    place = commune()
    numbering.open_series(
        organisation=body(place, OrganisationKind.PEOPLES_COMMITTEE),
        way=Way(DocumentKind.DECISION, "QĐ-MAU"),
        valid_from=date(2025, 7, 1),
        basis=CitationFactory.create(),
        by=worker,
    )
    return Office(worker, officer("lanh-dao", Role.COMMUNE_LEADER, place))


def named(number: int) -> str:
    """A name for a line; names have no digits."""
    return f"Nông Mẫu {'ABCDEGHIKLMN'[number - 1]}"


def person(number: int) -> NewSubject:
    """Somebody of a village of their own, who is in the population list."""
    village = VillageFactory.create(parent=commune(), called=f"mẫu {number}")
    row: Person = PersonFactory.create(full_name=named(number), unit=village)
    given = line(number).values
    return NewSubject(values={**given, "thon": village.pk}, person=row, village=village)


def judged(by: Office, count: int, refused: int = 0) -> Dossier:
    """A dossier at work in which every line is decided: the last `refused` of them are refused."""
    row = at_work(by.worker, subjects=[person(nth) for nth in range(1, count + 1)])
    rows = Subject.objects.filter(dossier=row)
    rows.update(outcome=Outcome.GRANTED, decided_at=at(24))
    key = row.case.key
    assert key is not None
    why = sealing.seal("Chưa đủ hai phần ba số hộ đồng ý", key, Subject, "reason")
    rows.filter(position__gt=count - refused).update(outcome=Outcome.REFUSED, reason=why)
    return row


def prepared(by: Office, count: int, refused: int = 0) -> Decision:
    return deciding.prepare(
        dossier=judged(by, count, refused),
        action="trinh",
        wording=WORDING,
        now=at(24, 10),
        by=by.worker,
    )


def sign(made: Decision, by: Office) -> Decision:
    return deciding.sign(decision=made, action="ky", now=at(25), by=by.leader)


def signed(by: Office, count: int, refused: int = 0) -> Decision:
    return sign(prepared(by, count, refused), by)


@dataclass
class Arranged:
    """An office with two drafts: of three persons, the last of them refused; and of two."""

    here: Office
    three: int
    two: int


def with_drafts() -> Arranged:
    worker = officer("can-bo", Role.COMMUNE_OFFICER, commune())
    with standing(worker):
        here = office(worker)
        return Arranged(here, prepared(here, 3, refused=1).pk, prepared(here, 2).pk)
