"""A table of a form that is filled in, with every kind of cell: a sample that takes nothing."""

from django.utils.translation import gettext as _

Sample = dict[str, object]
HOUSEHOLDS, FEMALE, RATE = "h-mau-ho-1", "h-mau-nu-1", "h-mau-ti_le-0"
GROUP = "h-mau-ho-0"


def part() -> Sample:
    """Heads in two lines, a heading, a total, and cells that are wrong, new, locked, closed."""
    return {
        "code": "mau",
        "title": _("Lưới nhập của một biểu"),
        "corner": _("Dân tộc"),
        "depth": 2,
        "width": 4,
        "heads": [
            [
                _head(GROUP, _("Hộ nghèo"), columns=2),
                _head(RATE, _("Tỷ lệ (%)"), lines=2),
            ],
            [_head(HOUSEHOLDS, _("Số hộ")), _head(FEMALE, _("Chủ hộ nữ"))],
        ],
        "lines": [
            _line("tong", _("Tổng số"), _computed("145", is_part=True), is_total=True),
            {"label": _("Chia theo dân tộc"), "is_heading": True},
            _line("a", _("Dân tộc mẫu A"), _field("131", last="112"), level=1),
            _line("b", _("Dân tộc mẫu B"), _field("14", css="c-new"), level=1),
            _line("c", _("Dân tộc mẫu C"), _field("1.5", css="c-bad", is_wrong=True), level=1),
            _line("d", _("Dân tộc mẫu D"), _field("…", css="c-note"), level=1),
            _line("e", _("Dân tộc mẫu E"), _field("38", css="c-lock", is_locked=True), level=1),
            _line("g", _("Dân tộc mẫu G"), _field("900", css="c-warn", last="7"), level=1),
        ],
    }


def _head(name: str, label: str, columns: int = 1, lines: int = 1) -> Sample:
    scope = "colgroup" if columns > 1 else "col"
    return {"id": name, "label": label, "columns": columns, "lines": lines, "scope": scope}


def _line(
    code: str, label: str, first: Sample, *, level: int = 0, is_total: bool = False
) -> Sample:
    cells = [
        _named(first, code, "ho", _("Hộ nghèo, Số hộ"), f"{GROUP} {HOUSEHOLDS}"),
        _named(_field("–"), code, "nu", _("Hộ nghèo, Chủ hộ nữ"), f"{GROUP} {FEMALE}"),
        _named(_closed() if level else _computed("9,76"), code, "ti_le", _("Tỷ lệ (%)"), RATE),
    ]
    line = {"id": f"r-mau-{code}", "label": label, "level": level, "cells": cells}
    return line | {"is_total": is_total, "is_heading": False}


def _named(cell: Sample, row: str, column: str, label: str, heads: str) -> Sample:
    name = f"mau-{row}.{column}"
    return cell | {"name": name, "label": label, "labelled_by": f"r-mau-{row} {heads}"}


def _field(
    value: str, *, last: str = "", css: str = "", is_wrong: bool = False, is_locked: bool = False
) -> Sample:
    shown = {"value": value, "last": last, "wrong": is_wrong, "is_locked": is_locked}
    return {"css": css, "shown": shown}


def _computed(value: str, *, is_part: bool = False) -> Sample:
    return {"css": "c-calc", "is_computed": True, "shown": {"value": value, "is_part": is_part}}


def _closed() -> Sample:
    return {"css": "c-lock", "is_closed": True, "shown": {}}
