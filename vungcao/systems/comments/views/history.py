"""What happened to a comment or a remark, in words, as its case's chain keeps it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import Case
from vungcao.kernel.cases.services import EventRecord
from vungcao.systems.comments.models import Reason

TITLES = {
    "opened": _("Nhận"),
    "screened": _("Máy đã xem qua, chờ người duyệt"),
    "approved": _("Đăng"),
    "rejected": _("Không đăng"),
    "escalated": _("Chuyển giải quyết"),
    "removed": _("Gỡ theo yêu cầu của cơ quan có thẩm quyền"),
    "answered": _("Trả lời"),
    "assigned": _("Giao người xử lý"),
    "due_moved": _("Hạn đổi theo lịch làm việc"),
    "reopened": _("Mở lại"),
}


@dataclass(frozen=True)
class Happened:
    """A line of `components/timeline.html`."""

    day: datetime
    title: str
    detail: str
    state: str = ""


def events(case: Case | None, by: User) -> list[Happened]:
    """The newest first; an end that its decision has told already is left out."""
    if case is None:
        return []
    records = [one for one in cases.read(case=case, by=by) if one.action != "closed"]
    actors = User.objects.filter(username__in={one.actor for one in records})
    names = {
        one.username: _t("hệ thống")
        if one.kind == User.Kind.SYSTEM
        else one.get_full_name() or one.username
        for one in actors.order_by("pk")
    }
    return [
        Happened(one.at, str(TITLES.get(one.action, one.action)), _detail(one, names))
        for one in reversed(records)
    ]


def _detail(event: EventRecord, names: dict[str, str]) -> str:
    by = _t("Người ghi: %(name)s.") % {"name": names.get(event.actor, event.actor)}
    if reason := event.details.get("reason"):
        return _t("Lý do: %(reason)s. ") % {"reason": Reason(str(reason)).label} + by
    return by
