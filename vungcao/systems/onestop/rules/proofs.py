"""What must be true of a process before it is published; each fault is a sentence.

Every step is reached, every step can finish, terms fit into the total, no fork without guards,
moves are those of the national interface, the effect is known and its values mapped.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from vungcao.systems.onestop.rules import conditions, mapping
from vungcao.systems.onestop.rules.definition import (
    AGENCIES,
    BY,
    CLOCKS,
    DOES,
    KINDS,
    Action,
    Definition,
    Step,
)
from vungcao.systems.onestop.rules.statuses import FINAL, PAUSED, Status, may_follow


def faults(
    definition: Definition,
    total: int | None,
    effect_fields: Callable[[str], Mapping[str, type] | None],
    effect_words: mapping.Words = mapping.as_named,
) -> list[str]:
    """Everything that stands against publishing; `effect_fields` knows what an effect wants."""
    if not definition.steps:
        return ["Chưa có bước nào."]
    found = [*_doubles(definition), *_words(definition)]
    if found:
        return found  # the graph is not worth walking while names do not lead anywhere
    return [
        *_reached(definition),
        *_finishes(definition),
        *_terms(definition, total),
        *_forks(definition),
        *_moves(definition),
        *_conditions(definition),
        *_amounts(definition),
        *mapping.prefill_faults(definition),
        *mapping.effect_faults(definition, effect_fields, effect_words),
    ]


def _doubles(definition: Definition) -> Iterator[str]:
    for name, parts in (
        ("bước", definition.steps),
        ("thành phần hồ sơ", definition.documents),
        ("nhóm câu hỏi", definition.groups),
        ("câu hỏi", definition.all_fields()),
        ("khoản thu", definition.charges),
    ):
        seen: dict[str, int] = defaultdict(int)
        for part in parts:
            seen[part.code] += 1
        yield from (
            f"Mã {name} “{code}” dùng {times} lần." for code, times in seen.items() if times > 1
        )
    lists = [group for group in definition.groups if group.is_list]
    if len(lists) > 1:
        yield "Chỉ một nhóm câu hỏi được là danh sách người."


def _words(definition: Definition) -> Iterator[str]:
    if definition.start not in {step.code for step in definition.steps}:
        yield f"Bước đầu “{definition.start}” không có trong quy trình."
    yield from _words_of_steps(definition)
    yield from _words_of_actions(definition)
    for one in definition.all_fields():
        if one.kind not in KINDS:
            yield f"Câu hỏi “{one.label}”: không có loại “{one.kind}”."
        if one.kind in ("choice", "choices") and not (one.options or one.table):
            yield f"Câu hỏi “{one.label}”: chưa có lựa chọn nào."


def _words_of_steps(definition: Definition) -> Iterator[str]:
    for step in definition.steps:
        if step.agency not in AGENCIES:
            yield f"Bước “{step.label}”: không có loại cơ quan “{step.agency}”."
        if step.clock not in CLOCKS:
            yield f"Bước “{step.label}”: không có cách tính thời hạn “{step.clock}”."
        if step.status not in set(Status):
            yield f"Bước “{step.label}”: không có trạng thái quốc gia {step.status}."


def _words_of_actions(definition: Definition) -> Iterator[str]:
    known = {step.code for step in definition.steps}
    for action in definition.actions:
        for end in (action.source_step, action.target_step):
            if end not in known:
                yield f"Thao tác “{action.label}”: không có bước “{end}”."
        if action.does not in DOES:
            yield f"Thao tác “{action.label}”: không có loại thao tác “{action.does}”."
        if action.by not in BY:
            yield f"Thao tác “{action.label}”: không rõ ai thực hiện."
        if (action.does == "spawn") != bool(action.spawns):
            yield f"Thao tác “{action.label}”: hồ sơ liên thông phải nêu mã thủ tục."


def _amounts(definition: Definition) -> Iterator[str]:
    for charge in definition.charges:
        if bool(charge.norm) == (charge.amount > 0):
            yield f"Khoản thu “{charge.label}”: ghi số tiền, hoặc chọn định mức, không cả hai."


def _ways(definition: Definition) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {step.code: set() for step in definition.steps}
    for action in definition.actions:
        found[action.source_step].add(action.target_step)
    return found


def _closure(ways: Mapping[str, set[str]], begin: set[str]) -> set[str]:
    seen, waiting = set(begin), list(begin)
    while waiting:
        fresh = ways[waiting.pop()] - seen
        seen |= fresh
        waiting.extend(fresh)
    return seen


def _reached(definition: Definition) -> Iterator[str]:
    reached = _closure(_ways(definition), {definition.start})
    for step in definition.steps:
        if step.code not in reached:
            yield f"Không có đường nào dẫn đến bước “{step.label}”."


def _finishes(definition: Definition) -> Iterator[str]:
    backwards: dict[str, set[str]] = {step.code: set() for step in definition.steps}
    for begin, ends in _ways(definition).items():
        for end in ends:
            backwards[end].add(begin)
    final = {step.code for step in definition.steps if step.status in FINAL}
    if not final:
        yield "Không có bước kết thúc nào."
    can = _closure(backwards, final)
    for step in definition.steps:
        if step.code not in can:
            yield f"Từ bước “{step.label}” không đi đến kết thúc được."
        if step.code in final and definition.from_step(step.code):
            yield f"Bước “{step.label}” là bước kết thúc, không được có thao tác tiếp."


def _terms(definition: Definition, total: int | None) -> Iterator[str]:
    if total is None:
        yield "Chưa ghi tổng thời hạn giải quyết."
        return
    longest = _longest(definition)
    if longest > total:
        yield (
            f"Cộng thời hạn các bước là {_days(longest)} ngày làm việc, "
            f"quá tổng thời hạn {_days(total)} ngày."
        )
    for step in definition.steps:
        if step.halves and step.clock in ("none", "pause"):
            yield f"Bước “{step.label}” không tính thời hạn, không được có số ngày."


def _longest(definition: Definition) -> int:
    """The dearest way that enters no step twice."""
    ways = _ways(definition)
    halves = {step.code: step.halves for step in definition.steps}

    def from_here(code: str, seen: frozenset[str]) -> int:
        onward = [from_here(to, seen | {to}) for to in ways[code] - seen]
        return halves[code] + max(onward, default=0)

    return from_here(definition.start, frozenset({definition.start}))


def _forks(definition: Definition) -> Iterator[str]:
    """One button that leads to several steps must say when to which; the last may be the rest."""
    buttons: dict[tuple[str, str, str], list[Action]] = defaultdict(list)
    for action in definition.actions:
        name = "" if action.by == "system" else action.code
        buttons[(action.source_step, action.by, name)].append(action)
    for (source, _by, _name), rows in buttons.items():
        if any(not action.guard for action in rows[:-1]):
            label = definition.step(source).label
            yield f"Bước “{label}”: thao tác “{rows[0].label}” rẽ nhánh mà không có điều kiện."


def _moves(definition: Definition) -> Iterator[str]:
    for action in definition.actions:
        before, after = definition.step(action.source_step), definition.step(action.target_step)
        if not may_follow(before.status, after.status):
            yield (
                f"Thao tác “{action.label}”: trạng thái quốc gia không được chuyển từ "
                f"“{Status(before.status).label}” sang “{Status(after.status).label}”."
            )
        yield from _fits(action, before, after)


def _fits(action: Action, before: Step, after: Step) -> Iterator[str]:
    """An action of a kind leads to a step of that kind."""
    wanted = {
        "receive": after.clock == "run",
        "refuse": after.status == Status.REFUSED,
        "ask": after.status in PAUSED and after.clock in ("pause", before.clock),
        "supply": before.clock == "pause" or before.status == Status.SUPPLEMENT,
        "sign": after.status == Status.DECIDED,
        "stop": after.status == Status.STOPPED,
        "withdraw": after.status == Status.WITHDRAWN,
        "return": after.status == Status.RETURNED,
    }
    if not wanted.get(action.does, True):
        yield f"Thao tác “{action.label}” ({DOES[action.does]}) không dẫn đến bước phù hợp."
    if before.clock == "none" and after.clock == "run" and action.does != "receive":
        yield f"Thao tác “{action.label}”: thời hạn chỉ bắt đầu khi tiếp nhận hồ sơ."
    if after.clock == "pause" and action.does != "ask":
        yield f"Thao tác “{action.label}”: thời hạn chỉ tạm dừng khi yêu cầu bổ sung."


def _conditions(definition: Definition) -> Iterator[str]:
    asked = {one.code: frozenset(one.options) for one in definition.single_fields()}
    for what, label, condition in _conditioned(definition):
        for fault in conditions.faults(condition, asked):
            yield f"{what} “{label}”: {fault}."


def _conditioned(definition: Definition) -> Iterator[tuple[str, str, Any]]:
    yield from (("Thành phần", one.label, one.when) for one in definition.documents)
    yield from (("Câu hỏi", one.label, one.when) for one in definition.all_fields())
    yield from (("Nhóm câu hỏi", one.label, one.when) for one in definition.groups)
    yield from (("Khoản thu", one.label, one.when) for one in definition.charges)
    yield from (("Thao tác", one.label, one.guard) for one in definition.actions)


def _days(halves: int) -> str:
    return f"{halves // 2},5" if halves % 2 else str(halves // 2)
