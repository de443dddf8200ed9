"""The office's list of versions of procedures."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vungcao.systems.onestop.rules import wording
from vungcao.web.tables import Column, Kind, Table

HAS, HAS_NOT = _("có"), _("chỉ có tên")
COLUMNS: tuple[Column[Any], ...] = (
    Column(
        "name",
        _("Thủ tục"),
        lambda row: row.name,
        order=("name",),
        address=lambda row: reverse("onestop:version", args=[row.pk]),
        is_name=True,
    ),
    Column("code", _("Mã"), lambda row: row.procedure.code, order=("procedure__code",)),
    Column("field", _("Lĩnh vực"), lambda row: row.field, order=("field",), is_name=True),
    Column(
        "agency",
        _("Cơ quan thực hiện"),
        lambda row: row.agency,
        order=("agency",),
        usual=False,
        is_name=True,
    ),
    Column("from", _("Từ ngày"), lambda row: row.valid_from, Kind.DAY, order=("valid_from",)),
    Column("until", _("Đến trước ngày"), lambda row: row.valid_until, Kind.DAY),
    Column(
        "term",
        _("Thời hạn"),
        lambda row: wording.term(row.term_halves, row.fixed_term),
        usual=False,
    ),
    Column("level", _("Trực tuyến"), lambda row: row.get_online_level_display()),
    Column(
        "process",
        _("Quy trình"),
        lambda row: str(HAS if row.has_process else HAS_NOT),
    ),
    Column(
        "state",
        _("Tình trạng"),
        lambda row: row.get_state_display(),
        order=("state",),
        template="onestop/_version_state.html",
        leads=True,
    ),
)
VERSIONS: Table[Any, Any] = Table(
    name="onestop.versions",
    label=_("Các phiên bản thủ tục"),
    columns=COLUMNS,
    order="code",
    nothing=_("Không có phiên bản thủ tục nào khớp với bộ lọc."),
    kept=("state", "when", "level"),
    ties=("-valid_from", "pk"),
)
