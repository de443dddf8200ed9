"""The tables of a form as they are drawn: heads, names of cells; what a script may send."""

import json
from uuid import uuid4

import pytest

from vungcao.systems.statistics.rules.layout import Column, Layout, Override, Row, Section
from vungcao.systems.statistics.views.entry_parts import Shown, heads_of, parts_of, spoken
from vungcao.systems.statistics.views.entry_session import Unreadable, asked


def section(*heads: tuple[str, ...]) -> Section:
    columns = tuple(Column(f"c{nth}", head, indicator="x") for nth, head in enumerate(heads))
    rows = (Row("part", "Chia ra", kind="heading"), Row("tay", "Tày", level=1, number="1"))
    return Section("a", "Bảng mẫu", columns, rows, {"tay.c0": Override(closed=True)})


POOR = ("Nghèo", "Hộ nghèo")
NEAR = ("Nghèo", "Hộ cận nghèo")
WIDE = section(
    ("Số hộ",), (*POOR, "Số hộ"), (*POOR, "Chủ hộ nữ"), (*NEAR, "Số hộ"), ("Khác", "Số hộ")
)


def test_equal_neighbours_share_a_head_and_a_short_one_hangs_down() -> None:
    first, second, third = heads_of(WIDE)

    assert [(one.label, one.columns, one.lines) for one in first] == [
        ("Số hộ", 1, 3),
        ("Nghèo", 3, 1),
        ("Khác", 1, 1),
    ]
    assert [(one.label, one.columns, one.lines) for one in second] == [
        ("Hộ nghèo", 2, 1),
        ("Hộ cận nghèo", 1, 1),
        ("Số hộ", 1, 2),
    ]
    assert [one.label for one in third] == ["Số hộ", "Chủ hộ nữ", "Số hộ"]


def test_no_two_columns_have_the_same_name_and_each_names_its_heads() -> None:
    names = spoken(WIDE)

    ids = {head.id for line in heads_of(WIDE) for head in line}
    assert [words for words, _heads in names.values()] == [
        "Số hộ",
        "Hộ nghèo, Số hộ",
        "Hộ nghèo, Chủ hộ nữ",
        "Hộ cận nghèo, Số hộ",
        "Khác, Số hộ",
    ]
    assert {one for _words, heads in names.values() for one in heads.split()} <= ids


def test_columns_that_would_share_a_name_say_more_of_their_groups() -> None:
    alike = section(("Nam", "Hộ", "Số"), ("Nữ", "Hộ", "Số"))

    assert [words for words, _heads in spoken(alike).values()] == ["Nam, Hộ, Số", "Nữ, Hộ, Số"]


def test_a_cell_is_named_by_row_and_column_closed_or_marked() -> None:
    shown = {"tay.c1": Shown(value="1.5", wrong="Viết kiểu khác", has_notes=True)}

    (part,) = parts_of(Layout((WIDE,)), shown, "Dân tộc")

    heading, line = part.lines
    assert heading.is_heading
    assert not heading.cells
    assert (line.label, part.width) == ("1 Tày", 6)
    assert line.cells[0].is_closed
    assert (line.cells[1].name, line.cells[1].css) == ("tay.c1", "c-bad c-note")
    assert line.cells[1].labelled_by.startswith("r-tay h-a-")


def body(**changed: object) -> bytes:
    op = {"id": str(uuid4()), "cell": "tay.c1", "s": "v", "v": "5", "base": 0}
    said = {"user": "7", "since": -1, "ops": [op]}
    for name, value in changed.items():
        (op if name in op else said)[name] = value
    return json.dumps(said).encode()


def test_a_batch_is_read_as_the_script_sends_it() -> None:
    read = asked(body())

    assert (read.user, read.since, read.ops[0].value) == ("7", -1, "5")


@pytest.mark.parametrize(
    "changed",
    [
        {"user": 7},
        {"since": "all"},
        {"ops": {}},
        {"ops": [1]},
        {"s": "e"},
        {"v": 5},
        {"base": None},
        {"base": True},
        {"cell": "x" * 3000},
    ],
    ids=str,
)
def test_a_batch_that_follows_no_protocol_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(Unreadable):
        asked(body(**changed))
