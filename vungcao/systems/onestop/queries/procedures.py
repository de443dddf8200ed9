"""Procedures as citizens and officers look for them: what counts on a day, and what counted when.

Versions hold nothing that is personal: whoever may open the screen may read all of them.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, Q, Value, When

from vungcao.kernel.search.rules import folded
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.onestop.models import OnlineLevel, ProcedureVersion
from vungcao.systems.onestop.models.procedures import VersionQuerySet

ONLINE = frozenset({OnlineLevel.FULL, OnlineLevel.PART})


@dataclass(frozen=True)
class Sought:
    """What somebody looks for; empty means everything."""

    text: str = ""
    field: str = ""
    level: str = ""
    agency: str = ""


def rows() -> VersionQuerySet:
    """Versions for lists: with `has_process`, without what is long."""
    marked = Case(
        When(Q(definition={}), then=Value(False)),
        default=Value(True),
        output_field=BooleanField(),
    )
    found = ProcedureVersion.objects.select_related("procedure", "basis")
    return found.annotate(has_process=marked).defer("definition", "guide")


def catalogue(day: date, sought: Sought = Sought()) -> list[ProcedureVersion]:
    """The procedures that count on a day, with or without accents, by field and name."""
    words = folded(sought.text).split()
    return [one for one in _narrowed(day, sought) if _has(one, words)]


@dataclass(frozen=True)
class Leaf:
    """One page of the catalogue: its rows, the number of the first of them, and of how many."""

    rows: list[ProcedureVersion]
    number: int
    last: int
    first: int
    total: int


def leaf(day: date, sought: Sought, number: int, size: int) -> Leaf:
    """A page of the catalogue; beyond the last one the last. Without words the database cuts it."""
    found = catalogue(day, sought) if folded(sought.text).split() else _narrowed(day, sought)
    total = found.count() if isinstance(found, VersionQuerySet) else len(found)
    last = max(1, -(-total // size))
    shown = min(max(number, 1), last)
    begin = (shown - 1) * size
    return Leaf(list(found[begin : begin + size]), shown, last, begin + 1, total)


def _narrowed(day: date, sought: Sought) -> VersionQuerySet:
    found = rows().valid_on(day).order_by("field", "name", "procedure__code")
    if sought.field:
        found = found.filter(field=sought.field)
    if sought.level:
        found = found.filter(online_level=sought.level)
    if sought.agency:
        found = found.filter(agency=sought.agency)
    return found


def choices(day: date) -> tuple[list[str], list[str]]:
    """Fields and agencies of the procedures that count on a day."""
    pairs = list(ProcedureVersion.objects.valid_on(day).values_list("field", "agency"))
    fields = sorted({field for field, _agency in pairs}, key=folded)
    return fields, sorted({agency for _field, agency in pairs if agency}, key=folded)


def history(code: str) -> list[ProcedureVersion]:
    """Every published version of a procedure, the newest first."""
    return list(rows().published().filter(procedure__code=code).order_by("-valid_from"))


def counting(versions: list[ProcedureVersion], day: date) -> ProcedureVersion | None:
    """Of a history: what counts on a day."""
    for one in versions:
        if one.valid_from <= day and (one.valid_until is None or day < one.valid_until):
            return one
    return None


def may_apply(version: ProcedureVersion, day: date) -> bool:
    """Whether a dossier can be begun online: it counts, has a process, and the level allows it."""
    return (
        version.online_level in ONLINE
        and bool(version.definition)
        and version.state == ProcedureVersion.Standing.PUBLISHED
        and version.valid_from <= day
        and (version.valid_until is None or day < version.valid_until)
    )


def leads_to_sample(name: str) -> bool:
    """Whether a version that was published has this as the sample of one of its papers."""
    has = {"documents": [{"sample": name}]}
    return ProcedureVersion.objects.published().filter(definition__contains=has).exists()


def example(day: date) -> Unit | None:
    """A commune for a form that is only looked at: one with villages, where there is one."""
    units = Unit.objects.in_force(day).order_by("scope", "pk")
    village = units.filter(kind=Kind.VILLAGE).first()
    communes = units.filter(kind=Kind.COMMUNE)
    if village is None:
        return communes.first()
    return communes.filter(pk__in=village.scope.strip("/").split("/")).first()


def _has(version: ProcedureVersion, words: list[str]) -> bool:
    said = folded(f"{version.name} {version.procedure.code} {version.field} {version.agency}")
    return all(word in said for word in words)
