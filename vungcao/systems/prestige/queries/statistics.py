"""What the figures of the register are laid out by: columns, levels, and who lies where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vungcao.kernel.norms import queries as kernel
from vungcao.kernel.norms.models import Scheme
from vungcao.kernel.norms.queries import NothingInForce
from vungcao.kernel.people.models import Sex
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.places import Chart
from vungcao.systems.prestige.rules import statistics as rules
from vungcao.systems.prestige.rules.statistics import Column

LEVELS = (Kind.DISTRICT, Kind.COMMUNE, Kind.VILLAGE)
SMALL_CELL = "prestige.statistics.small_cell"
GROUPS = {
    rules.SEX: gettext_lazy("Giới tính"),
    rules.AGE: gettext_lazy("Nhóm tuổi"),
    rules.ETHNIC: gettext_lazy("Dân tộc"),
    rules.COMPONENT: gettext_lazy("Thành phần"),
}


@dataclass(frozen=True)
class Asked:
    """Which figures: as the register stood on a day, by the units of a level on a map's day."""

    day: date
    map_day: date
    level: Kind
    unit: Unit | None = None


@dataclass(frozen=True)
class Head:
    """A column and its words."""

    column: Column
    label: str


@dataclass(frozen=True)
class HeadGroup:
    """Columns that stand together; those of components may add up to more than the persons."""

    code: str
    label: str
    heads: tuple[Head, ...]


@dataclass(frozen=True)
class Row:
    """A unit with its numbers; None is a number that is not shown, 0 is nobody."""

    unit: int
    name: str
    above: str
    numbers: Mapping[Column, int | None]

    def of(self, column: Column) -> int | None:
        return self.numbers.get(column, 0)

    @property
    def persons(self) -> int | None:
        return self.of(rules.TOTAL)


@dataclass(frozen=True)
class Compared:
    """A published figure beside the register's own; `counted` is None where it is not shown."""

    name: str
    published: int
    counted: int | None

    @property
    def more(self) -> int | None:
        return None if self.counted is None else self.counted - self.published


@dataclass(frozen=True)
class Figures:
    """A table of the register. `is_guarded`: small numbers are hidden, below `fewest`.

    `left_out` are the columns or groups of which nothing can be shown, in words.
    """

    asked: Asked
    groups: tuple[HeadGroup, ...]
    rows: tuple[Row, ...]
    total: Row | None
    is_guarded: bool = False
    fewest: int = 0
    left_out: tuple[str, ...] = ()
    compared: tuple[Compared, ...] = ()
    where: Mapping[int, int] = field(default_factory=dict)  # villages of the day and their persons

    @property
    def columns(self) -> tuple[Head, ...]:
        return tuple(head for group in self.groups for head in group.heads)


def fewest(day: date) -> int:
    """The smallest number that is shown to who does not keep the register."""
    try:
        return norms.number(SMALL_CELL, day)
    except NothingInForce:
        return 5  # shown too little rather than too much


def in_unit(rows: Iterable[Recognition], unit: Unit | None, chart: Chart) -> list[Recognition]:
    """Those that lay in a unit on the chart's day."""
    if unit is None:
        return list(rows)
    return [row for row in rows if unit.pk in chart.chain(row.unit_id)]


def at_level(chart: Chart, village: int, level: Kind) -> int:
    """The unit of a level in which a village lay, or the next larger one there was."""
    if level == Kind.VILLAGE:
        return chart.chain(village)[-1]
    larger = (Kind.COMMUNE, Kind.DISTRICT, Kind.PROVINCE, Kind.NATION)
    levels = larger[larger.index(level) :]
    found = (chart.above(village, one) for one in levels)
    return next((unit for unit in found if unit is not None), chart.chain(village)[0])


def has_districts(day: date) -> bool:
    return Unit.objects.in_force(day).filter(kind=Kind.DISTRICT).exists()


def order(day: date) -> dict[str, Sequence[str]]:
    """The codes of each group in the order in which the State lists them."""
    groups = kernel.ethnic_groups(day)
    coded = [
        (next((one.code for one in group.codes.all() if one.scheme == Scheme.QD421), "~"), group)
        for group in groups
    ]
    return {
        rules.SEX: (Sex.MALE.value, Sex.FEMALE.value),
        rules.AGE: tuple(code for _least, code in rules.BANDS),
        rules.ETHNIC: [
            group.name for _code, group in sorted(coded, key=lambda pair: (pair[0], pair[1].name))
        ],
        rules.COMPONENT: list(norms.components(day)),
    }


def head_groups(codes: Mapping[str, Sequence[str]], day: date) -> tuple[HeadGroup, ...]:
    """The columns in which there is somebody, in words."""
    words: dict[str, Mapping[str, str]] = {
        rules.SEX: {Sex.MALE: _("Nam"), Sex.FEMALE: _("Nữ")},
        rules.AGE: {
            "under40": _("Dưới 40"),
            "from40": _("40–49"),
            "from50": _("50–59"),
            "from60": _("60–69"),
            "from70": _("Từ 70"),
        },
        rules.ETHNIC: {},
        rules.COMPONENT: norms.components(day),
    }
    return tuple(
        HeadGroup(
            group,
            str(GROUPS[group]),
            tuple(
                Head((group, code), words[group].get(code, code) or _("Chưa ghi")) for code in found
            ),
        )
        for group, found in codes.items()
        if found
    )


def without(groups: Iterable[HeadGroup], columns: set[Column]) -> tuple[HeadGroup, ...]:
    """The groups without these columns, and without groups of which nothing is left."""
    found = (
        replace(group, heads=tuple(head for head in group.heads if head.column not in columns))
        for group in groups
    )
    return tuple(group for group in found if group.heads)


def named(groups: Iterable[HeadGroup], columns: set[Column]) -> tuple[str, ...]:
    """These columns in words: by their group where they are all of it."""
    found: list[str] = []
    for group in groups:
        gone = [head.label for head in group.heads if head.column in columns]
        found += [group.label] if len(gone) == len(group.heads) else gone
    return tuple(found)
