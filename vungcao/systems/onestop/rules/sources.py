"""From where values come: of an effect out of the dossier, of a question before it is asked."""

from collections.abc import Iterator, Mapping
from datetime import date

from vungcao.systems.onestop.rules.definition import Definition, Field, Group

TYPES: dict[str, type] = {
    "person": int,
    "village": int,
    "unit": int,
    "date": date,
    "integer": int,
    "money": int,
    "yes_no": bool,
    "year": int,
    "choices": list,
    "note": type(None),
}
FIXED = {
    "subject.person": "người ở dòng này, đã xác định trong danh sách nhân khẩu",
    "subject.village": "thôn, bản, tổ dân phố ở dòng này",
    "decision.issued_on": "ngày ký quyết định",
}
OF_LINE, OF_CONTACT, OF_PERSON = "subject.", "contact.", "person."

# What can be filled in beforehand, in words, and the kinds of questions that it answers.
PREFILLS: Mapping[str, tuple[str, frozenset[str]]] = {
    "contact.full_name": ("họ và tên người nộp", frozenset({"full_name", "text"})),
    "contact.telephone": ("điện thoại của người nộp", frozenset({"telephone", "text"})),
    "contact.email": ("thư điện tử của người nộp", frozenset({"email", "text"})),
    "contact.identifier": ("số định danh của người nộp", frozenset({"identifier", "text"})),
    "contact.address": ("địa chỉ của người nộp", frozenset({"address", "text"})),
    "person.full_name": ("họ và tên trong danh sách nhân khẩu", frozenset({"full_name", "text"})),
    "person.birth": ("ngày, năm sinh trong danh sách nhân khẩu", frozenset({"date", "year"})),
    "person.sex": ("giới tính trong danh sách nhân khẩu", frozenset({"sex"})),
    "person.ethnic_group": ("dân tộc trong danh sách nhân khẩu", frozenset({"ethnic_group"})),
    "person.address": ("địa chỉ trong danh sách nhân khẩu", frozenset({"address", "text"})),
    "person.village": ("thôn trong danh sách nhân khẩu", frozenset({"village"})),
}


def type_of(process: Definition, place: str) -> type | None:
    """Of which type the value at `subject.…`, `answers.…`, `decision.…` is; None: no such place."""
    where, _dot, name = place.partition(".")
    if where == "decision":
        return date if name == "issued_on" else None
    group = process.list_group
    if where == "subject":
        if name in ("person", "village"):
            return int
        asked = group.fields if group else ()
    elif where == "answers":
        asked = tuple(process.single_fields())
    else:
        return None
    found = next((one for one in asked if one.code == name), None)
    return TYPES.get(found.kind, str) if found else None


def places(process: Definition, wanted: type) -> list[tuple[str, str]]:
    """Where a dossier of this process has a value of a type, with the words for it."""
    known = _places(process)
    return [(place, said) for place, said in known.items() if type_of(process, place) is wanted]


def in_words(process: Definition, place: str) -> str:
    """A place as an officer reads it; one that there is not is said as it was written."""
    return _places(process).get(place, f"“{place}”, không có trong tờ khai")


def prefill_fault(one: Field, group: Group) -> str:
    """Why a question cannot be filled in beforehand as it says; empty where it can."""
    if not one.prefill:
        return ""
    if one.prefill not in PREFILLS:
        return f"không có nguồn điền sẵn “{one.prefill}”"
    words, kinds = PREFILLS[one.prefill]
    if one.kind not in kinds:
        return f"không điền sẵn {words} cho loại câu hỏi này được"
    if one.prefill.startswith(OF_PERSON) and not group.is_list:
        return "danh sách nhân khẩu chỉ điền sẵn cho câu hỏi trong danh sách người"
    if one.prefill.startswith(OF_CONTACT) and group.most > 1:
        return "thông tin người nộp chỉ điền sẵn cho nhóm câu hỏi không lặp lại"
    return ""


def _places(process: Definition) -> dict[str, str]:
    return {**dict(_of_answers(process)), **dict(_of_lines(process)), **_fixed(process)}


def _fixed(process: Definition) -> dict[str, str]:
    has_list = process.list_group is not None
    return {
        place: said for place, said in FIXED.items() if has_list or not place.startswith(OF_LINE)
    }


def _of_lines(process: Definition) -> Iterator[tuple[str, str]]:
    group = process.list_group
    for one in group.fields if group else ():
        yield f"{OF_LINE}{one.code}", f"{one.label} (ở dòng của người đó)"


def _of_answers(process: Definition) -> Iterator[tuple[str, str]]:
    for one in process.single_fields():
        yield f"answers.{one.code}", one.label
