"""What administration offers the rest of the product: entries of the menu, figures."""

from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import Permission
from vungcao.kernel.calendar import queries as calendars
from vungcao.kernel.norms import queries as norms
from vungcao.kernel.offers.duties import Duties, duties
from vungcao.kernel.offers.screens import MenuEntry, Tile, menu, tiles
from vungcao.kernel.offers.search import Source, sources
from vungcao.kernel.offers.upkeep import Doubts, doubts
from vungcao.systems.administration import permissions
from vungcao.systems.administration.queries import (
    attention,
    exchange,
    grants,
    searching,
    todo,
    unread,
)

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


doubts.register("calendar.hours", Doubts(_("giờ làm việc"), unread.hours, calendars.doubtful_hours))
doubts.register(
    "calendar.overrides",
    Doubts(_("ngày nghỉ, ngày làm bù"), unread.overrides, calendars.doubtful_overrides),
)
doubts.register("norms.codes", Doubts(_("mã dân tộc"), unread.codes, norms.doubtful_codes))
doubts.register(
    "norms.criteria", Doubts(_("tiêu chí phân định"), unread.criteria, norms.doubtful_criteria)
)
doubts.register("norms.tables", Doubts(_("bảng"), unread.tables, norms.doubtful_versions))
doubts.register("norms.values", Doubts(_("giá trị tham số"), unread.values, norms.doubtful_values))

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

# Name, label, roles, rows, words, and whether all of them are one duty.
TO_SIGN = partial(todo.to_sign, permission=permissions.SIGN_DOCUMENTS)
TO_DO: tuple[tuple[str, Promise, Permission, Any, Any, bool], ...] = (
    ("accounts", _("lời mời sắp hết hạn"), permissions.KEEP_ACCOUNTS, *todo.INVITATIONS),
    ("citations", _("căn cứ chưa xác minh"), permissions.KEEP_NORMS, *todo.UNREAD_CITATIONS),
    ("drafts", _("dự thảo văn bản của mình"), permissions.WRITE_DOCUMENTS, *todo.DRAFTS),
    ("exchange", _("thư không giao được"), permissions.KEEP_EXCHANGE, *todo.DEAD_LETTERS),
    ("files", _("tệp có vi-rút, đã cách ly"), permissions.KEEP_FILES, *todo.QUARANTINED),
    ("reforms", _("dự thảo sắp xếp đơn vị"), permissions.CHANGE_UNITS, *todo.REFORMS),
    ("runs", _("công việc nền không xong"), permissions.KEEP_JOBS, *todo.FAILED_RUNS),
    ("signing", _("văn bản chờ ký"), permissions.SIGN_DOCUMENTS, TO_SIGN, todo.tell_to_sign, False),
    ("tasks", _("việc định kỳ không xong"), permissions.KEEP_JOBS, *todo.FAILED_TASKS),
)
for name, label, roles, waiting, told, is_pile in TO_DO:
    duties.register(f"administration.{name}", Duties(label, roles, waiting, told, is_pile))
