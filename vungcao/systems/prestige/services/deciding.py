"""The decision (quyết định) on which a change of the register rests, and whether it may."""

from dataclasses import dataclass
from datetime import date

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents.models import Document, DocumentState
from vungcao.kernel.norms.queries import NothingInForce
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.places import Chart
from vungcao.systems.prestige.rules import recognising as rules

NO_AUTHORITY = "chưa có quy định về thẩm quyền công nhận. Xem lại ngày."


@dataclass(frozen=True)
class Decided:
    """A decision by its number and day; `unit` is the place whose chairman took it.

    A decision that was written here comes with its `document`, of older ones only the number is
    known.
    """

    number: str
    decided_on: date
    unit: Unit
    issuer_name: str
    document: Document | None = None


def decided_by(document: Document) -> Decided:
    """What a signed document says of itself. Raises `RuleBroken` for one that is not issued."""
    if document.state != DocumentState.ISSUED or document.issued_on is None:
        raise RuleBroken("Văn bản này chưa được ký ban hành, chưa làm căn cứ được.")
    return Decided(
        number=document.number,
        decided_on=document.issued_on,
        unit=document.unit,
        issuer_name=document.issuer_name,
        document=document,
    )


@dataclass
class Authorities:
    """Who may decide on the days that a change names; each day is read once."""

    decided: Decided

    def __post_init__(self) -> None:
        day = self.decided.decided_on
        try:
            level, self.basis = norms.authority(day)
        except NothingInForce:
            raise RuleBroken(f"Ngày quyết định {day:%d/%m/%Y}: {NO_AUTHORITY}") from None
        self.level: str = level
        self._chart: Chart = Chart(self.decided.decided_on)

    def against(self, village: Unit) -> list[str]:
        """Why this decision cannot change who is recognised in a village."""
        return rules.against_authority(
            wanted=self.level,
            given=self.decided.unit.kind,
            day=self.decided.decided_on,
            basis=_words(self.basis),
            is_responsible=self.decided.unit.pk in self._chart.chain(village.pk),
        )


def _words(basis: Citation) -> str:
    return basis.number if basis.is_seen else f"{basis.number}, chưa xác minh"


def against_number(decided: Decided) -> list[str]:
    """What is missing of the decision itself."""
    found = []
    if not decided.number.strip():
        found.append("Ghi số quyết định.")
    if not decided.issuer_name.strip():
        found.append("Ghi nơi ra quyết định.")
    return found
