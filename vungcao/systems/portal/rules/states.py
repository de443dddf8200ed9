"""The way of a page from a draft to its end, in one line: what is behind it, where it stands."""

from dataclasses import dataclass
from datetime import datetime

DONE, NOW, AHEAD, BACK = "ok", "run", "", "warn"  # tones of tags
DRAFT, CHECK, APPROVE, SCHEDULED = "bản nháp", "kiểm tra", "duyệt", "hẹn giờ"
LIVE, EXPIRED, DOWN = "đang đăng", "đã hết hạn", "đã gỡ xuống"


@dataclass(frozen=True)
class Facts:
    """What is so of a page. `step` is the place of the step before which it waits, from 0 on.

    `down_at` is when somebody took it down; nothing while it can be read, or ended by itself.
    """

    step: int | None = None
    is_returned: bool = False
    is_changed: bool = True
    is_live: bool = False
    is_expired: bool = False
    scheduled_at: datetime | None = None
    expires_at: datetime | None = None
    down_at: datetime | None = None


@dataclass(frozen=True)
class State:
    """One state of the line; `tone` says whether it is behind, here, or to come."""

    name: str
    tone: str
    note: str = ""


def line(facts: Facts) -> tuple[State, ...]:
    """Every state in its order; exactly one of them is where the page stands."""
    here = _here(facts)
    names = [DRAFT, CHECK, APPROVE, SCHEDULED, LIVE, EXPIRED, DOWN]
    if facts.scheduled_at is None:
        names.remove(SCHEDULED)
    if facts.expires_at is None and not facts.is_expired:
        names.remove(EXPIRED)
    if here != DOWN:
        names.remove(DOWN)
    place = names.index(here)
    return tuple(
        State(name, _tone(nth, place, facts), _note(name, facts)) for nth, name in enumerate(names)
    )


def _here(facts: Facts) -> str:
    """A change that is under way counts more than what readers still see."""
    if facts.step is not None:
        return CHECK if facts.step == 0 else APPROVE
    if facts.is_returned:
        return DRAFT
    if facts.scheduled_at is not None:
        return SCHEDULED
    if facts.is_expired:
        return EXPIRED
    if facts.down_at is not None and not facts.is_live:
        return DOWN
    return LIVE if facts.is_live and not facts.is_changed else DRAFT


def _tone(nth: int, place: int, facts: Facts) -> str:
    if nth == place:
        return BACK if facts.is_returned else NOW
    return DONE if nth < place else AHEAD


def _note(name: str, facts: Facts) -> str:
    """The moment that belongs to a state; what was sent back says so at the draft."""
    if name == DRAFT and facts.is_returned:
        return "trả lại để sửa"
    moments = {SCHEDULED: facts.scheduled_at, EXPIRED: facts.expires_at, DOWN: facts.down_at}
    at = moments.get(name)
    return f"{at:%H:%M %d/%m/%Y}" if at else ""
