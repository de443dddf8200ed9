"""What somebody enters about a person, checked as a whole before anything is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms.models import EthnicGroup, LocalGroup
from vungcao.kernel.people import rules
from vungcao.kernel.people.models import ResidenceKind, Sex
from vungcao.kernel.units.models import Unit


@dataclass(frozen=True)
class NewIdentifier:
    """The number of a paper, as typed."""

    kind: str
    number: str
    valid_from: date | None = None


@dataclass(frozen=True)
class NewContact:
    """A telephone or address, as typed."""

    kind: str
    value: str


@dataclass(frozen=True)
class PersonDraft:
    """A person to register. `birth` is a day, a month or only a year; what is empty is unknown."""

    full_name: str
    unit: Unit
    birth: str = ""
    sex: Sex = Sex.UNKNOWN
    ethnic_group: EthnicGroup | None = None
    local_group: LocalGroup | None = None
    residence_kind: ResidenceKind = ResidenceKind.UNKNOWN
    address: str = ""
    languages: tuple[str, ...] = ()
    identifiers: tuple[NewIdentifier, ...] = ()
    contacts: tuple[NewContact, ...] = ()

    def texts(self) -> dict[str, str]:
        """What goes into the sealed fields."""
        return {
            "full_name": rules.tidy(self.full_name),
            "birth": rules.read_birth(self.birth) or "",
            "ethnic_group": str(self.ethnic_group.pk) if self.ethnic_group else "",
            "local_group": str(self.local_group.pk) if self.local_group else "",
            "address": rules.tidy(self.address),
            "languages": "\n".join(rules.tidy(language) for language in self.languages),
        }


def faults(draft: PersonDraft, today: date) -> Iterator[str]:
    """Everything that is wrong with a draft, as sentences."""
    yield from rules.faults_of_name(draft.full_name)
    yield from rules.faults_of_birth(draft.birth, today)
    for paper in draft.identifiers:
        yield from rules.faults_of_number(paper.kind, paper.number)
    for way in draft.contacts:
        yield from rules.faults_of_contact(way.kind, way.value)
    if draft.local_group and draft.local_group.group != draft.ethnic_group:
        yield "Nhóm địa phương này thuộc dân tộc khác."
    if draft.unit.valid_until is not None and draft.unit.valid_until <= today:
        yield "Nơi ở đã kết thúc do sắp xếp: chọn đơn vị tiếp nhận."


def refuse(found: Iterable[str]) -> None:
    """Raise `RuleBroken` with all that was found."""
    if sentences := list(dict.fromkeys(found)):
        raise RuleBroken(" ".join(sentences))
