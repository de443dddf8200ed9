"""What stands against the steps of an issue: in which state what may be done."""

from collections.abc import Collection

MOST_PICKS = 30

HAND_IN, SEND_BACK, APPROVE, TAKE_BACK = "hand_in", "send_back", "approve", "take_back"
REVISE, SEND, PAUSE, RESUME, DROP = "revise", "send", "pause", "resume", "drop"

# From which states a step may be taken.
FROM: dict[str, frozenset[str]] = {
    REVISE: frozenset({"draft"}),
    DROP: frozenset({"draft"}),
    HAND_IN: frozenset({"draft"}),
    SEND_BACK: frozenset({"handed_in"}),
    APPROVE: frozenset({"handed_in"}),
    TAKE_BACK: frozenset({"approved"}),
    SEND: frozenset({"approved"}),
    PAUSE: frozenset({"sending"}),
    RESUME: frozenset({"paused"}),
}
OWN = "Người soạn không tự duyệt số bản tin của mình: nhờ một người duyệt khác."
REFUSED = "Số bản tin đang ở bước khác: tải lại trang rồi xem các bước làm được."


def may(step: str, state: str) -> bool:
    """Whether a step may be taken now."""
    return state in FROM[step]


def against_step(step: str, state: str) -> list[str]:
    """The same in a sentence."""
    return [] if may(step, state) else [REFUSED]


def against_handing_in(*, title: str, note: str, picks: int) -> list[str]:
    """An issue says something before it is read by who approves it."""
    wrong = []
    if not title.strip():
        wrong.append("Ghi tên số bản tin.")
    if not picks and not note.strip():
        wrong.append("Chọn ít nhất một bài, hoặc ghi lời riêng.")
    return wrong


def against_approving(*, by: int, writers: Collection[int]) -> list[str]:
    """A second pair of eyes reads what goes to thousands, whatever roles the first one holds."""
    return [OWN] if by in writers else []


def against_picking(*, picked: int, more: int) -> list[str]:
    """A letter that nobody reads to its end is of no use; how long is ours to say."""
    if picked + more > MOST_PICKS:
        return [f"Một số có nhiều nhất {MOST_PICKS} bài; đang có {picked}."]
    return []


def wants(sections: Collection[str], chosen: Collection[str], *, has_note: bool) -> bool:
    """Whether a reader who chose some sections (none: all) gets an issue of these sections."""
    return not chosen or has_note or bool(set(sections) & set(chosen))
