"""How values of the State are written, names folded and conditions weighed, in plain Python."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from vungcao.kernel.citations.rules import RuleBroken

Value: TypeAlias = int | Decimal | str | bool

WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
BROKEN = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
PREFIX = re.compile(r"^(dân tộc|người)\s+")
STROKE = str.maketrans("đ", "d")


def canonical(value_type: str, text: str) -> str:
    """The one way to write a value of this type. Raises `RuleBroken` when it cannot be read."""
    text = unicodedata.normalize("NFC", text).strip()
    if value_type == "text":
        if not text:
            raise RuleBroken("Ghi giá trị: không được để trống.")
        return text
    if value_type == "boolean":
        if text not in ("true", "false"):
            raise RuleBroken("Giá trị phải là có (true) hoặc không (false).")
        return text
    form = BROKEN if value_type == "decimal" else WHOLE
    if not form.fullmatch(text) or text == "-0":
        kind = "số thập phân" if value_type == "decimal" else "số nguyên"
        raise RuleBroken(f"“{text}” không phải {kind}.")
    if value_type in ("money", "days") and text.startswith("-"):
        raise RuleBroken("Số tiền và số ngày không được âm.")
    return text


def typed(value_type: str, text: str) -> Value:
    """The value that a canonical text stands for."""
    readers: Mapping[str, Callable[[str], Value]] = {
        "decimal": Decimal,
        "text": str,
        "boolean": lambda written: written == "true",
    }
    return readers.get(value_type, int)(text)


def checked_row(columns: Iterable[Mapping[str, str]], values: Mapping[str, str]) -> dict[str, str]:
    """A table's row with exactly the declared columns, each canonical."""
    declared = {column["name"]: column["type"] for column in columns}
    if wrong := sorted(declared.keys() ^ values.keys()):
        raise RuleBroken(f"Dòng của bảng thiếu hoặc thừa cột: {', '.join(wrong)}.")
    return {name: canonical(kind, values[name]) for name, kind in declared.items()}


@dataclass(frozen=True)
class Term:
    """The days on which a dated row holds."""

    valid_from: date
    valid_until: date | None


def refuse_overlap(rows: Sequence[Term], start: date, until: date | None) -> None:
    """Whether a row may begin at `start`: the row before it is closed, a later one stays.

    Raises `RuleBroken` with the way out.
    """
    later = sorted(row.valid_from for row in rows if row.valid_from >= start)
    if until is not None and until <= start:
        raise RuleBroken("Ngày hết hiệu lực phải sau ngày có hiệu lực.")
    if later and later[0] == start:
        raise RuleBroken(
            f"Đã có giá trị bắt đầu từ ngày {start:%d/%m/%Y}. Giá trị đã ghi không sửa được:"
            " chọn một ngày khác."
        )
    ends = [row.valid_until for row in rows if row.valid_from < start and row.valid_until]
    if until is not None and any(start < end and until < end for end in ends):
        raise RuleBroken(
            f"Từ {until:%d/%m/%Y} sẽ không còn giá trị nào. Ghi ngày hết hiệu lực"
            f" {max(ends):%d/%m/%Y}, hoặc để trống."
        )
    if later and (until is None or until > later[0]):
        raise RuleBroken(
            f"Đã có giá trị khác từ ngày {later[0]:%d/%m/%Y}. Hãy chọn ngày bắt đầu sau ngày đó,"
            f" hoặc ghi ngày hết hiệu lực không muộn hơn {later[0]:%d/%m/%Y}."
        )


def fold(name: str) -> str:
    """A name as it is compared: without case, spaces, hyphens, and the words before it."""
    text = PREFIX.sub("", " ".join(unicodedata.normalize("NFC", name).casefold().split()))
    return "".join(letter for letter in text if letter.isalnum())


def toneless(name: str) -> str:
    """A folded name as it looks when it is typed without any diacritics."""
    apart = unicodedata.normalize("NFD", fold(name).translate(STROKE))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@dataclass(frozen=True)
class Condition:
    """One comparison of a fact with a threshold. Without a field nobody knows what it asks."""

    field: str
    operator: str
    threshold: str


Fact: TypeAlias = Fraction | bool
COMPARISONS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    ">=": lambda fact, threshold: fact >= threshold,
    ">": lambda fact, threshold: fact > threshold,
    "<=": lambda fact, threshold: fact <= threshold,
    "<": lambda fact, threshold: fact < threshold,
}


def holds(condition: Condition, facts: Mapping[str, Fact]) -> bool | None:
    """Whether a condition is met; None when the fact or the condition itself is not known."""
    fact = facts.get(condition.field)
    if fact is None:
        return None
    if condition.operator == "is":
        return fact is (condition.threshold == "true")
    return COMPARISONS[condition.operator](Fraction(fact), Fraction(condition.threshold))


def reached(alternatives: Iterable[Iterable[Condition]], facts: Mapping[str, Fact]) -> bool | None:
    """Whether all conditions of any alternative are met; None when that cannot be told yet."""
    answers = [
        _all([holds(condition, facts) for condition in alternative]) for alternative in alternatives
    ]
    if True in answers:
        return True
    return None if None in answers else False


def _all(answers: list[bool | None]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True
