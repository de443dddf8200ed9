"""The national statuses of a dossier (TrangThaiHoSo) and which may follow which."""

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _


class Status(IntegerChoices):
    """What the national portal knows of a dossier (shared interface, numbers seen in use)."""

    SUBMITTED = 1, _("mới đăng ký")
    RECEIVED = 2, _("được tiếp nhận")
    REFUSED = 3, _("không được tiếp nhận")
    WORKING = 4, _("đang xử lý")
    SUPPLEMENT = 5, _("yêu cầu bổ sung giấy tờ")
    PAYMENT = 6, _("yêu cầu thực hiện nghĩa vụ tài chính")
    WITHDRAWN = 7, _("công dân yêu cầu rút hồ sơ")
    STOPPED = 8, _("dừng xử lý")
    DECIDED = 9, _("đã xử lý xong")
    RETURNED = 10, _("đã trả kết quả")


BEFORE_RECEIPT = (Status.SUBMITTED, Status.SUPPLEMENT, Status.REFUSED, Status.WITHDRAWN)
FINAL = frozenset({Status.REFUSED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED})
RUNNING = frozenset({Status.RECEIVED, Status.WORKING})
PAUSED = frozenset({Status.SUPPLEMENT, Status.PAYMENT})
DONE = frozenset({Status.WITHDRAWN, Status.STOPPED, Status.DECIDED, Status.RETURNED})

# Which status may follow which; what ends nowhere is final.
FOLLOWS: dict[int, frozenset[int]] = {
    Status.SUBMITTED: frozenset(
        {Status.RECEIVED, Status.REFUSED, Status.SUPPLEMENT, Status.WITHDRAWN}
    ),
    Status.RECEIVED: frozenset(
        {Status.WORKING, Status.SUPPLEMENT, Status.PAYMENT, Status.WITHDRAWN, Status.STOPPED}
        | {Status.DECIDED}
    ),
    Status.WORKING: frozenset(
        {Status.SUPPLEMENT, Status.PAYMENT, Status.WITHDRAWN, Status.STOPPED, Status.DECIDED}
    ),
    Status.SUPPLEMENT: frozenset(
        {Status.SUBMITTED, Status.RECEIVED, Status.WORKING, Status.WITHDRAWN, Status.STOPPED}
        | {Status.REFUSED}
    ),
    Status.PAYMENT: frozenset({Status.RECEIVED, Status.WORKING, Status.WITHDRAWN, Status.STOPPED}),
    Status.DECIDED: frozenset({Status.RETURNED}),
    Status.REFUSED: frozenset(),
    Status.WITHDRAWN: frozenset(),
    Status.STOPPED: frozenset(),
    Status.RETURNED: frozenset(),
}


def may_follow(before: int, after: int) -> bool:
    """Whether a move is one that the national interface knows; staying is."""
    return before == after or after in FOLLOWS[before]
