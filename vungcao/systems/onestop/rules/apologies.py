"""When a late dossier may not end before its apology (form 04) was sent.

The decree's article on what is late was not read: whether an end waits for the apology is a policy
of each version, unverified.
"""

from vungcao.systems.onestop.rules.definition import Policy
from vungcao.systems.onestop.rules.mistakes import MISTAKE

REQUIRED = "required"
FREE = frozenset({"withdraw", MISTAKE})  # the applicant's own wish, and what was never to be
OWED = (
    "Hồ sơ đã quá hạn mà chưa gửi phiếu xin lỗi (mẫu 04): mở “Gia hạn, xin lỗi”, ghi lý do và "
    "ngày hẹn lại rồi gửi, sau đó mới kết thúc được."
)


def must_be_sent(policy: Policy, does: str) -> bool:
    """Whether an end by such an action waits for the apology of what is late."""
    return policy.apology == REQUIRED and does not in FREE
