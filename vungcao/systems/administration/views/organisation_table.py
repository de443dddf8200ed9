"""The list of bodies: what each column says of one as of a day."""

from datetime import date
from functools import partial

from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import State
from vungcao.kernel.organisations.models import Organisation
from vungcao.systems.administration.queries.organisations import Line, lines
from vungcao.systems.administration.views.norm_lines import last_day
from vungcao.web.tables import Column, Kind, Table


def table(day: date) -> Table[Organisation, Line]:
    """Bodies with the names and the territory of a day."""
    return Table(
        name="administration.organisations",
        label=_("Các cơ quan"),
        columns=COLUMNS,
        order="name",
        nothing=_("Không thấy cơ quan nào. Thử bỏ bớt bộ lọc, hoặc gõ ít chữ hơn."),
        remark=_t("Như ngày %(day)s.") % {"day": date_format(day, "SHORT_DATE_FORMAT")},
        prepare=partial(lines, day=day),
        kept=("kind",),
        key=lambda line: line.body.id,
    )


COLUMNS: tuple[Column[Line], ...] = (
    Column(
        "name",
        _("Tên cơ quan"),
        lambda line: line.body.name,
        is_name=True,
        order=("called",),
        template="administration/_organisation_name.html",
    ),
    Column(
        "short", _("Tên viết tắt"), lambda line: line.body.abbreviation, usual=False, is_name=True
    ),
    Column("kind", _("Loại"), lambda line: str(line.body.kind.label), order=("kind", "called")),
    Column(
        "territory",
        _("Địa bàn"),
        lambda line: line.territory,
        order=("place", "called"),
        is_name=True,
    ),
    Column("parent", _("Cơ quan cấp trên"), lambda line: line.parent, usual=False, is_name=True),
    Column(
        "from",
        _("Hoạt động từ ngày"),
        lambda line: line.body.valid_from,
        kind=Kind.DAY,
        order=("valid_from", "called"),
    ),
    Column(
        "last",
        _("Đến hết ngày"),
        lambda line: last_day(line.body.valid_until),
        kind=Kind.DAY,
        order=("valid_until", "called"),
        empty=_("đang hoạt động"),
    ),
    Column(
        "evidence",
        _("Căn cứ"),
        lambda line: str(State(line.body.state).label),
        order=("basis__state", "called"),
        usual=False,
    ),
)
