"""Units as the browser shows them: the tree of a day, and everything about one unit."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from vungcao.kernel.units.models import (
    Code,
    Hierarchy,
    Kind,
    Name,
    Placement,
    Reform,
    Unit,
)
from vungcao.kernel.units.models.reforms import ReformState
from vungcao.kernel.units.names import fold_toneless
from vungcao.kernel.units.queries import (
    Hit,
    UnitOnDay,
    as_of,
    on_day,
    search,
    successors,
)
from vungcao.kernel.units.queries.flows import flows

MOST = 200


@dataclass
class Branch:
    """A unit of the tree with those directly below it; villages are only counted."""

    unit: UnitOnDay
    branches: list["Branch"] = field(default_factory=list)
    villages: int = 0
    is_here: bool = False

    @property
    def is_open(self) -> bool:
        """The upper levels stand open: a reader sees districts or communes at once; so does what
        leads to the unit where the reader works."""
        if self.unit.kind in (Kind.NATION, Kind.PROVINCE):
            return True
        return any(branch.is_here or branch.is_open for branch in self.branches)

    @property
    def has_leaves_only(self) -> bool:
        return not any(branch.branches for branch in self.branches)


def forest(day: date, hierarchy: Hierarchy, here: int | None = None) -> list[Branch]:
    """The tree of `day`, open down to the unit `here`; a parent of another time (a former district)
    is shown as it last was."""
    apart = [Kind.VILLAGE]
    if hierarchy == Hierarchy.ADMINISTRATIVE:
        apart.append(Kind.AREA)  # a set that a policy names is no level of the administration
    living = Unit.objects.in_force(day).exclude(kind__in=apart)
    units = {
        unit.id: unit
        for unit in on_day(living.values_list("pk", flat=True), day, hierarchy=hierarchy)
    }
    placed = {unit.id for unit in units.values() if unit.parent is not None}
    parents = {unit.parent for unit in units.values() if unit.parent is not None}
    gone = on_day(sorted(parents - units.keys()), day, hierarchy=hierarchy)
    shown = [*units.values(), *gone]
    branches = {unit.id: Branch(unit, is_here=unit.id == here) for unit in shown}
    for number, villages in _villages(day).items():
        if number in branches:
            branches[number].villages = villages
    for number, branch in branches.items():
        above = branches.get(branch.unit.parent or 0)
        if above is not None and number in placed:
            above.branches.append(branch)
    for branch in branches.values():
        branch.branches.sort(key=_order)
    return _roots(branches, hierarchy)


def sought(text: str, day: date, kind: Kind | None) -> list[Hit]:
    """What a text finds, of one level if that is asked for; without a text the level of the day."""
    if text:
        return search(text, day, kind=kind, limit=MOST)
    return [Hit(unit, unit.name, unit.valid_from, None, now=()) for unit in as_of(day, kind=kind)]


def names(unit: Unit) -> list[Name]:
    """Every name of a unit, newest first."""
    return list(Name.objects.filter(unit=unit).select_related("basis").order_by("-valid_from"))


def codes(unit: Unit) -> list[Code]:
    """Every official code of a unit, newest first."""
    return list(Code.objects.filter(unit=unit).select_related("basis").order_by("-valid_from"))


def _roots(branches: dict[int, Branch], hierarchy: Hierarchy) -> list[Branch]:
    """Who stands under nobody. Outside of the administrative order only who holds somebody."""
    below = {branch.unit.id for above in branches.values() for branch in above.branches}
    roots = [branch for number, branch in branches.items() if number not in below]
    if hierarchy != Hierarchy.ADMINISTRATIVE:
        roots = [branch for branch in roots if branch.branches]
    return sorted(roots, key=_order)


def _order(branch: Branch) -> tuple[str, str, int]:
    """As a reader looks: A, Ă, Â together and Đ after D; tones decide between equals."""
    text = branch.unit.text
    return fold_toneless(text), text, branch.unit.id


def _villages(day: date) -> dict[int, int]:
    living = Placement.objects.in_force(day).filter(
        hierarchy=Hierarchy.ADMINISTRATIVE,
        unit__kind=Kind.VILLAGE,
        unit__valid_from__lte=day,
    )
    counts: dict[int, int] = {}
    for parent in living.values_list("parent", flat=True):
        counts[parent] = counts.get(parent, 0) + 1
    return counts


@dataclass(frozen=True)
class Kin:
    """A unit before or after a reform, which part passed, and the day on which to look at it."""

    unit: UnitOnDay
    share: str
    day: date


def before(unit: Unit) -> list[Kin]:
    """What passed something on to `unit` in the last reform in which it received anything.

    Only that reform is asked: what became of `unit` later does not change where it came from.
    """
    received = Reform.objects.filter(succession__target=unit, state=ReformState.APPLIED)
    last = received.exclude(succession__source=unit).order_by("effective_on", "pk").last()
    if last is None:
        return []
    (flow,) = flows(reforms=[last])
    eve = last.effective_on - timedelta(days=1)
    sources = [source for source, goals in flow.targets.items() if unit.pk in dict(goals)]
    return [Kin(was, _part(flow.share(was.id, unit.pk)), eve) for was in on_day(sources, eve)]


def after(unit: Unit, day: date) -> list[Kin]:
    """What `unit` has become by `day`; nothing while it goes on whole."""
    shares = successors(unit, day)
    if [share.unit.id for share in shares] == [unit.pk]:
        return []
    return [Kin(share.unit, _part(share.share), day) for share in shares]


def _part(share: Fraction) -> str:
    return "" if share == 1 else f"{share.numerator}/{share.denominator}"
