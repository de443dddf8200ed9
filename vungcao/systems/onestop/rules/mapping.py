"""What must be true of effects and of what is filled in beforehand; each fault is a sentence."""

from collections.abc import Callable, Iterator, Mapping

from vungcao.systems.onestop.rules import conditions, sources
from vungcao.systems.onestop.rules.definition import Definition, EffectMap

Fields = Callable[[str], Mapping[str, type] | None]
Words = Callable[[str, str], str]  # of an effect by its name, or of one of its values


def as_named(effect: str, value: str) -> str:
    """Where nobody knows better words."""
    return value or effect


def prefill_faults(process: Definition) -> Iterator[str]:
    for group in process.groups:
        for one in group.fields:
            if wrong := sources.prefill_fault(one, group):
                yield f"Câu hỏi “{one.label}”: {wrong}."


def effect_faults(process: Definition, fields: Fields, words: Words) -> Iterator[str]:
    """Each effect is known, every value has its place and type, and it is said when it runs."""
    for effect in process.effects:
        wanted = fields(effect.name)
        if wanted is None:
            yield f"Không có tác động “{effect.name}” trong hệ thống."
            continue
        label = words(effect.name, "")
        if effect.per_subject and process.list_group is None:
            yield f"“{label}” chạy cho từng người mà tờ khai không có danh sách người."
        yield from _mapped(process, effect, wanted, words)
        yield from (f"Tác động “{label}”: {wrong}." for wrong in _of_time(process, effect))
    if any(effect.when is None for effect in process.effects[:-1]):
        yield "Có nhiều tác động: mỗi tác động, trừ tác động cuối, phải có điều kiện."


def _mapped(
    process: Definition, effect: EffectMap, wanted: Mapping[str, type], words: Words
) -> Iterator[str]:
    label = words(effect.name, "")
    for name in sorted(wanted.keys() - effect.values.keys()):
        yield f"Tác động “{label}”: chưa gắn giá trị cho “{words(effect.name, name)}”."
    for name in sorted(effect.values.keys() - wanted.keys()):
        yield f"Tác động “{label}” không có giá trị “{name}”."
    for name in sorted(wanted.keys() & effect.values.keys()):
        place, value = effect.values[name], words(effect.name, name)
        given = sources.type_of(process, place)
        if given is None:
            yield f"Tác động “{label}”: “{place}” không có trong tờ khai."
        elif given is not wanted[name]:
            yield f"Tác động “{label}”: giá trị cho “{value}” không đúng kiểu."
        elif place.startswith(sources.OF_LINE) and not effect.per_subject:
            yield f"Tác động “{label}” chạy một lần: “{value}” không lấy ở dòng của người được."


def _of_time(process: Definition, effect: EffectMap) -> Iterator[str]:
    """A condition asks the line of a person; what runs once for a dossier has none."""
    if not effect.per_subject:
        if effect.when:
            yield "chạy một lần cho cả hồ sơ thì không có điều kiện"
        return
    group = process.list_group
    asked = {one.code: frozenset(one.options) for one in group.fields} if group else {}
    yield from conditions.faults(effect.when, asked)
