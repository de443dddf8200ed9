"""What is offered of dossiers in hand: menu, tiles, duties, notices of opinions, search."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.duties import Duties, duties
from vungcao.kernel.offers.notices import AT_ONCE, NoticeKind, kinds
from vungcao.kernel.offers.screens import MenuEntry, Tile, menu, tiles
from vungcao.kernel.offers.search import Source, sources
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.offers.group import ONESTOP
from vungcao.systems.onestop.queries import work_duties, work_searching

WORKERS = frozenset(map(str, permissions.WORK))
SAMPLE = {"number": "YK-2026-00001", "label": "Công nhận người có uy tín", "case": "abcdefghij"}

menu.register(
    "onestop.10_worklist",
    MenuEntry(
        label=_("Hồ sơ đang giải quyết"),
        url_name="onestop:worklist",
        roles=permissions.READ_DOSSIERS,
        group=ONESTOP,
        icon="list",
    ),
)
menu.register(
    "onestop.40_opinions",
    MenuEntry(
        label=_("Ý kiến về hồ sơ"),
        url_name="onestop:opinions",
        roles=permissions.READ_DOSSIERS,
        group=ONESTOP,
        icon="sound",
    ),
)

menu.register(
    "onestop.50_register",
    MenuEntry(
        label=_("Sổ theo dõi hồ sơ"),
        url_name="onestop:register",
        roles=permissions.READ_REGISTER,
        group=ONESTOP,
        icon="list",
    ),
)
menu.register(
    "onestop.60_statistics",
    MenuEntry(
        label=_("Thống kê hồ sơ"),
        url_name="onestop:statistics",
        roles=permissions.READ_STATISTICS,
        group=ONESTOP,
        icon="chart",
    ),
)

for name, label, figure, address in (
    ("running", _("Hồ sơ đang giải quyết"), work_duties.running, "onestop:worklist"),
    ("soon", _("Hồ sơ sắp đến hạn"), work_duties.due_soon, "onestop:worklist-soon"),
    ("late", _("Hồ sơ quá hạn"), work_duties.overdue, "onestop:worklist-late"),
):
    tiles.register(
        f"onestop.{name}",
        Tile(label=label, figure=figure, roles=permissions.READ_DOSSIERS, url_name=address),
    )

duties.register(
    "onestop.dossiers",
    Duties(
        label=_("hồ sơ được giao"),
        roles=permissions.WORK,
        waiting=work_duties.waiting,
        told=work_duties.tell_waiting,
    ),
)
duties.register(
    "onestop.late",
    Duties(
        label=_("hồ sơ quá hạn ở nơi mình phụ trách"),
        roles=permissions.ASSIGN,
        waiting=work_duties.late,
        told=work_duties.tell_late,
        is_pile=True,
    ),
)
duties.register(
    "onestop.opinions",
    Duties(
        label=_("phiếu hỏi ý kiến chờ trả lời"),
        roles=permissions.WORK,
        waiting=work_duties.asked,
        told=work_duties.tell_asked,
    ),
)

kinds.register(
    "onestop.opinion_asked",
    NoticeKind(
        label=_("Phiếu hỏi ý kiến về hồ sơ gửi đến"),
        title=_("Phiếu hỏi ý kiến {number} gửi đến cơ quan của chị/anh"),
        text=_("{label}"),
        sample=SAMPLE,
        roles=WORKERS,
        way=AT_ONCE,
        url_name="case",
        url_field="case",
    ),
)
kinds.register(
    "onestop.opinion_answered",
    NoticeKind(
        label=_("Phiếu hỏi ý kiến về hồ sơ đã có trả lời"),
        title=_("Phiếu hỏi ý kiến {number} đã có trả lời"),
        text=_("{label}"),
        sample=SAMPLE,
        roles=WORKERS,
        way=AT_ONCE,
        url_name="case",
        url_field="case",
    ),
)

sources.register(
    "onestop.dossiers",
    Source(
        label=_("Hồ sơ một cửa"),
        roles=frozenset(map(str, permissions.READ_DOSSIERS)),
        url_name="onestop:of-case",
        model="cases.Case",
        topics=frozenset({"cases.opened", "cases.transferred"}),
        read=work_searching.read,
        key_of=work_searching.key_of,
    ),
)
