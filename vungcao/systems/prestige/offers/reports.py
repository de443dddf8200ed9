"""What is offered of reports of prestigious persons: the kind of case, menu, duties, notices."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.cases import CaseKind, case_kinds
from vungcao.kernel.offers.duties import Duties, duties
from vungcao.kernel.offers.notices import AT_ONCE, NoticeKind, kinds
from vungcao.kernel.offers.screens import MenuEntry, Tile, menu, tiles
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.offers.group import PRESTIGE
from vungcao.systems.prestige.queries import report_duties, reporting

KEEPERS = frozenset(map(str, permissions.KEEP_REPORTS))
SAMPLE = {"number": "BC-2026-0001", "label": "Phản ánh: kiến nghị, đề xuất", "case": "abcdefghij"}

case_kinds.register(
    reporting.KIND,
    CaseKind(
        label=_("Phản ánh của người có uy tín"),
        roles=KEEPERS,
        address=lambda code: reverse("prestige:report-of-case", args=[code]),
    ),
)

menu.register(
    "prestige.70_reports",
    MenuEntry(
        label=_("Phản ánh của người có uy tín"),
        url_name="prestige:reports",
        roles=permissions.READ_REPORTS,
        group=PRESTIGE,
        icon="sound",
    ),
)

tiles.register(
    "prestige.reports_late",
    Tile(
        label=_("Phản ánh quá hạn"),
        figure=reporting.late_under,
        roles=permissions.READ_REPORTS,
        url_name="prestige:reports-late",
    ),
)

duties.register(
    "prestige.reports",
    Duties(
        label=_("phản ánh của người có uy tín chờ giao, chờ trả lời"),
        roles=permissions.KEEP_REPORTS,
        waiting=report_duties.waiting,
        told=report_duties.tell_waiting,
    ),
)
duties.register(
    "prestige.reports_late",
    Duties(
        label=_("phản ánh quá hạn ở nơi mình phụ trách"),
        roles=permissions.READ_ACCESS & permissions.KEEP_REPORTS,
        waiting=report_duties.late,
        told=report_duties.tell_late,
        is_pile=True,
    ),
)

kinds.register(
    "prestige.report_late",
    NoticeKind(
        label=_("Phản ánh của người có uy tín quá hạn trả lời"),
        title=_("Phản ánh {number} đã quá hạn trả lời"),
        text=_("{label}"),
        sample=SAMPLE,
        roles=KEEPERS,
        way=AT_ONCE,
        url_name="case",
        url_field="case",
    ),
)
kinds.register(
    "prestige.report_transferred",
    NoticeKind(
        label=_("Phản ánh của người có uy tín được chuyển đến"),
        title=_("Phản ánh {number} được chuyển đến cơ quan của chị/anh"),
        text=_("{label}"),
        sample=SAMPLE,
        roles=KEEPERS,
        way=AT_ONCE,
        url_name="case",
        url_field="case",
    ),
)
