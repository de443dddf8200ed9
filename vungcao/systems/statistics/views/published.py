"""The list of what others have published: to read beside our own figures, never part of a sum."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.forms.published import PublishedFilters
from vungcao.systems.statistics.models import IndicatorVersion, PublishedFigure
from vungcao.systems.statistics.queries import published as reads
from vungcao.systems.statistics.rules.exact import write
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.shell import Link
from vungcao.web.tables import Column, Table, answer


@only(permissions.READ_FIGURES)
def browse(request: AccountRequest) -> HttpResponseBase:
    filters = PublishedFilters(request.GET, names=reads.names())
    said = filters.cleaned_data if filters.is_valid() else {}
    rows = reads.figures()
    if said.get("name"):
        rows = rows.filter(name=said["name"])
    if said.get("q"):
        rows = reads.matching(rows, said["q"])
    above = [Link(_("Bảng số liệu"), reverse("statistics:tables"), "")]
    context = {"filters": filters, "above": above}
    return answer(request, PUBLISHED, rows, "statistics/published_list.html", context)


@dataclass(frozen=True)
class Noted:
    """A note as it stands beside a table."""

    row: PublishedFigure
    number: str


def beside(indicators: Iterable[IndicatorVersion]) -> list[Noted]:
    found = reads.beside(one.indicator_id for one in indicators)
    return [Noted(one, number(one)) for one in found]


def number(row: PublishedFigure) -> str:
    """As the source says it, with its unit of measure."""
    figure = write(Fraction(row.value), 4)
    return " ".join(filter(None, (row.about, figure, row.unit_of_measure)))


COLUMNS: tuple[Column[PublishedFigure], ...] = (
    Column("name", _("Nội dung"), lambda row: row.name, order=("name", "code"), is_name=True),
    Column("place", _("Nơi"), lambda row: row.place, order=("place", "code")),
    Column("time", _("Thời gian"), lambda row: row.time, order=("time", "code")),
    Column("detail", _("Chi tiết"), lambda row: row.detail),
    Column("number", _("Số đã công bố"), number, leads=True),
    Column("remark", _("Lời ghi kèm"), lambda row: row.remark),
    Column(
        "source",
        _("Nguồn"),
        lambda row: row.source,
        template="statistics/published_source_cell.html",
    ),
    Column("state", _("Độ tin cậy"), lambda row: row.get_state_display(), usual=False),
    Column("code", _("Mã"), lambda row: row.code, order=("code",), usual=False),
)
PUBLISHED: Table[PublishedFigure, PublishedFigure] = Table(
    name="statistics.published",
    label=_("Số liệu đã công bố"),
    columns=COLUMNS,
    order="code",
    nothing=_("Không có số liệu đã công bố nào như vậy."),
    kept=("name",),
)
