"""What administration offers the rest of the product: entries of the menu, figures."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.calendar import queries as calendars
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.norms import queries as norms
from vungcao.kernel.offers.screens import MenuEntry, Tile, menu, tiles
from vungcao.kernel.offers.search import Source, sources
from vungcao.kernel.offers.upkeep import Doubt, Doubts, doubts
from vungcao.systems.administration import permissions
from vungcao.systems.administration.queries import attention, exchange, grants, searching

ADMINISTRATION = _("Quản trị")
REGISTERS = _("Sổ và danh sách")

sources.register(
    "administration.units",
    Source(
        label=_("Đơn vị hành chính"),
        roles=permissions.READ_UNITS,
        url_name="administration:unit",
        model="units.Unit",
        topics=frozenset({"units."}),
        read=searching.units,
    ),
)
sources.register(
    "administration.organisations",
    Source(
        label=_("Cơ quan, đơn vị"),
        roles=permissions.READ_ORGANISATIONS,
        url_name="administration:organisation",
        model="organisations.Organisation",
        topics=frozenset({"organisations."}),
        read=searching.bodies,
    ),
)
sources.register(
    "administration.citations",
    Source(
        label=_("Văn bản, căn cứ"),
        roles=permissions.READ_NORMS,
        url_name="administration:citation",
        model="citations.Citation",
        topics=frozenset({"citations."}),
        read=searching.citations,
    ),
)
sources.register(
    "administration.documents",
    Source(
        label=_("Văn bản đã ban hành"),
        roles=permissions.READ_DOCUMENTS,
        url_name="administration:document",
        model="documents.Document",
        topics=frozenset({"documents.", "units."}),
        read=searching.documents,
        key_of=searching.code_of_document,
    ),
)
sources.register(
    "administration.parameters",
    Source(
        label=_("Quy định"),
        roles=permissions.READ_NORMS,
        url_name="administration:norm-parameter",
        model="norms.Parameter",
        topics=frozenset({"norms."}),
        read=searching.parameters,
    ),
)

menu.register(
    "administration.accounts",
    MenuEntry(
        label=_("Tài khoản"),
        url_name="administration:accounts",
        roles=permissions.READ_ACCOUNTS,
        group=ADMINISTRATION,
        icon="key",
    ),
)

menu.register(
    "administration.audit",
    MenuEntry(
        label=_("Nhật ký hệ thống"),
        url_name="administration:audit",
        roles=permissions.READ_AUDIT,
        group=ADMINISTRATION,
        icon="shield",
    ),
)

menu.register(
    "administration.grants",
    MenuEntry(
        label=_("Phân quyền"),
        url_name="administration:grants",
        roles=permissions.READ_GRANTS,
        group=ADMINISTRATION,
        icon="key",
    ),
)

menu.register(
    "administration.practice",
    MenuEntry(
        label=_("Chế độ thực hành"),
        url_name="administration:practice",
        roles=permissions.KEEP_PRACTICE,
        group=ADMINISTRATION,
        icon="flag",
    ),
)

menu.register(
    "administration.refusals",
    MenuEntry(
        label=_("Lần bị từ chối"),
        url_name="administration:refusals",
        roles=permissions.READ_AUDIT,
        group=ADMINISTRATION,
        icon="warn",
    ),
)

menu.register(
    "administration.roles",
    MenuEntry(
        label=_("Các vai trò"),
        url_name="administration:roles",
        roles=permissions.READ_ROLES,
        group=REGISTERS,
        icon="people",
    ),
)

menu.register(
    "administration.import_boundaries",
    MenuEntry(
        label=_("Nhập ranh giới"),
        url_name="administration:import-boundaries",
        roles=permissions.CHANGE_UNITS,
        group=ADMINISTRATION,
        icon="upload",
    ),
)

menu.register(
    "administration.import_villages",
    MenuEntry(
        label=_("Nhập danh sách thôn"),
        url_name="administration:import-villages",
        roles=permissions.CHANGE_UNITS,
        group=ADMINISTRATION,
        icon="upload",
    ),
)

menu.register(
    "administration.reforms",
    MenuEntry(
        label=_("Sắp xếp đơn vị"),
        url_name="administration:reforms",
        roles=permissions.READ_REFORMS,
        group=REGISTERS,
        icon="reform",
    ),
)

menu.register(
    "administration.units",
    MenuEntry(
        label=_("Đơn vị hành chính"),
        url_name="administration:units",
        roles=permissions.READ_UNITS,
        group=REGISTERS,
        icon="map",
    ),
)

menu.register(
    "administration.figures",
    MenuEntry(
        label=_("Số đếm của đơn vị"),
        url_name="administration:figures",
        roles=permissions.READ_UNITS,
        group=REGISTERS,
        icon="chart",
    ),
)

menu.register(
    "administration.documents",
    MenuEntry(
        label=_("Văn bản"),
        url_name="administration:documents",
        roles=permissions.READ_DOCUMENTS,
        group=REGISTERS,
        icon="book",
    ),
)

menu.register(
    "administration.organisations",
    MenuEntry(
        label=_("Cơ quan, đơn vị"),
        url_name="administration:organisations",
        roles=permissions.READ_ORGANISATIONS,
        group=REGISTERS,
        icon="people",
    ),
)

menu.register(
    "administration.norms",
    MenuEntry(
        label=_("Quy định"),
        url_name="administration:norms",
        roles=permissions.READ_NORMS,
        group=REGISTERS,
        icon="book",
    ),
)

menu.register(
    "administration.calendar",
    MenuEntry(
        label=_("Lịch làm việc"),
        url_name="administration:calendar",
        roles=permissions.READ_CALENDARS,
        group=REGISTERS,
        icon="calendar",
    ),
)


menu.register(
    "administration.jobs",
    MenuEntry(
        label=_("Công việc nền"),
        url_name="administration:jobs",
        roles=permissions.READ_JOBS,
        group=ADMINISTRATION,
        icon="clock",
    ),
)


def _doubt(title: object, value: object, basis: Citation) -> Doubt:
    """One line of the page "chưa xác minh"; its citation is where it can be confirmed."""
    return Doubt(str(title), str(value), f"{basis} ({basis.get_state_display()})", "", basis.pk)


def _values() -> Iterator[Doubt]:
    for row in norms.doubtful_values():
        yield _doubt(row.parameter.name, f"{row.value} {row.parameter.unit_of_measure}", row.basis)


def _tables() -> Iterator[Doubt]:
    for row in norms.doubtful_versions():
        yield _doubt(row.table.name, f"{row.valid_from:%d/%m/%Y}", row.basis)


def _codes() -> Iterator[Doubt]:
    for row in norms.doubtful_codes():
        yield _doubt(f"{row.group}: {row.get_scheme_display()}", row.code, row.basis)


def _criteria() -> Iterator[Doubt]:
    for row in norms.doubtful_criteria():
        title = f"{row.rule_set.name}: {row.get_level_display()}, {row.get_outcome_display()}"
        yield _doubt(title, row.text, row.basis)


def _overrides() -> Iterator[Doubt]:
    for row in calendars.doubtful_overrides():
        address = reverse("administration:override", args=[row.pk])
        value = f"{row.get_kind_display()}: {row.reason} ({row.get_standing_display()})"
        yield Doubt(f"{row.day:%d/%m/%Y}", value, str(row.basis), address)


def _hours() -> Iterator[Doubt]:
    for row in calendars.doubtful_hours():
        hours = f"{row.starts:%H:%M}–{row.ends:%H:%M}"
        yield _doubt(f"{row.calendar.name}, thứ {row.weekday + 1}", hours, row.basis)


doubts.register("calendar.hours", Doubts(_("giờ làm việc"), _hours))
doubts.register("calendar.overrides", Doubts(_("ngày nghỉ, ngày làm bù"), _overrides))
doubts.register("norms.codes", Doubts(_("mã dân tộc"), _codes))
doubts.register("norms.criteria", Doubts(_("tiêu chí phân định"), _criteria))
doubts.register("norms.tables", Doubts(_("bảng"), _tables))
doubts.register("norms.values", Doubts(_("giá trị tham số"), _values))

tiles.register(
    "administration.drafts",
    Tile(
        label=_("Dự thảo sắp xếp chưa áp dụng"),
        figure=attention.drafts,
        roles=permissions.CHANGE_UNITS,
        url_name="administration:reforms",
    ),
)

tiles.register(
    "administration.unverified",
    Tile(
        label=_("Dòng chưa xác minh"),
        figure=attention.unverified,
        roles=permissions.READ_AUDIT,
        url_name="administration:unverified",
    ),
)

menu.register(
    "administration.exchange",
    MenuEntry(
        label=_("Kết nối và hộp thư đi"),
        url_name="administration:exchange",
        roles=permissions.READ_EXCHANGE,
        group=ADMINISTRATION,
        icon="upload",
    ),
)

tiles.register(
    "administration.dead_letters",
    Tile(
        label=_("Thư không giao được"),
        figure=exchange.dead_letters,
        roles=permissions.READ_EXCHANGE,
        url_name="administration:exchange",
    ),
)

tiles.register(
    "administration.refusals",
    Tile(
        label=_("Tài khoản bị từ chối hôm nay"),
        figure=grants.refused_on,
        roles=permissions.READ_AUDIT,
        url_name="administration:refusals",
    ),
)

tiles.register(
    "administration.stale_grants",
    Tile(
        label=_("Vai trò cần cấp lại"),
        figure=grants.stale,
        roles=permissions.READ_GRANTS,
        url_name="administration:grants",
    ),
)

menu.register(
    "administration.files",
    MenuEntry(
        label=_("Tệp và thời hạn lưu"),
        url_name="administration:files",
        roles=permissions.READ_FILES,
        group=ADMINISTRATION,
        icon="box",
    ),
)

menu.register(
    "administration.numbers",
    MenuEntry(
        label=_("Sổ số và khoá ký"),
        url_name="administration:numbers",
        roles=permissions.READ_NUMBERS,
        group=ADMINISTRATION,
        icon="key",
    ),
)
