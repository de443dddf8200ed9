"""What is offered of campaigns: the menu, tiles, and answers that wait for somebody."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.duties import Duties, duties
from vungcao.kernel.offers.screens import MenuEntry, Tile, menu, tiles
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.offers.group import FIGURES
from vungcao.systems.statistics.queries import board_duties
from vungcao.systems.statistics.rules import parts

menu.register(
    "statistics.20_campaigns",
    MenuEntry(
        label=_("Đợt thu thập"),
        url_name="statistics:campaigns",
        roles=permissions.READ_CAMPAIGNS,
        group=FIGURES,
        icon="list",
    ),
)
for name, label, figure in (
    ("to_certify", _("Báo cáo số liệu chờ xác nhận"), board_duties.to_certify),
    ("to_accept", _("Báo cáo số liệu chờ tiếp nhận"), board_duties.to_accept),
    ("overdue", _("Báo cáo số liệu quá hạn"), board_duties.overdue),
):
    tiles.register(
        f"statistics.{name}",
        Tile(
            label=label,
            figure=figure,
            roles=permissions.READ_FIGURES,
            url_name="statistics:campaigns",
        ),
    )

duties.register(
    "statistics.entering",
    Duties(
        label=_("biểu số liệu phải nộp"),
        roles=parts.ENTER,
        waiting=board_duties.entering,
        told=board_duties.tell_entering,
    ),
)
duties.register(
    "statistics.certifying",
    Duties(
        label=_("báo cáo số liệu chờ xác nhận"),
        roles=parts.CERTIFY,
        waiting=board_duties.certifying,
        told=board_duties.tell_certifying,
    ),
)
duties.register(
    "statistics.entering_for_body",
    Duties(
        label=_("biểu số liệu của cơ quan phải nộp"),
        roles=parts.ENTER_FOR_BODY,
        waiting=board_duties.entering_for_body,
        told=board_duties.tell_entering,
    ),
)
duties.register(
    "statistics.certifying_for_body",
    Duties(
        label=_("báo cáo số liệu của cơ quan chờ xác nhận"),
        roles=parts.ENTER_FOR_BODY,
        waiting=board_duties.certifying_for_body,
        told=board_duties.tell_certifying,
    ),
)
duties.register(
    "statistics.accepting",
    Duties(
        label=_("báo cáo số liệu chờ tiếp nhận"),
        roles=permissions.ACCEPT,
        waiting=board_duties.accepting,
        told=board_duties.tell_accepting,
        is_pile=True,
    ),
)
duties.register(
    "statistics.late",
    Duties(
        label=_("báo cáo số liệu quá hạn"),
        roles=permissions.OPEN_CAMPAIGNS,
        waiting=board_duties.late,
        told=board_duties.tell_late,
        is_pile=True,
    ),
)
