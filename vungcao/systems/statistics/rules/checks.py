"""Checks (kiểm tra) of a form: what must hold, for which rows, and how much it matters."""

import enum
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vungcao.systems.statistics.rules.ast import (
    Lookup,
    Node,
    evaluate,
    fill,
    filled,
    references,
    written,
)
from vungcao.systems.statistics.rules.reading import Fault, Reader

MOST_CHECKS = 500


class Level(enum.StrEnum):
    """What a check that fails asks for."""

    BLOCK = "block"
    EXPLAIN = "explain"
    NOTICE = "notice"


LEVEL_NAMES = {
    Level.BLOCK: "phải sửa mới gửi được",
    Level.EXPLAIN: "phải ghi lý do mới gửi được",
    Level.NOTICE: "chỉ để biết",
}


@dataclass(frozen=True)
class Check:
    """One rule, shown at a cell. `over`: the rows or columns for which `*` stands, one by one."""

    id: str
    level: Level
    at: str
    say: str
    tree: Node
    over: tuple[str, ...] = ()

    def spread(self) -> Iterator["Check"]:
        """The same rule for each row or column."""
        if not self.over:
            yield self
        for key in self.over:
            yield replace(self, at=fill(self.at, key), tree=filled(self.tree, key), over=())

    def written(self) -> dict[str, Any]:
        """As the page gets it: `over` names the rows or columns one by one."""
        plain = {"id": self.id, "level": self.level.value, "at": self.at, "say": self.say}
        return {**plain, "over": list(self.over), "e": written(self.tree)}


@dataclass(frozen=True)
class Cells:
    """What the checks of a form may name: its rows and columns, and which cells exist."""

    rows: Sequence[str]
    columns: Sequence[str]
    knows: Callable[[str], bool]


def failed(checks: Sequence[Check], lookup: Lookup) -> Iterator[Check]:
    """The rules that do not hold; what is not known yet is no mistake."""
    for check in checks:
        for one in check.spread():
            if evaluate(one.tree, lookup) is False:
                yield one


def read(raw: Any, cells: Cells) -> tuple[tuple[Check, ...], tuple[Fault, ...]]:
    """The checks of a definition, and all that is wrong with them."""
    if not isinstance(raw, list) or len(raw) > MOST_CHECKS:
        return (), (Fault("checks", f"phải là danh sách, nhiều nhất {MOST_CHECKS} kiểm tra"),)
    checks: list[Check] = []
    faults: list[Fault] = []
    for number, one in enumerate(raw):
        found, wrong = _read_one(one, f"checks[{number}]", cells)
        checks += [found] if found else []
        faults += wrong
    ids = [check.id for check in checks]
    doubled = sorted({one for one in ids if ids.count(one) > 1})
    faults += [Fault("checks", f"mã kiểm tra “{one}” dùng hai lần") for one in doubled]
    return tuple(checks), tuple(faults)


def _read_one(raw: Any, place: str, cells: Cells) -> tuple[Check | None, list[Fault]]:
    if not isinstance(raw, dict):
        return None, [Fault(place, "phải là một đối tượng")]
    faults = [
        Fault(f"{place}.{name}", "còn trống")
        for name in ("id", "say", "at")
        if not isinstance(raw.get(name), str) or not raw[name].strip()
    ]
    if raw.get("level") not in tuple(Level):
        faults.append(Fault(f"{place}.level", f"phải là một trong {', '.join(Level)}"))
    if unknown := sorted(set(raw) - {"id", "level", "at", "over", "say", "e"}):
        faults.append(Fault(place, f"không hiểu: {', '.join(map(str, unknown))}"))
    keys = _keys(raw.get("over"), cells)
    if keys is None:
        faults.append(Fault(f"{place}.over", "phải là “r”, “c” hoặc danh sách mã dòng, mã cột"))
    reader = Reader(_named(cells, raw.get("over")))
    tree = reader.truth(raw.get("e"), f"{place}.e")
    faults += reader.faults
    if faults or tree is None:
        return None, faults
    return _placed(raw, tree, keys or (), cells, place)


def _keys(over: Any, cells: Cells) -> tuple[str, ...] | None:
    if over is None:
        return ()
    if over in ("r", "c"):
        return tuple(cells.rows if over == "r" else cells.columns)
    every = {*cells.rows, *cells.columns}
    is_list = isinstance(over, list) and over and all(isinstance(one, str) for one in over)
    return tuple(over) if is_list and every.issuperset(over) else None


def _named(cells: Cells, over: Any) -> Callable[[str], bool]:
    """Which names a tree may use: with `*` those that exist for at least one row or column."""

    def knows(name: str) -> bool:
        if "*" not in name:
            return cells.knows(name)
        keys = _keys(over, cells) or ()
        return any(cells.knows(fill(name, key)) for key in keys)

    return knows


def _placed(
    raw: Mapping[str, Any], tree: Node, keys: tuple[str, ...], cells: Cells, place: str
) -> tuple[Check | None, list[Fault]]:
    """The check with the rows it really has: over all rows those that have all of its cells."""
    names = {raw["at"], *(one.name for one in references(tree))}
    has_star = any("*" in name for name in names)
    if not has_star and (keys or not cells.knows(raw["at"])):
        says = "“over” cần dấu * trong ô" if keys else f"không có ô “{raw['at']}”"
        return None, [Fault(f"{place}.{'over' if keys else 'at'}", says)]
    over = tuple(key for key in keys if all(cells.knows(fill(one, key)) for one in names))
    if has_star and not over:
        return None, [Fault(f"{place}.over", "không dòng, cột nào có đủ các ô của kiểm tra")]
    if isinstance(raw.get("over"), list) and len(over) < len(keys):
        missing = ", ".join(key for key in keys if key not in over)
        return None, [Fault(f"{place}.over", f"thiếu ô ở: {missing}")]
    check = Check(raw["id"], Level(raw["level"]), raw["at"], raw["say"], tree, over)
    return check, []
