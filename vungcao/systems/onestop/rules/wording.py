"""Terms, fees and conditions of a procedure in the words of a guide."""

from collections.abc import Iterable

from vungcao.systems.onestop.rules.conditions import Condition, in_words
from vungcao.systems.onestop.rules.definition import Definition


def days(halves: int) -> str:
    """Halves of working days as a number of days: 3 is “1,5”."""
    return f"{halves // 2},5" if halves % 2 else str(halves // 2)


def term(halves: int | None, fixed: str = "") -> str:
    """How long a procedure takes; a fixed date stands beside the term or instead of it."""
    said = f"{days(halves)} ngày làm việc" if halves else ""
    return ". ".join(filter(None, [said, fixed]))


def fee(amount: int | None) -> str:
    """What it costs in all; nothing where nobody has said."""
    if amount is None:
        return ""
    return f"{amount:,} đồng".replace(",", ".") if amount else "Không thu phí"


def labels(process: Definition) -> dict[str, str]:
    """Names of the questions and of their options (`field=option`), for conditions in words."""
    found = {}
    for one in process.all_fields():
        found[one.code] = one.label
        found |= {f"{one.code}={value}": label for value, label in one.options.items()}
    return found


def condition(given: Condition | None, names: dict[str, str]) -> str:
    """When a paper or a question counts; nothing when it always does."""
    return f"Chỉ khi {in_words(given, names)}" if given else ""


def listed(parts: Iterable[str]) -> str:
    """“a, b hoặc c”."""
    *first, last = [*parts] or [""]
    return f"{', '.join(first)} hoặc {last}" if first else last
