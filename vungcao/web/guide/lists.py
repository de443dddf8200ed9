"""Lists of none, one, twenty and many rows, and the entry grid with every kind of cell."""

from dataclasses import replace

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.norms.models import EthnicGroup
from vungcao.web.cross import CrossGroup, CrossLine, CrossTable
from vungcao.web.forms import Form
from vungcao.web.guide import entry
from vungcao.web.links import Place
from vungcao.web.tables import Action, Column, Kind, Table
from vungcao.web.tables.showing import show
from vungcao.web.tables.stretches import Stretch

ROWS = {
    "0": _("Không dòng nào"),
    "1": _("Một dòng"),
    "20": _("Hai mươi dòng"),
    "": _("Nhiều trang"),
    "them": _("Xem thêm"),
}
PAGE = 20


def _yes(value: bool) -> str:
    return _t("có") if value else _t("không")


def _by_key(columns: tuple[Column[EthnicGroup], ...]) -> tuple[Column[EthnicGroup], ...]:
    return (replace(columns[0], order=("pk",)), *columns[1:])


GROUPS: Table[EthnicGroup, EthnicGroup] = Table(
    name="guide",
    label=_("Dân tộc, danh mục quốc gia"),
    columns=(
        Column("name", _("Dân tộc"), lambda group: group.name, order=("name",)),
        Column("kind", _("Loại"), lambda group: group.get_kind_display(), leads=True),
        Column("minority", _("Dân tộc thiểu số"), lambda group: _yes(group.is_minority)),
        Column("letters", _("Số chữ cái"), lambda group: len(group.name), Kind.NUMBER),
        Column("remark", _("Ghi chú"), lambda group: "", empty=_("chưa ghi"), usual=False),
    ),
    order="name",
    remark=_("Danh mục đang có hiệu lực."),
    nothing=_("Chưa có dân tộc nào khớp. Bỏ bớt mục lọc để xem nhiều hơn."),
    page=PAGE,
    actions=(
        Action(_("Gửi nhắc việc"), "guide"),
        Action(_("Bỏ khỏi danh sách"), "guide", is_dangerous=True),
    ),
)


ENDLESS = replace(GROUPS, columns=_by_key(GROUPS.columns), order="name", is_endless=True)


class Narrowed(Form):
    """What a list is narrowed to; here the rows of the guide stay as they are."""

    text = forms.CharField(label=_("Tên"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[("", _("Tất cả"))])


def rows(wanted: str) -> QuerySet[EthnicGroup]:
    """As many rows of the national list as are asked for; what is no number means all."""
    every = EthnicGroup.objects.order_by("name", "pk")
    if wanted not in ROWS or not wanted.isdecimal():
        return every
    return EthnicGroup.objects.filter(
        pk__in=list(every.values_list("pk", flat=True)[: int(wanted)])
    )


def fill(request: HttpRequest) -> dict[str, object]:
    wanted = request.GET.get("dong", "")
    tabs = [Place(str(label), f"?dong={many}", many == wanted) for many, label in ROWS.items()]
    table = ENDLESS if wanted == "them" else GROUPS
    shown = show(table, rows(wanted), request.GET)
    more = Stretch([], 1, older="?dong=them")
    return {"tabs": tabs, "shown": shown, "filters": Narrowed(request.GET), "more": more}


def grid(request: HttpRequest) -> dict[str, object]:
    kinds = [
        ("last", "112", _t("Năm trước")),
        ("", "131", _t("Thường")),
        ("c-new", "38", _t("Chưa gửi")),
        ("c-warn", "9", _t("Cần giải thích")),
        ("c-bad", "43", _t("Phải sửa")),
        ("c-note", "24", _t("Có trao đổi")),
        ("c-on", "7", _t("Đang chọn")),
        ("c-lock", "158", _t("Đã khoá")),
        ("c-calc", "10,0", _t("Tự tính")),
    ]
    cells = [_cell(kind, value, label) for kind, value, label in kinds]
    sums = [_cell("", value, label) | {"is_fixed": True} for _kind, value, label in kinds]
    return {
        "columns": [label for _kind, _value, label in kinds],
        "rows": [
            {"label": _t("Hộ nghèo"), "cells": cells},
            {"label": _t("Hộ cận nghèo"), "cells": cells},
            {"label": _t("Cộng"), "cells": sums, "is_sum": True},
        ],
        "cross": _cross(),
        "part": entry.part(),
    }


def _cross() -> CrossTable:
    return CrossTable(
        label=_t("Số hộ theo xã"),
        corner=_t("Đơn vị"),
        all=_t("Tổng số"),
        groups=[
            CrossGroup(_t("Loại hộ"), [_t("Hộ nghèo"), _t("Hộ cận nghèo")]),
            CrossGroup(_t("Chủ hộ"), [_t("Nam"), _t("Nữ")]),
        ],
        lines=[
            CrossLine("Xã Mẫu A", ["131", "38", "93", "…", "…"], "#cross"),
            CrossLine(
                "Xã Mẫu B",
                ["0", "0", "0", "0", "0"],
                remark=_t("gộp từ 2 đơn vị"),
                remark_address="#cross",
            ),
        ],
        total=CrossLine(_t("Cộng"), ["131", "38", "93", "…", "…"]),
    )


def _cell(kind: str, value: str, label: str) -> dict[str, object]:
    is_fixed = kind in {"last", "c-lock", "c-calc"}
    return {"kind": kind, "value": value, "label": label, "is_fixed": is_fixed}
