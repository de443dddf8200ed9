"""Conditions of papers, fields and actions: a small language of plain data.

`{"field": "kind", "is": ["a", "b"]}` holds when the answer is one of these, `{"fact": "fees.paid"}`
when a fact of the dossier does; `all`, `any` and `not` combine them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Condition = Mapping[str, Any]

FACTS: dict[str, str] = {
    "papers.complete": "đủ thành phần hồ sơ bắt buộc",
    "fees.paid": "đã thu đủ phí, lệ phí",
    "opinions.answered": "các cơ quan được hỏi đã trả lời",
    "children.finished": "các hồ sơ liên thông đã xong",
    "subjects.decided": "đã ghi kết quả cho từng người",
    "subjects.identified": "đã xác định từng người trong danh sách nhân khẩu",
    "subjects.granted": "có ít nhất một người được đồng ý",
    "decision.prepared": "đã soạn quyết định",
}


def holds(
    condition: Condition | None, answers: Mapping[str, Any], facts: Mapping[str, bool]
) -> bool:
    """Whether a condition holds; none always does. What is not answered is no answer."""
    if not condition:
        return True
    if "all" in condition:
        return all(holds(part, answers, facts) for part in condition["all"])
    if "any" in condition:
        return any(holds(part, answers, facts) for part in condition["any"])
    if "not" in condition:
        return not holds(condition["not"], answers, facts)
    if "fact" in condition:
        return facts.get(condition["fact"], False)
    given = answers.get(condition["field"])
    wanted = set(condition["is"])
    return bool(wanted & set(given)) if isinstance(given, list) else given in wanted


def faults(condition: Condition | None, fields: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """What is wrong with a condition: `fields` are those it may ask, with their options if any."""
    if not condition:
        return
    if len(condition.keys() & {"all", "any", "not", "fact", "field"}) != 1:
        yield "điều kiện phải có đúng một trong: all, any, not, fact, field"
        return
    for part in _parts(condition):
        yield from faults(part, fields)
    if "fact" in condition and condition["fact"] not in FACTS:
        yield f"không có tình tiết “{condition['fact']}”"
    if "field" in condition:
        yield from _faults_of_field(condition, fields)


def _faults_of_field(condition: Condition, fields: Mapping[str, frozenset[str]]) -> Iterator[str]:
    name, wanted = condition["field"], condition.get("is")
    if not isinstance(wanted, list) or not wanted:
        yield f"điều kiện về trường “{name}” phải nêu các giá trị"
    elif name not in fields:
        yield f"không có trường “{name}”"
    elif fields[name] and (unknown := sorted(set(wanted) - fields[name])):
        yield f"trường “{name}” không có giá trị {', '.join(unknown)}"


def _parts(condition: Condition) -> list[Condition]:
    parts = [*condition.get("all", ()), *condition.get("any", ())]
    return [*parts, condition["not"]] if "not" in condition else parts


def in_words(condition: Condition | None, labels: Mapping[str, str]) -> str:
    """A condition as a citizen reads it; `labels` name fields and options (`field=option`)."""
    if not condition:
        return ""
    if "all" in condition:
        return " và ".join(in_words(part, labels) for part in condition["all"])
    if "any" in condition:
        return " hoặc ".join(in_words(part, labels) for part in condition["any"])
    if "not" in condition:
        return f"không phải: {in_words(condition['not'], labels)}"
    if "fact" in condition:
        return FACTS.get(str(condition["fact"]), str(condition["fact"]))
    name = condition["field"]
    said = [labels.get(f"{name}={value}", str(value)) for value in condition["is"]]
    return f"{labels.get(name, name)}: {' hoặc '.join(said)}"
