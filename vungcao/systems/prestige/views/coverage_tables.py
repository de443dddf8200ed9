"""The lists of what is missing in the register."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.systems.prestige.queries.coverage import CommuneLine, VillageLine
from vungcao.systems.prestige.services.listing import Line
from vungcao.web.tables import Column, Kind, Table

KEPT = ("kind",)
PERSONS = ("name", "village", "commune", "from", "until")
Counted = Callable[[CommuneLine], int]


def summary() -> Table[CommuneLine, CommuneLine]:
    """One line for each commune; its name leads to its list of persons."""
    return Table(
        name="prestige.coverage",
        label=_("Tổng hợp theo xã"),
        columns=COMMUNES,
        order="name",
        nothing=_("Không có thôn nào trong phạm vi này."),
        kept=KEPT,
        key=lambda line: line.pk,
        page=100,
    )


def villages(kind: str) -> Table[VillageLine, VillageLine]:
    """Villages without anybody, or those merged ones that could have more."""
    is_vacant = kind == "vacant"
    label = _("Suất trống ở thôn sáp nhập") if is_vacant else _("Thôn chưa có người có uy tín")
    return Table(
        name=f"prestige.coverage_{kind}",
        label=label,
        columns=VILLAGES if is_vacant else tuple(c for c in VILLAGES if c.key in ALONE),
        order="village",
        nothing=_("Không có thôn nào như vậy."),
        kept=KEPT,
        key=lambda line: line.pk,
    )


def persons(
    kind: str,
    known: Sequence[Column[Line]],
    opened: Callable[[Sequence[Line]], Sequence[Line]],
) -> Table[Line, Line]:
    """Persons whose term ends, or from whom nothing is heard; a page is opened when drawn."""
    found = {column.key: column for column in known}
    columns = [replace(found[key], usual=True) for key in PERSONS]
    columns[0] = replace(columns[0], order=())
    if kind == "silent":
        columns.append(
            Column("contact", _("Liên hệ gần nhất"), _contact, Kind.DAY, empty=_("chưa có"))
        )
    return Table(
        name=f"prestige.coverage_{kind}",
        label=_("Lâu chưa liên hệ") if kind == "silent" else _("Sắp hết kỳ"),
        columns=tuple(columns),
        order="village",
        nothing=_("Không có ai như vậy."),
        prepare=opened,
        kept=KEPT,
    )


def _contact(line: Line) -> object:
    """The later of the last report and the last visit."""
    days = (getattr(line.row, name, None) for name in ("last_report", "last_visit"))
    return max((day for day in days if day), default=None)


def _register(pk: int, name: str) -> str:
    words = urlencode({"unit": name, "unit-id": pk})
    return f"{reverse('prestige:register')}?{words}"


def _area(line: VillageLine) -> str:
    return line.area or _t("chưa ghi")


ALONE = {"village", "commune", "area"}
VILLAGES: tuple[Column[VillageLine], ...] = (
    Column(
        "village",
        _("Thôn"),
        lambda line: line.name,
        order=("commune", "name"),
        address=lambda line: reverse("prestige:village", args=[line.pk]),
        is_name=True,
    ),
    Column("commune", _("Xã"), lambda line: line.commune, order=("commune",), is_name=True),
    Column("area", _("Vùng đồng bào dân tộc thiểu số"), _area, order=("area",)),
    Column("allowed", _("Được có"), lambda line: line.allowed, Kind.NUMBER, order=("allowed",)),
    Column("held", _("Đang có"), lambda line: line.held, Kind.NUMBER, order=("held",)),
    Column("free", _("Còn trống"), lambda line: line.free, Kind.NUMBER, order=("free",)),
)
COUNTS: tuple[tuple[str, Promise, Counted], ...] = (
    ("villages", _("Thôn"), lambda line: line.villages),
    ("persons", _("Người"), lambda line: line.persons),
    ("without", _("Chưa có ai"), lambda line: line.without),
    ("vacant", _("Suất trống"), lambda line: line.vacant),
    ("ending", _("Sắp hết kỳ"), lambda line: line.ending),
    ("silent", _("Lâu chưa liên hệ"), lambda line: line.silent),
)
COMMUNES: tuple[Column[CommuneLine], ...] = (
    Column(
        "name",
        _("Xã"),
        lambda line: line.name,
        order=("name",),
        address=lambda line: _register(line.pk, line.name),
        is_name=True,
    ),
    *(Column(key, label, value, Kind.NUMBER, order=(key,)) for key, label, value in COUNTS),
)
