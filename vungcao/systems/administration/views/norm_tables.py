"""The lists of norms: parameters, ethnic groups, and everything that nobody has verified."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.systems.administration.queries.doubts import DoubtLine
from vungcao.systems.administration.queries.ethnic_groups import GroupLine
from vungcao.systems.administration.views.norm_lines import ParameterLine
from vungcao.web.tables import Column, Kind, Table

T = "administration/"


def _now(line: ParameterLine) -> str:
    return line.now.words if line.now else ""


def _coming(line: ParameterLine) -> str:
    if line.coming is None:
        return ""
    since = _t("từ ngày %(day)s") % {"day": f"{line.coming.row.valid_from:%d/%m/%Y}"}
    return f"{line.coming.words}, {since}"


def _state(line: ParameterLine) -> str | Promise:
    return line.now.row.basis.get_state_display() if line.now else ""


PARAMETERS: Table[ParameterLine, ParameterLine] = Table(
    name="administration.parameters",
    label=_("Tham số, giá trị hôm nay và giá trị sắp tới"),
    columns=(
        Column(
            "name",
            _("Tham số"),
            lambda line: line.parameter.name,
            order=("parameter.name",),
            address=lambda line: reverse(
                "administration:norm-parameter", args=[line.parameter.code]
            ),
        ),
        Column(
            "code",
            _("Mã"),
            lambda line: line.parameter.code,
            order=("parameter.code",),
            usual=False,
        ),
        Column(
            "now",
            _("Hôm nay"),
            _now,
            template=f"{T}_norm_now.html",
            empty=_("Không có giá trị"),
        ),
        Column(
            "until",
            _("Đến hết ngày"),
            lambda line: line.now.until if line.now else None,
            kind=Kind.DAY,
            usual=False,
        ),
        Column("coming", _("Sắp tới"), _coming, empty=""),
        Column(
            "basis",
            _("Căn cứ"),
            lambda line: str(line.now.row.basis) if line.now else "",
            template=f"{T}_norm_basis.html",
        ),
        Column("evidence", _("Tình trạng căn cứ"), _state, usual=False),
    ),
    order="code",
    nothing=_("Không có tham số nào khớp. Bỏ bớt bộ lọc, hoặc nạp dữ liệu tham chiếu."),
    kept=("state",),
    key=lambda line: line.parameter.pk,
)
GROUPS: Table[GroupLine, GroupLine] = Table(
    name="administration.ethnic_groups",
    label=_("Dân tộc và mã"),
    columns=(
        Column(
            "name",
            _("Dân tộc"),
            lambda line: line.group.name,
            order=("group.name",),
            template=f"{T}_group_name.html",
        ),
        Column(
            "qd421",
            _("Mã Quyết định 421"),
            lambda line: line.qd421.code if line.qd421 else "",
            order=("qd421_code",),
            template=f"{T}_group_qd421.html",
        ),
        Column(
            "gso",
            _("Mã tổng điều tra"),
            lambda line: line.gso.code if line.gso else "",
            order=("gso_code",),
            template=f"{T}_group_gso.html",
        ),
        Column("aliases", _("Tên gọi khác"), lambda line: ", ".join(line.aliases)),
        Column("local", _("Nhóm địa phương"), lambda line: ", ".join(line.local_groups)),
        Column("kind", _("Loại"), lambda line: line.group.get_kind_display(), usual=False),
    ),
    order="qd421",
    nothing=_("Không có dân tộc nào khớp. Xem gợi ý ở trên, hoặc bỏ lọc."),
    page=100,
    kept=("kind",),
    key=lambda line: line.group.pk,
)


def _address(line: DoubtLine) -> str:
    if line.doubt.url or line.doubt.citation is None:
        return line.doubt.url
    return reverse("administration:citation", args=[line.doubt.citation])


DOUBTS: Table[DoubtLine, DoubtLine] = Table(
    name="administration.unverified",
    label=_("Những dòng chưa ai xác minh"),
    columns=(
        Column(
            "title",
            _("Dòng"),
            lambda line: line.doubt.title,
            order=("doubt.title",),
            address=_address,
        ),
        Column("kind", _("Loại"), lambda line: line.label, order=("label",)),
        Column("value", _("Giá trị đang dùng"), lambda line: line.doubt.value),
        Column("basis", _("Căn cứ"), lambda line: line.doubt.basis, order=("doubt.basis",)),
    ),
    order="kind",
    nothing=_("Mọi dòng khớp với bộ lọc đều đã có người đọc văn bản."),
    kept=("kind",),
    key=lambda line: "",
)
