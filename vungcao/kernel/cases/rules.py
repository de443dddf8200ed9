"""What may happen to a case in which state, how it is numbered, and who holds it."""

from collections.abc import Iterable
from datetime import date, datetime
from string import Formatter

from vungcao.kernel.citations.rules import RuleBroken

OPEN, PAUSED, CLOSED, MERGED = "open", "paused", "closed", "merged"

# Which state leads where, by the action that leads there.
MOVES: dict[str, dict[str, str]] = {
    "paused": {OPEN: PAUSED},
    "resumed": {PAUSED: OPEN},
    "closed": {OPEN: CLOSED, PAUSED: CLOSED},
    "reopened": {CLOSED: OPEN},
    "merged": {OPEN: MERGED, PAUSED: MERGED},
}
WHY_NOT = {
    "paused": "Chỉ tạm dừng được khi thời hạn đang chạy.",
    "resumed": "Vụ việc này không tạm dừng.",
    "closed": "Vụ việc này đã kết thúc.",
    "reopened": "Chỉ mở lại được vụ việc đã kết thúc.",
    "merged": "Vụ việc đã kết thúc thì không nhập vào vụ việc khác.",
}
PLACES = {"prefix", "yyyy", "yy", "mm", "dd", "order"}


def moved(state: str, action: str) -> str:
    """The state to which an action leads. Raises `RuleBroken` where it leads nowhere."""
    if state not in MOVES[action]:
        raise RuleBroken(WHY_NOT[action])
    return MOVES[action][state]


def refuse_ended(state: str) -> None:
    """Nothing is done in a case that has ended. Raises `RuleBroken`."""
    if state in (CLOSED, MERGED):
        raise RuleBroken("Vụ việc đã kết thúc: mở lại trước khi làm tiếp.")


def holds(scope: str, reach: Iterable[str]) -> bool:
    """Whether a reader of this reach is responsible for what lies under `scope`."""
    return any(scope.startswith(held) for held in reach)


def check_pattern(pattern: str) -> None:
    """A pattern names its order once and no unknown place. Raises `RuleBroken`."""
    try:
        places = [name for _, name, _, _ in Formatter().parse(pattern) if name is not None]
        pattern.format(prefix="", yyyy="", yy="", mm="", dd="", order=1)
    except (ValueError, KeyError, IndexError):
        raise RuleBroken(f"Mẫu số “{pattern}” không đọc được.") from None
    if unknown := sorted(set(places) - PLACES):
        raise RuleBroken(f"Mẫu số không có chỗ “{', '.join(unknown)}”.")
    if places.count("order") != 1:
        raise RuleBroken("Mẫu số phải có đúng một chỗ {order}.")


def number(pattern: str, prefix: str, day: date, order: int) -> str:
    """The number of the `order`-th case of its period."""
    return pattern.format(
        prefix=prefix,
        yyyy=f"{day:%Y}",
        yy=f"{day:%y}",
        mm=f"{day:%m}",
        dd=f"{day:%d}",
        order=order,
    )


def period(reset: str, day: date) -> str:
    """Within which numbers count on from one: a day, a year, or for ever."""
    return {"day": f"{day:%Y-%m-%d}", "year": f"{day:%Y}", "never": ""}[reset]


def refuse_past(now: datetime, last: datetime) -> None:
    """Events follow each other in time: a chain does not run backwards. Raises `RuleBroken`."""
    if now < last:
        raise RuleBroken("Thời điểm này sớm hơn việc vừa ghi trong vụ việc.")
