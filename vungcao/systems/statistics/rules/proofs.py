"""What must hold before a form is published: each cell that is typed in means one figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vungcao.systems.statistics.rules.layout import FormCell, Layout
from vungcao.systems.statistics.rules.reading import Fault


@dataclass(frozen=True)
class Known:
    """What is known of an indicator on a day: may it be typed, and by which lists is it divided."""

    name: str
    is_counted: bool
    decimals: int
    dimensions: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """The indicators and the items of the code lists of a day."""

    indicators: Mapping[str, Known]
    items: Mapping[str, frozenset[str]]


def faults(layout: Layout, catalogue: Catalogue) -> Iterator[Fault]:
    """Everything that stands against publishing a layout that could be read, at its cell."""
    taken: dict[tuple[str, ...], str] = {}
    for cell in layout.inputs().values():
        if wrong := _meaning(cell, catalogue):
            yield Fault(cell.code, wrong)
            continue
        lists = catalogue.indicators[cell.indicator].dimensions
        key = (cell.indicator, *(cell.items[name] for name in lists))
        if key in taken:
            yield Fault(cell.code, f"cùng một số liệu với ô {taken[key]}")
        taken.setdefault(key, cell.code)


def _meaning(cell: FormCell, catalogue: Catalogue) -> str:
    """What keeps a cell from meaning one figure; nothing when it does."""
    known = catalogue.indicators.get(cell.indicator)
    if known is None:
        return f"không có chỉ tiêu {cell.indicator}" if cell.indicator else "chưa chỉ rõ chỉ tiêu"
    if not known.is_counted:
        return f"chỉ tiêu {cell.indicator} được tính, không nhập"
    if missing := [name for name in known.dimensions if name not in cell.items]:
        return f"chỉ tiêu {cell.indicator} còn phân theo {', '.join(missing)}"
    if extra := sorted(cell.items.keys() - set(known.dimensions)):
        return f"chỉ tiêu {cell.indicator} không phân theo {', '.join(extra)}"
    for name, item in cell.items.items():
        if item not in catalogue.items.get(name, ()):
            return f"danh mục {name} không có mục {item}"
    if cell.column.decimals is not None and cell.column.decimals > known.decimals:
        return f"chỉ tiêu {cell.indicator} chỉ có {known.decimals} chữ số lẻ"
    return ""
