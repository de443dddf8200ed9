"""What the State has set for prestigious persons on a day: values, lists, ceilings."""

from dataclasses import dataclass
from datetime import date

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.norms import queries as norms
from vungcao.kernel.norms.models import ParameterValue, TableRow
from vungcao.kernel.norms.queries import NothingInForce

COMPONENTS, REASONS = "prestige.components", "prestige.end_reasons"
KINDS, CRITERIA, PUBLISHED = "prestige.benefit_kinds", "prestige.criteria", "prestige.published"
PARTY_MEMBER = "11"  # of the components


@dataclass(frozen=True)
class Kind:
    """One kind of benefit: money or in kind, with one ceiling or one for each level."""

    code: str
    name: str
    is_money: bool
    by_level: bool


def authority(day: date) -> tuple[str, Citation]:
    """The level that decides on a day (province, district, commune) and its basis.

    Raises `NothingInForce`.
    """
    row = norms.value_row("prestige.authority", day)
    return row.value, row.basis


def quorum(day: date) -> tuple[int, int]:
    """The share of households that a village meeting needs: numerator and denominator."""
    return number("prestige.quorum.numerator", day), number("prestige.quorum.denominator", day)


def number(code: str, day: date) -> int:
    """A whole number of the norms. Raises `NothingInForce`."""
    return int(norms.value(code, day))


def keeps_slots(day: date) -> bool:
    """Whether a merged village may have as many persons as villages were merged."""
    try:
        return bool(norms.value("prestige.slots.merged", day))
    except NothingInForce:
        return False


def months(code: str, day: date) -> int:
    """A number of months after which something is reminded of; none where nothing is set."""
    row = _value(code, day)
    return int(row.value) if row else 0


def setting(code: str, day: date) -> ParameterValue | None:
    """A value with its basis, for a screen that prints it; None where nothing is in force."""
    return _value(code, day)


def components(day: date) -> dict[str, str]:
    """The official groups (thành phần) by their code; one person may belong to several."""
    return {row.key: row.values["name"] for row in _rows(COMPONENTS, day)}


def reasons(day: date) -> dict[str, str]:
    """Why somebody is taken off the list, by code, in the order of the law."""
    return _named(REASONS, day)


def criteria(day: date) -> dict[str, str]:
    """What a prestigious person must be, by code."""
    return _named(CRITERIA, day)


def kinds(day: date) -> dict[str, Kind]:
    """The kinds of benefits by code, in their order."""
    rows = sorted(_rows(KINDS, day), key=lambda row: int(row.values["position"]))
    return {
        row.key: Kind(
            row.key,
            row.values["name"],
            row.values["gives"] == "money",
            row.values["by_level"] == "true",
        )
        for row in rows
    }


def ceiling(kind: Kind, level: str, day: date) -> ParameterValue | None:
    """The most (đồng) that may be given at once; None where no amount has been entered."""
    name = f"prestige.benefit.{kind.code}.ceiling"
    return _value(f"{name}.{level}" if kind.by_level else name, day)


def times(kind: Kind, day: date) -> ParameterValue | None:
    """How often in a year; None where nothing says so."""
    return _value(f"prestige.benefit.{kind.code}.times", day)


def _value(code: str, day: date) -> ParameterValue | None:
    try:
        return norms.value_row(code, day)
    except NothingInForce:
        return None


def _named(code: str, day: date) -> dict[str, str]:
    rows = sorted(_rows(code, day), key=lambda row: int(row.values["position"]))
    return {row.key: row.values["name"] for row in rows}


def _rows(code: str, day: date) -> list[TableRow]:
    try:
        return norms.table(code, day)
    except NothingInForce:
        return []
