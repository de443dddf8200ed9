"""The inbox of an account as a list without end: what happened, when, and going there."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.notices import letters
from vungcao.kernel.notices.models import Notice
from vungcao.web.tables import Column, Kind, Table


@dataclass(frozen=True)
class Line:
    """A notice and the address of what it is about, where there is one."""

    notice: Notice
    place: str


def _lines(notices: Sequence[Notice]) -> list[Line]:
    return [Line(notice, letters.link(notice)) for notice in notices]


def _state(line: Line) -> str | Promise:
    return _("đã đọc") if line.notice.read_at else _("Mới")


def _sent(line: Line) -> str:
    return "; ".join(str(one.get_state_display()) for one in line.notice.delivery_set.all())


NOTICES: Table[Notice, Line] = Table(
    name="web.notices",
    label=_("Thông báo"),
    columns=(
        Column(
            "title", _("Thông báo"), lambda line: line.notice.title, template="notices/_title.html"
        ),
        Column("state", _("Trạng thái"), _state, template="notices/_state.html", leads=True),
        Column("text", _("Nội dung"), lambda line: line.notice.text, template="notices/_text.html"),
        Column("made", _("Lúc"), lambda line: line.notice.made_at, Kind.MOMENT, order=("pk",)),
        Column("sent", _("Thư điện tử"), _sent),
        Column("act", _("Việc"), lambda line: "", template="notices/_act.html", is_exported=False),
    ),
    order="-made",
    nothing=_("Không có thông báo nào."),
    prepare=_lines,
    key=lambda line: line.notice.pk,
    kept=("loc",),
    is_endless=True,
)
