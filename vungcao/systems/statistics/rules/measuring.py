"""What a formula is measured in: only the same is added, and the same over the same is a ratio."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from vungcao.systems.statistics.rules.formulas import (
    Call,
    Chain,
    Formula,
    Number,
    Read,
    Source,
    Wrong,
    sources,
)


@dataclass(frozen=True)
class Described:
    """What a formula must know of an indicator. A ratio has no unit of measure of its own."""

    unit_of_measure: str
    items: Mapping[str, Collection[str]] = field(default_factory=dict)
    is_ratio: bool = False


Describe = Callable[[str], Described | None]
# Units of measure and their powers; a plain number fits to any (None), a ratio has none ({}).
Measure = Counter[str] | None


def faults(formula: Formula, describe: Describe) -> list[Wrong]:
    """All that is wrong with what the formula names, or else with how it is measured."""
    wrong = [
        Wrong(at, says)
        for source, at in sources(formula).items()
        for says in _unknown(source, describe(source.code))
    ]
    if wrong:
        return wrong
    try:
        measure(formula, describe)
    except Wrong as error:
        return [error]
    return []


def unit_of_measure(formula: Formula, describe: Describe) -> str:
    """As one reads it: `người`, `người/hộ`, or "" for a ratio."""
    found = measure(formula, describe) or Counter()
    upper = sorted(name for name, power in found.items() for _ in range(power))
    lower = sorted(name for name, power in found.items() for _ in range(-power))
    return "/".join([" × ".join(upper) or "1", *lower]) if upper or lower else ""


def _unknown(source: Source, described: Described | None) -> list[str]:
    if described is None:
        return [f"không có chỉ tiêu “{source.code}”"]
    found = []
    names = [name for name, _ in source.items]
    for name, item in source.items:
        if name not in described.items:
            found.append(f"chỉ tiêu “{source.code}” không chia theo “{name}”")
        elif item not in described.items[name]:
            found.append(f"phân tổ “{name}” không có “{item}”")
    if len(set(names)) < len(names):
        found.append(f"chỉ tiêu “{source.code}” nhắc hai lần một phân tổ")
    return found


def measure(formula: Formula, describe: Describe) -> Measure:
    if isinstance(formula, Number):
        return None
    if isinstance(formula, Read):
        described = describe(formula.source.code)
        is_ratio = described is None or described.is_ratio or not described.unit_of_measure
        return Counter() if described is None or is_ratio else Counter([described.unit_of_measure])
    found = [measure(part, describe) for part in formula.parts]
    if isinstance(formula, Call) and formula.name == "div":
        return _product(found, "/")
    if isinstance(formula, Chain) and formula.signs[0] in "*/":
        return _product(found, "".join(formula.signs))
    return _same(found, formula)


def _product(found: list[Measure], signs: str) -> Measure:
    known = [one for one in found if one is not None]
    if not known:
        return None
    total: Counter[str] = Counter(found[0] or {})
    for sign, one in zip(signs, found[1:], strict=True):
        for name, power in (one or {}).items():
            total[name] += power if sign == "*" else -power
    return Counter({name: power for name, power in total.items() if power})


def _same(found: list[Measure], formula: Formula) -> Measure:
    known = [one for one in found if one is not None]
    if any(one != known[0] for one in known):
        raise Wrong(formula.at, "các số ở đây không cùng đơn vị tính")
    return known[0] if known else None
