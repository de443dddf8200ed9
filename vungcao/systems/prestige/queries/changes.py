"""What the forms about changes ask: whose decision counts, and which were issued here."""

from dataclasses import dataclass
from datetime import date

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.documents.models import Document, DocumentKind, DocumentState
from vungcao.kernel.norms import queries as values
from vungcao.kernel.norms.queries import NothingInForce
from vungcao.kernel.scopes.models import Reader
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import on_day
from vungcao.systems.prestige.models import Authority
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.places import Chart

MOST = 50


@dataclass(frozen=True)
class Competence:
    """Who decides on a day, and the text that says so."""

    day: date
    level: str
    basis: Citation

    @property
    def words(self) -> str:
        return str(Authority(self.level).label)


def competence(day: date) -> Competence | None:
    """None for a day of which nothing is known."""
    try:
        level, basis = norms.authority(day)
    except NothingInForce:
        return None
    return Competence(day, level, basis)


def who_decides(village: int, day: date) -> Unit | None:
    """The unit whose chairman decides for a village on a day; None where nothing says so."""
    held = competence(day)
    above = Chart(day).above(village, Kind(held.level)) if held else None
    return Unit.objects.filter(pk=above).first() if above else None


def decisions(reader: Reader, day: date) -> list[Document]:
    """Decisions issued here within reach, by those who decide on prestigious persons today."""
    try:
        row = values.value_row("prestige.authority", day)
    except NothingInForce:
        return []
    found = Document.objects.visible_to(reader).filter(
        kind=DocumentKind.DECISION,
        state=DocumentState.ISSUED,
        unit__kind=row.value,
        issued_on__gte=row.valid_from,
    )
    return list(found.select_related("unit").order_by("-issued_on", "-pk")[:MOST])


def committee_of(unit: Unit, day: date) -> str:
    """The people's committee of a place as it was called on a day."""
    (then,) = on_day([unit.pk], day)
    return f"Uỷ ban nhân dân {then.name[:1].lower()}{then.name[1:]}"
