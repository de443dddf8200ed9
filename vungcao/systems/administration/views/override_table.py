"""The list of days that differ from the week: what each column says of one."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.calendar.models import DayOverride
from vungcao.web.tables import Column, Kind, Table


def table(year: int, calendar: str) -> Table[DayOverride, DayOverride]:
    """The days of a year that one calendar, which is named, sees."""
    return Table(
        name="administration.overrides",
        label=_("Những ngày khác lịch tuần"),
        columns=COLUMNS,
        order="day",
        nothing=_("Không có ngày nào. Năm chưa điền ngày nghỉ lễ thì điền trước."),
        remark=f"{calendar}, {year}",
        page=100,
        kept=("calendar", "standing"),
    )


def _calendar(row: DayOverride) -> str | Promise:
    return row.calendar.name if row.calendar else _("Mọi lịch")


COLUMNS: tuple[Column[Any], ...] = (
    Column(
        "day",
        _("Ngày"),
        lambda row: row.day,
        kind=Kind.DAY,
        order=("day", "origin"),
        address=lambda row: reverse("administration:override", args=[row.pk]),
    ),
    Column("kind", _("Là ngày"), lambda row: row.get_kind_display(), order=("kind", "day")),
    Column("reason", _("Lý do"), lambda row: row.reason, order=("reason", "day")),
    Column("calendar", _("Áp dụng cho"), _calendar, order=("calendar__name", "day")),
    Column(
        "basis",
        _("Căn cứ"),
        lambda row: str(row.basis),
        order=("basis__number", "day"),
        template="administration/_basis_cell.html",
    ),
    Column(
        "standing",
        _("Tình trạng"),
        lambda row: row.get_standing_display(),
        order=("standing", "day"),
        template="administration/_override_standing.html",
        leads=True,
    ),
    Column("origin", _("Nguồn"), lambda row: row.get_origin_display(), usual=False),
)
