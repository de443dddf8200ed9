"""What is offered to the office: kinds of cases, menu, tiles, duties."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.cases import CaseKind, case_kinds
from vungcao.kernel.offers.duties import Duties, duties
from vungcao.kernel.offers.screens import MenuEntry, Tile, menu, tiles
from vungcao.kernel.offers.upkeep import Touch, touches
from vungcao.systems.comments import permissions
from vungcao.systems.comments.queries import duties as queries
from vungcao.systems.comments.queries import offices, queue

GROUP = _("Ý kiến bạn đọc")
MODERATORS = frozenset(map(str, permissions.MODERATE))
ANSWERERS = frozenset(map(str, permissions.ANSWER))


def _address(code: str) -> str:
    return reverse("comments:of-case", args=[code])


for kind, label, roles in (
    (offices.COMMENT, _("Bình luận chờ duyệt"), MODERATORS),
    (offices.PAGE, _("Góp ý trang"), ANSWERERS),
    (offices.COMPLAINT, _("Bình luận chuyển giải quyết"), ANSWERERS),
):
    case_kinds.register(kind, CaseKind(label=label, roles=roles, address=_address))

menu.register(
    "comments.10_queue",
    MenuEntry(
        label=_("Duyệt bình luận"),
        url_name="comments:queue",
        roles=permissions.READ,
        group=GROUP,
        icon="check",
    ),
)
menu.register(
    "comments.20_remarks",
    MenuEntry(
        label=_("Góp ý trang"),
        url_name="comments:remarks",
        roles=permissions.READ_REMARKS,
        group=GROUP,
        icon="sound",
    ),
)
menu.register(
    "comments.30_discussions",
    MenuEntry(
        label=_("Mở, đóng bình luận"),
        url_name="comments:discussions",
        roles=permissions.SET,
        group=GROUP,
        icon="gear",
    ),
)
menu.register(
    "comments.40_export",
    MenuEntry(
        label=_("Xuất nhật ký bình luận"),
        url_name="comments:export",
        roles=permissions.EXPORT,
        group=GROUP,
        icon="list",
    ),
)
tiles.register(
    "comments.late",
    Tile(
        label=_("Bình luận chờ duyệt quá hạn"),
        figure=queue.late_under,
        roles=permissions.READ,
        url_name="comments:queue-late",
    ),
)
duties.register(
    "comments.queue",
    Duties(
        label=_("bình luận chờ duyệt"),
        roles=permissions.MODERATE,
        waiting=queries.waiting,
        told=queries.tell_waiting,
    ),
)
duties.register(
    "comments.remarks",
    Duties(
        label=_("góp ý trang chờ trả lời"),
        roles=permissions.ANSWER,
        waiting=queries.unanswered,
        told=queries.tell_unanswered,
    ),
)
touches.register(
    "comments.comments",
    Touch(
        label=_("Bình luận, góp ý trang"),
        count=queue.touched,
        what_happens=_("Chuyển về nơi kế tục; số, hạn và diễn biến giữ nguyên."),
    ),
)
