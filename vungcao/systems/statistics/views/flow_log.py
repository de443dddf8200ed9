"""The log of one figure: what each column says of a change."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.systems.statistics.models import Channel, FormCell, ObservationLog, Stage
from vungcao.systems.statistics.queries.entry import STATES
from vungcao.systems.statistics.queries.parts import called
from vungcao.systems.statistics.rules.exact import STATE_NAMES, Figure, State, unscaled, write
from vungcao.web.tables import Column, Kind, Table


@dataclass(frozen=True)
class LogLine:
    """One change, with its figures in words."""

    row: ObservationLog
    before: str
    after: str

    @property
    def pk(self) -> int:
        return self.row.pk


def who(row: ObservationLog) -> str:
    """Who changed a figure; the Sở corrects what is closed in its own right."""
    name = called(row.by)
    if row.is_delegated and not _corrects(row):
        return _t("%(name)s (nhập thay)") % {"name": name}
    return name


def way(row: ObservationLog) -> str:
    """By which way a figure came in."""
    return _t("đính chính") if _corrects(row) else row.get_channel_display()


def _corrects(row: ObservationLog) -> bool:
    """A form upon a closed answer is a correction: nothing else goes in there."""
    return row.stage == Stage.CLOSED and row.channel == Channel.PLAIN


def log_table(cell: FormCell | None, remark: str) -> Table[ObservationLog, LogLine]:
    """Every change of one figure, the newest first; a computed one has none of its own."""
    return Table(
        name="statistics.cell_log",
        label=_("Nhật ký của ô"),
        columns=COLUMNS,
        order="-revision",
        nothing=_("Chưa ai ghi vào ô này.") if cell else _("Ô này do máy tính, không ai ghi."),
        remark=remark,
        prepare=partial(_lines, places=cell.cell.indicator.decimals if cell else 0),
    )


def _lines(rows: Sequence[ObservationLog], *, places: int) -> list[LogLine]:
    return [
        LogLine(
            row,
            in_words(row.state_before, row.value_before, places),
            in_words(row.state, row.value, places),
        )
        for row in rows
    ]


def in_words(state: int, value: int | None, places: int) -> str:
    """A figure as a reader expects it; the four empties by their names."""
    figure = Figure(STATES[state]) if value is None else Figure(value=unscaled(value, places))
    if figure.state is State.VALUE:
        return write(figure.value, places)
    return STATE_NAMES[figure.state]


COLUMNS: tuple[Column[LogLine], ...] = (
    Column(
        "revision",
        _("Lần sửa"),
        lambda line: line.row.revision,
        kind=Kind.NUMBER,
        order=("revision",),
    ),
    Column("at", _("Lúc"), lambda line: line.row.at, kind=Kind.MOMENT, order=("at",)),
    Column("before", _("Trước"), lambda line: line.before),
    Column("after", _("Sau"), lambda line: line.after, leads=True),
    Column("by", _("Người sửa"), lambda line: who(line.row), is_name=True),
    Column("channel", _("Cách nhập"), lambda line: way(line.row)),
    Column("stage", _("Bước khi sửa"), lambda line: line.row.get_stage_display(), usual=False),
    Column("reason", _("Lý do"), lambda line: line.row.reason),
)
