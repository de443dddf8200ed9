"""At which step the persons of a list are examined, and what must be said of each."""

from collections.abc import Iterator

from vungcao.systems.onestop.rules.definition import Definition

GRANTED, NEEDS_REASON = "granted", frozenset({"refused", "removed"})  # outcomes


def is_examined(process: Definition, step: str) -> bool:
    """Where the decision is prepared, there its persons are identified and judged."""
    return any(action.does == "prepare" for action in process.from_step(step))


def faults(outcome: str, reason: str, *, is_identified: bool) -> Iterator[str]:
    """What stands against an outcome of one person."""
    if outcome in NEEDS_REASON and not reason.strip():
        yield "Ghi lý do."
    if outcome == GRANTED and not is_identified:
        yield "Xác định người này trong danh sách nhân khẩu trước khi đồng ý."
