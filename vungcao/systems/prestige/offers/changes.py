"""Changes of the register that decisions made elsewhere bring about, and what keeps a record."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers import effects
from vungcao.kernel.offers.people import Follower, followers, keepers
from vungcao.kernel.offers.screens import MenuEntry, menu
from vungcao.kernel.offers.upkeep import Touch, touches
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.offers.group import PRESTIGE
from vungcao.systems.prestige.queries import holding
from vungcao.systems.prestige.services import effects as services
from vungcao.systems.prestige.services import following

menu.register(
    "prestige.15_cycles",
    MenuEntry(
        label=_("Kỳ công nhận"),
        url_name="prestige:cycles",
        roles=permissions.READ_REGISTER,
        group=PRESTIGE,
        icon="calendar",
    ),
)

effects.register(
    "prestige.recognise",
    fields={"person": int, "village": int, "valid_from": date},
    run=services.recognise_from_decision,
    label=_("Công nhận người có uy tín"),
    words={
        "person": _("người được công nhận"),
        "village": _("thôn, bản, tổ dân phố"),
        "valid_from": _("công nhận từ ngày"),
    },
)
effects.register(
    "prestige.withdraw",
    fields={"person": int, "reason": str, "ends_on": date},
    run=services.withdraw_from_decision,
    label=_("Đưa ra khỏi danh sách người có uy tín"),
    words={"person": _("người được đưa ra"), "reason": _("lý do"), "ends_on": _("từ ngày")},
)
effects.register(
    "prestige.replace",
    fields={"person": int, "successor": int, "reason": str, "ends_on": date},
    run=services.replace_from_decision,
    label=_("Thay người có uy tín"),
    words={
        "person": _("người được thay"),
        "successor": _("người thay"),
        "reason": _("lý do"),
        "ends_on": _("từ ngày"),
    },
)

followers.register(
    "prestige.recognitions",
    Follower(following.move_recognitions, following.return_recognitions),
)
followers.register(
    "prestige.nominees", Follower(following.move_nominees, following.return_nominees)
)
keepers.register("prestige.recognitions", holding.why_kept)
touches.register(
    "prestige.recognitions",
    Touch(
        label=_("Người có uy tín đang được công nhận"),
        count=holding.count_recognitions,
        what_happens=_("Giữ nguyên người và suất; do đơn vị tiếp nhận quản lý"),
    ),
)
