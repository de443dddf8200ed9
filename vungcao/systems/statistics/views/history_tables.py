"""The lists of broken checks and of strange figures: what each line says and where it leads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.systems.statistics.models import Stage
from vungcao.systems.statistics.queries.outliers import Outlier
from vungcao.systems.statistics.queries.recalled import Broken, Drawn
from vungcao.systems.statistics.queries.tables_laid import names
from vungcao.systems.statistics.rules import periods
from vungcao.systems.statistics.rules.checks import LEVEL_NAMES, Level
from vungcao.systems.statistics.rules.exact import canonical, half_away, unscaled, write
from vungcao.systems.statistics.views.flow_page import TONES
from vungcao.systems.statistics.views.flow_page import names as cell_names
from vungcao.web.tables import Column, Kind, Table

WEIGHTS = {Level.BLOCK: 0, Level.EXPLAIN: 1, Level.NOTICE: 2}
FINER = 1  # a median may lie between two figures


@dataclass(frozen=True)
class BrokenLine:
    """A check that does not hold, at its cell."""

    pk: int
    answer: int
    unit: str
    period: int
    cell: str
    name: str
    says: str
    level: Level
    reason: str
    stage: str
    restated: str

    @property
    def address(self) -> str:
        """The cell in the answer."""
        return f"{reverse('statistics:submission', args=[self.answer])}#i-{self.cell}"

    @property
    def told(self) -> str:
        """What does not hold, and what it was held against where that was restated."""
        return ". ".join(one for one in (self.says.rstrip("."), self.restated) if one)

    @property
    def tone(self) -> str:
        return TONES[self.level]

    @property
    def weight(self) -> int:
        return WEIGHTS[self.level]


@dataclass(frozen=True)
class FoundLine:
    """A strange figure as it is ordered among others; what is read of it is written per page."""

    pk: int
    one: Outlier
    unit: str
    name: str
    period: int
    value: int
    times: float


@dataclass(frozen=True)
class OutlierLine:
    """A strange figure, and what its unit usually says."""

    pk: int
    address: str  # where its log is: who wrote it, and what stood there before
    unit: str
    period: int
    name: str
    value: Decimal
    usual: Decimal
    times: Decimal
    said: str
    series: tuple[tuple[str, str, bool], ...]  # period, figure, whether it is this one
    restated: str
    stage: str

    @property
    def why(self) -> str:
        return ". ".join(one for one in (self.said, self.restated) if one)

    @property
    def told(self) -> str:
        return "; ".join(f"{period}: {figure}" for period, figure, _is in self.series)


def broken_lines(
    found: Sequence[Broken], drawn: Mapping[int, Drawn], today: date
) -> list[BrokenLine]:
    units = names({one.answer.unit for one in found}, today)
    called = {pk: cell_names(one.layout) for pk, one in drawn.items()}
    return [
        BrokenLine(
            nth,
            one.answer.pk,
            units.get(one.answer.unit, ""),
            one.answer.period,
            one.check.at,
            called[one.answer.version].get(one.check.at, one.check.at),
            one.check.say,
            one.check.level,
            one.reason,
            str(Stage(one.answer.stage).label),
            _restated(one),
        )
        for nth, one in enumerate(found)
    ]


def _restated(one: Broken) -> str:
    """What a check compared with, where a reform has brought it here."""
    if one.restated is None:
        return ""
    return _t("So với số %(periods)s tính lại theo địa giới từ %(day)s") % {
        "periods": ", ".join(short(period) for period in one.restated.periods),
        "day": f"{one.restated.day:%d/%m/%Y}",
    }


def found_lines(
    found: Sequence[Outlier], drawn: Mapping[int, Drawn], today: date
) -> list[FoundLine]:
    units = names({one.unit for one in found}, today)
    called = {pk: cell_names(one.layout) for pk, one in drawn.items()}
    return [
        FoundLine(
            nth,
            one,
            units.get(one.unit, ""),
            called[one.place.version].get(one.place.code, one.place.code),
            one.period,
            one.value,
            float(one.found.times),
        )
        for nth, one in enumerate(found)
    ]


def _strange(lines: Sequence[FoundLine]) -> list[OutlierLine]:
    return [_line(each, each.one) for each in lines]


def _line(each: FoundLine, one: Outlier) -> OutlierLine:
    places = one.place.decimals
    usual, spread = (part / 10**places for part in (one.found.usual, one.found.spread))
    words = {"usual": write(usual, places + FINER), "spread": write(spread, places + FINER)}
    return OutlierLine(
        each.pk,
        reverse("statistics:figure", args=[one.cell, one.period, one.unit]),
        each.unit,
        one.period,
        each.name,
        Decimal(canonical(unscaled(one.value, places), places)),
        Decimal(canonical(half_away(usual, places + FINER), places + FINER)),
        Decimal(canonical(half_away(one.found.times, 1), 1)),
        _t("Các kỳ khác thường quanh %(usual)s, lệch nhau khoảng %(spread)s") % words,
        tuple(
            (_marked(one, period), write(unscaled(value, places), places), period == one.period)
            for period, value in one.series
        ),
        _brought(one),
        str(Stage(one.stage).label),
    )


def _marked(one: Outlier, period: int) -> str:
    """A period, marked when a reform has brought its figure to the unit."""
    if period not in one.restated:
        return short(period)
    return _t("%(period)s (tính lại)") % {"period": short(period)}


def _brought(one: Outlier) -> str:
    if not one.restated or one.day is None:
        return ""
    words = _t("Số ghi “tính lại” là của các đơn vị trước sắp xếp, theo địa giới từ %(day)s")
    return words % {"day": f"{one.day:%d/%m/%Y}"}


def short(period: int) -> str:
    """A period in a narrow line: 2025, I/2025, 3/2025."""
    kind, year, place = periods.parts(period)
    if kind is periods.Kind.YEAR:
        return str(year)
    word = str(place) if kind is periods.Kind.MONTH else ("I", "II", "III", "IV")[place - 1]
    return f"{word}/{year}"


def broken(about: str) -> Table[BrokenLine, BrokenLine]:
    return Table(
        name="statistics.checks",
        label=_("Kiểm tra không đạt"),
        columns=BROKEN,
        order="level",
        nothing=_("Mọi kiểm tra của biểu đều đạt trong các kỳ này, hoặc chưa có báo cáo nào."),
        remark=about,
        kept=("form", "level", "reason"),
    )


def outliers(about: str) -> Table[FoundLine, OutlierLine]:
    return Table(
        name="statistics.outliers",
        label=_("Số liệu bất thường"),
        columns=OUTLIERS,
        order="-times",
        nothing=_("Không có số nào khác hẳn các kỳ khác của đơn vị, hoặc mỗi ô chưa đủ năm kỳ."),
        remark=about,
        prepare=_strange,
        kept=("form", "times"),
    )


BROKEN: tuple[Column[BrokenLine], ...] = (
    Column(
        "cell",
        _("Ô của biểu"),
        lambda line: line.name,
        order=("name", "unit", "period"),
        address=lambda line: line.address,
        is_name=True,
    ),
    Column(
        "level",
        _("Mức"),
        lambda line: LEVEL_NAMES[line.level],
        order=("weight", "period", "unit"),
        leads=True,
        template="statistics/campaigns_state_cell.html",
    ),
    Column("says", _("Điều không đạt"), lambda line: line.told, order=("says",)),
    Column("unit", _("Đơn vị"), lambda line: line.unit, order=("unit", "period"), is_name=True),
    Column(
        "period",
        _("Kỳ báo cáo"),
        lambda line: periods.name(line.period),
        order=("period", "unit"),
    ),
    Column(
        "reason",
        _("Giải trình"),
        lambda line: line.reason,
        order=("reason",),
        empty=_("chưa có"),
    ),
    Column("stage", _("Bước"), lambda line: line.stage, order=("stage",), usual=False),
)
OUTLIERS: tuple[Column[OutlierLine], ...] = (
    Column(
        "cell",
        _("Ô của biểu"),
        lambda line: line.name,
        order=("name", "unit", "period"),
        address=lambda line: line.address,
        is_name=True,
    ),
    Column("unit", _("Đơn vị"), lambda line: line.unit, order=("unit", "period"), is_name=True),
    Column(
        "period",
        _("Kỳ báo cáo"),
        lambda line: periods.name(line.period),
        order=("period", "unit"),
    ),
    Column("value", _("Số"), lambda line: line.value, kind=Kind.NUMBER, order=("value",)),
    Column(
        "usual", _("Trung vị các kỳ khác"), lambda line: line.usual, kind=Kind.NUMBER, usual=False
    ),
    Column("times", _("Lệch gấp"), lambda line: line.times, kind=Kind.NUMBER, order=("times",)),
    Column("why", _("Vì sao"), lambda line: line.why),
    Column(
        "series",
        _("Các kỳ của đơn vị"),
        lambda line: line.told,
        template="statistics/outliers_series_cell.html",
    ),
    Column("stage", _("Bước"), lambda line: line.stage, order=("stage",), usual=False),
)
