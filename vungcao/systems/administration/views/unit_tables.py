"""The lists of units: what was looked for on a day, and those directly below one."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import State
from vungcao.kernel.units.queries import Hit, UnitOnDay
from vungcao.web.tables import Column, Kind, Table

NOBODY = _("Không thấy đơn vị nào mang tên này, kể cả tên cũ. Thử gõ ít chữ hơn.")


def hits(day: date) -> Table[Hit, Hit]:
    """Units that were looked for; the best fit first, until another order is asked for."""
    return Table(
        name="administration.units",
        label=_("Các đơn vị tìm thấy"),
        columns=HITS,
        order="",
        nothing=NOBODY,
        remark=as_of(day),
        kept=("kind",),
        key=lambda hit: hit.unit.id,
    )


def children(day: date) -> Table[UnitOnDay, UnitOnDay]:
    """The units directly below one on a day."""
    return Table(
        name="administration.unit_children",
        label=_("Đơn vị trực thuộc"),
        columns=(_named(day), *CHILDREN),
        order="name",
        nothing=_("Không có đơn vị trực thuộc."),
        remark=as_of(day),
        page=100,
        key=lambda unit: unit.id,
    )


def as_of(day: date) -> str:
    return _t("Như ngày %(day)s.") % {"day": _day(day)}


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _named(day: date) -> Column[UnitOnDay]:
    """The name, which leads to the unit as it was on the same day."""
    return Column(
        "name",
        _("Tên"),
        lambda unit: unit.name,
        order=("text", "form"),
        address=lambda unit: f"{reverse('administration:unit', args=[unit.id])}?day={_day(day)}",
    )


def _address(hit: Hit) -> str:
    then = f"?day={_day(hit.valid_from)}" if hit.is_former or hit.is_later else ""
    return reverse("administration:unit", args=[hit.unit.id]) + then


def _said(hit: Hit) -> str:
    """When the unit bore what was found, if that is not so on the day that is looked at."""
    begin, end = _day(hit.valid_from), _day(hit.valid_until)
    if hit.is_former and hit.is_code:
        words = {"code": hit.matched, "begin": begin, "end": end}
        return _t("Mang mã %(code)s từ %(begin)s đến trước %(end)s.") % words
    if hit.is_former:
        return _t("Tên từ %(begin)s đến trước %(end)s.") % {"begin": begin, "end": end}
    if hit.is_later:
        return _t("Ngày đang xem chưa có; chỉ từ %(begin)s.") % {"begin": begin}
    return ""


def _evidence(unit: UnitOnDay) -> str:
    return str(State(unit.state).label)


HITS: tuple[Column[Hit], ...] = (
    Column(
        "name", _("Tên"), lambda hit: hit.title, order=("title", "valid_from"), address=_address
    ),
    Column("kind", _("Cấp"), lambda hit: str(hit.unit.kind.label), order=("unit.kind", "title")),
    Column("code", _("Mã"), lambda hit: hit.unit.code, order=("unit.code",)),
    Column("from", _("Từ ngày"), lambda hit: hit.valid_from, Kind.DAY, order=("valid_from",)),
    Column("said", _("Lưu ý"), _said, empty=""),
    Column(
        "now",
        _("Nay là"),
        lambda hit: ", ".join(unit.name for unit in hit.now) if hit.is_former else "",
        template="administration/_unit_now.html",
        empty="",
    ),
    Column("evidence", _("Căn cứ"), lambda hit: _evidence(hit.unit), usual=False),
)
CHILDREN: tuple[Column[UnitOnDay], ...] = (
    Column("code", _("Mã"), lambda unit: unit.code, order=("code",)),
    Column("area", _("Diện tích, km²"), lambda unit: unit.area_km2, Kind.NUMBER, ("area_km2",)),
    Column("from", _("Có từ ngày"), lambda unit: unit.valid_from, Kind.DAY, order=("valid_from",)),
    Column(
        "evidence",
        _("Căn cứ"),
        _evidence,
        template="administration/_unit_evidence.html",
        leads=True,
    ),
)
