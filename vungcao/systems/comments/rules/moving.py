"""How a comment moves from one state to the next, and what refuses a step."""

from datetime import date, datetime, timedelta

from vungcao.kernel.citations.rules import RuleBroken

SUBMITTED, LAPSED, HELD = "submitted", "lapsed", "held"
PUBLISHED, REJECTED, ESCALATED, REMOVED = "published", "rejected", "escalated", "removed"

# Which state leads where, by the action that leads there.
MOVES: dict[str, dict[str, str]] = {
    "confirmed": {SUBMITTED: HELD},
    "lapsed": {SUBMITTED: LAPSED},
    "approved": {HELD: PUBLISHED},
    "rejected": {HELD: REJECTED},
    "escalated": {HELD: ESCALATED},
    "removed": {PUBLISHED: REMOVED},
}
WHY_NOT = {
    "confirmed": "Ý kiến này đã được xác nhận, hoặc đã quá hạn xác nhận.",
    "lapsed": "Ý kiến này không còn chờ xác nhận.",
    "approved": "Ý kiến này không còn chờ duyệt: mở lại trang để xem ai vừa xử lý.",
    "rejected": "Ý kiến này không còn chờ duyệt: mở lại trang để xem ai vừa xử lý.",
    "escalated": "Ý kiến này không còn chờ duyệt: mở lại trang để xem ai vừa xử lý.",
    "removed": "Chỉ gỡ được ý kiến đang đăng.",
}
CONFIRM_WITHIN = timedelta(hours=48)  # how long the link of the letter opens


def moved(state: str, action: str) -> str:
    """The state to which an action leads. Raises `RuleBroken` where it leads nowhere."""
    if state not in MOVES[action]:
        raise RuleBroken(WHY_NOT[action])
    return MOVES[action][state]


def may_confirm(state: str, sent_at: datetime, now: datetime) -> bool:
    return state == SUBMITTED and now < sent_at + CONFIRM_WITHIN


def against_takedown(
    *,
    asked_by: str,
    document: str,
    document_on: date,
    asked_at: datetime,
    published_at: datetime | None,
    now: datetime,
) -> list[str]:
    """What is wrong with the record of a request, all at once.

    A request is recorded to the minute, so it may name the minute of publishing itself.
    """
    wrong = []
    if not asked_by.strip():
        wrong.append("Ghi cơ quan yêu cầu gỡ.")
    if not document.strip():
        wrong.append("Ghi số văn bản yêu cầu gỡ.")
    if asked_at > now:
        wrong.append("Lúc nhận yêu cầu không được sau lúc này.")
    if document_on > asked_at.date() + timedelta(days=1):
        wrong.append("Văn bản không được sau lúc nhận yêu cầu.")
    if published_at is not None and asked_at < published_at.replace(second=0, microsecond=0):
        wrong.append("Lúc nhận yêu cầu phải sau lúc ý kiến được đăng.")
    return wrong
