"""Work that somebody started and that failed, as a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.jobs.models import Run
from vungcao.web.tables import Column, Kind, Table


@dataclass(frozen=True)
class Line:
    """A run, and whether whoever looks may have it done again."""

    run: Run
    may_retry: bool


def failed_runs(*, may_retry: bool) -> Table[Run, Line]:
    return Table(
        name="administration.failed-runs",
        label=_("Việc hỏng do cán bộ giao"),
        columns=COLUMNS,
        order="-ended",
        nothing=_("Không có việc nào hỏng."),
        prepare=partial(_lines, may_retry=may_retry),
        key=lambda line: line.run.pk,
    )


def _lines(runs: Sequence[Run], *, may_retry: bool) -> list[Line]:
    return [Line(run, may_retry) for run in runs]


COLUMNS: tuple[Column[Line], ...] = (
    Column("label", _("Việc"), lambda line: line.run.label, order=("label",)),
    Column(
        "by",
        _("Người giao"),
        lambda line: line.run.started_by.username,
        order=("started_by__username",),
    ),
    Column("message", _("Lời báo"), lambda line: line.run.message),
    Column("made", _("Yêu cầu lúc"), lambda line: line.run.made_at, Kind.MOMENT, ("made_at",)),
    Column("ended", _("Hỏng lúc"), lambda line: line.run.ended_at, Kind.MOMENT, ("ended_at",)),
    Column(
        "act",
        _("Làm lại"),
        lambda line: "",
        template="administration/_run_act.html",
        is_exported=False,
    ),
)
