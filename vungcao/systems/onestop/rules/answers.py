"""What is wrong with the answers of a form: each fault with its place, all at once.

Answers are plain JSON: single fields by code, a repeated group as a list of lines under its code.
Dates are ISO texts, money and integers are ints, units, villages and persons are ids.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from vungcao.systems.onestop.rules import conditions
from vungcao.systems.onestop.rules.definition import Definition, Field, Group

Answers = Mapping[str, Any]
NUMBERS = ("integer", "money", "year", "unit", "village", "person")
TELEPHONE = re.compile(r"0\d{9}")
IDENTIFIER = re.compile(r"\d{12}|\d{9}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def faults(process: Definition, answers: Answers) -> list[tuple[str, str]]:
    """(place, sentence) pairs; a place is `field` or `group.line.field`, lines from 0."""
    return list(_faults(process, answers))


def asked(process: Definition, answers: Answers) -> Iterator[Group]:
    """The groups that count for these answers."""
    for group in process.groups:
        if conditions.holds(group.when, answers, {}):
            yield group


def _faults(process: Definition, answers: Answers) -> Iterator[tuple[str, str]]:
    for group in asked(process, answers):
        if group.most == 1:
            for one in group.fields:
                if conditions.holds(one.when, answers, {}):
                    yield from ((one.code, said) for said in against(one, answers.get(one.code)))
            continue
        lines = answers.get(group.code) or []
        if len(lines) < group.least:
            yield group.code, f"“{group.label}” phải có ít nhất {group.least} dòng."
        if len(lines) > group.most:
            yield group.code, f"“{group.label}” chỉ được có nhiều nhất {group.most} dòng."
        yield from _of_lines(group, lines, answers)


def _of_lines(
    group: Group, lines: Sequence[Answers], answers: Answers
) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines):
        for one in group.fields:
            if conditions.holds(one.when, {**answers, **line}, {}):
                place = f"{group.code}.{number}.{one.code}"
                yield from ((place, said) for said in against(one, line.get(one.code)))


def against(one: Field, given: Any) -> Iterator[str]:
    """What is wrong with one answer."""
    if one.kind == "note":
        return
    if given in (None, "", []):
        if one.is_required:
            yield f"Chưa trả lời “{one.label}”."
        return
    sentence = _wrong(one, given)
    if sentence:
        yield sentence
    elif one.kind in ("integer", "decimal", "money", "year"):
        yield from _beyond(one, given)


def _wrong(one: Field, given: Any) -> str:
    """The one sentence that says what kind of answer is wanted; empty where it is that kind."""
    wrong = {
        **{kind: not _is_int(given) for kind in NUMBERS},
        "decimal": not isinstance(given, int | float | str),
        "yes_no": not isinstance(given, bool),
        "date": not _is_date(given),
        "month": not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", str(given)),
        "choice": not isinstance(given, str) or (not one.table and given not in one.options),
        "choices": not isinstance(given, list)
        or (not one.table and any(part not in one.options for part in given)),
        "telephone": not TELEPHONE.fullmatch(str(given)),
        "identifier": not IDENTIFIER.fullmatch(str(given)),
        "email": not EMAIL.fullmatch(str(given)),
        "sex": given not in ("male", "female"),
    }.get(one.kind, not isinstance(given, str))
    return WANTED.get(one.kind, f"“{one.label}” phải là chữ.") if wrong else ""


WANTED = {
    "integer": "Ghi một số nguyên.",
    "decimal": "Ghi một số.",
    "money": "Ghi số tiền bằng đồng.",
    "year": "Ghi một năm.",
    "unit": "Chọn một xã, phường trong danh sách.",
    "village": "Chọn một thôn, bản, tổ dân phố trong danh sách.",
    "person": "Chọn một người trong danh sách.",
    "yes_no": "Chọn có hoặc không.",
    "date": "Ghi một ngày có thật, ví dụ 05/06/2026.",
    "month": "Ghi một tháng có thật, ví dụ 06/2026.",
    "choice": "Chọn một trong các lựa chọn.",
    "choices": "Chọn trong các lựa chọn.",
    "telephone": "Số điện thoại gồm 10 chữ số, bắt đầu bằng 0.",
    "identifier": "Số định danh gồm 12 chữ số (hoặc 9 chữ số của chứng minh nhân dân).",
    "email": "Địa chỉ thư điện tử có dạng ten@noi.vn.",
    "sex": "Chọn nam hoặc nữ.",
}


def _beyond(one: Field, given: Any) -> Iterator[str]:
    try:
        number = float(given)
    except ValueError:
        yield WANTED["decimal"]
        return
    if one.least is not None and number < one.least:
        yield f"“{one.label}” phải từ {one.least} trở lên."
    if one.most is not None and number > one.most:
        yield f"“{one.label}” không quá {one.most}."


def _is_int(given: Any) -> bool:
    return isinstance(given, int) and not isinstance(given, bool)


def _is_date(given: Any) -> bool:
    try:
        date.fromisoformat(str(given))
    except ValueError:
        return False
    return len(str(given)) == 10
