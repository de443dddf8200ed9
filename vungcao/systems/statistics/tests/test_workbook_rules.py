"""Where the cells of a form stand in a workbook, and what they say, without any workbook."""

from datetime import date
from fractions import Fraction

import pytest

from vungcao.kernel.files.workbooks import Cell
from vungcao.systems.statistics.rules import definition, workbook_places, workbooks
from vungcao.systems.statistics.rules.exact import State
from vungcao.systems.statistics.rules.operations import BLANK, Held
from vungcao.systems.statistics.rules.workbook_cells import Meaning, Wrong, figure, meaning
from vungcao.systems.statistics.rules.workbooks import Identity, Spot
from vungcao.systems.statistics.tests.layouts import small

LAYOUT = definition.read(small())
PLAN = workbooks.plans(LAYOUT)[0]
SECTION = LAYOUT.sections[0]
AS_GIVEN: list[list[Cell]] = [
    ["Biểu thử"],
    ["Mã biểu: thu01"],
    ["Kỳ báo cáo: Năm 2025"],
    ["Đơn vị báo cáo: Xã Vân Sơn"],
    [],
    ["STT", "Nội dung", "Số hộ", "Số người", None, None],
    [None, None, None, "Tổng số", "Nam", "Nữ"],
    [None, None, 1.0, 2.0, 3.0, 4.0],
    [None, "Tổng số", None, None, None, None],
    [None, "Tày", 10.0, None, 20.0, 21.0],
    [None, "Nùng", 11.0, None, 22.0, 23.0],
]


def found(rows: list[list[Cell]]) -> tuple[dict[str, str], list[str]]:
    one = workbook_places.find(SECTION, "S", rows)
    spots = {code: spot.cell for code, spot in one.spots.items()}
    return spots, [f"{wrong.spot.cell} {wrong.says}" for wrong in one.wrong]


@pytest.mark.parametrize(
    ("title", "sheet"),
    [
        ("Dân số", "Dân số"),
        ("Hộ dân tộc thiểu số chia theo dân tộc", "Hộ dân tộc thiểu số chia theo"),
        ("Hộ dân tộc thiểu số của cả xã ta", "Hộ dân tộc thiểu số của cả xã"),
        ("A" * 40, "A" * 31),
    ],
)
def test_a_sheet_bears_whole_words_of_a_title(title: str, sheet: str) -> None:
    said = small()
    said["sections"][0]["title"] = title

    assert workbooks.plans(definition.read(said))[0].name == sheet


def test_a_cell_has_its_place_by_row_and_column_below_merged_heads() -> None:
    places = {code: str(spot) for code, spot in workbooks.spots(LAYOUT).items()}

    assert (places["tay.homes"], places["nung.female"]) == ("Dân số!C10", "Dân số!F11")
    heads = [(one.label, one.row, one.column, one.columns, one.lines) for one in PLAN.heads()]
    assert heads[2:5] == [
        ("Số hộ", 6, 3, 1, 2),
        ("Số người", 6, 4, 3, 1),
        ("Tổng số", 7, 4, 1, 1),
    ]
    assert workbook_places.stands(PLAN, AS_GIVEN)


def test_the_name_of_a_place_leads_back_to_it() -> None:
    spot = Spot("1. Dân số", 12, 28)

    assert (str(spot), Spot.of(str(spot))) == ("1. Dân số!AB12", spot)
    with pytest.raises(ValueError, match="no cell"):
        Spot.of("C12")


def test_moved_rows_and_columns_are_found_by_what_stands_beside_and_above_them() -> None:
    rows: list[list[Cell]] = [["Ghi thêm"], *[[None, *row] for row in AS_GIVEN]]

    spots, wrong = found(rows)

    assert not workbook_places.stands(PLAN, rows)
    assert (spots["tay.homes"], spots["nung.female"], wrong) == ("D11", "G12", [])


def test_heads_are_understood_merged_written_out_in_another_case_and_exchanged() -> None:
    rows: list[list[Cell]] = [
        [None, "SỐ NGƯỜI", "Số  người", "Số người", "Số hộ"],
        [None, "Nữ", "Nam", "Tổng số", "Số hộ"],
        ["Tày", 1.0, 2.0, 3.0, 4.0],
        ["NÙNG", 5.0, 6.0, 7.0, 8.0],
        ["Tổng số", 0.0, 0.0, 0.0, 0.0],
    ]

    spots, wrong = found([rows[0], rows[1], rows[4], rows[2], rows[3]])

    assert (spots["tay.female"], spots["tay.homes"], spots["nung.male"]) == ("B4", "E4", "C5")
    assert wrong == []


def test_missing_rows_and_columns_and_strange_lines_are_said() -> None:
    rows = [list(row) for row in AS_GIVEN]
    rows[9][1], rows[6][5] = "Dao", "Khác"

    _spots, wrong = found(rows)

    assert "B10 Thiếu dòng “Tày”." in wrong
    assert "B10 Biểu không có dòng “Dao”." in wrong
    assert any("Thiếu cột “Số người, Nữ”." in one for one in wrong)


def test_nothing_of_the_form_is_said_in_one_sentence() -> None:
    assert found([["khác"]])[1] == ["A1 Không thấy các dòng của biểu: dùng tệp mẫu."]


@pytest.mark.parametrize(
    ("cell", "places", "value"),
    [
        (1234.0, 0, Fraction(1234)),
        (0.1 + 0.2, 1, Fraction(3, 10)),
        ("1.234,5", 1, Fraction(2469, 2)),
        (-3.0, 0, Fraction(-3)),
    ],
)
def test_numbers_are_taken_as_shown_and_texts_the_vietnamese_way(
    cell: Cell, places: int, value: Fraction
) -> None:
    assert figure(cell, places).value == value


@pytest.mark.parametrize(
    ("cell", "state"),
    [(None, "n"), ("-", "p"), ("…", "c"), ("X", "x")],
)
def test_the_four_kinds_of_empty_are_told_apart(cell: Cell, state: str) -> None:
    assert figure(cell, 0).state is State(state)


@pytest.mark.parametrize(
    ("cell", "given", "says"),
    [
        ("abc", {}, "“abc”: Không đọc được"),
        ("1,234.5", {}, "Dấu chấm ngăn hàng nghìn"),
        (1.5, {}, "“1,5”: ô này chỉ lấy số nguyên"),
        (1e16, {}, "quá lớn"),
        (date(2026, 5, 1), {}, "thành ngày 01/05/2026"),
        (None, {"is_computed": True}, "công thức chưa được tính"),
        ("x", {"is_wrong": True}, "lỗi của bảng tính"),
    ],
)
def test_what_is_no_figure_is_said(cell: Cell, given: dict[str, bool], says: str) -> None:
    with pytest.raises(Wrong, match=says):
        figure(cell, 0, **given)


def test_a_cell_left_alone_in_the_file_never_undoes_what_came_since() -> None:
    one, two, three = (Held(State.VALUE, n, n) for n in (1, 2, 3))

    assert meaning(one, one, two) is Meaning.NOTHING
    assert meaning(two, one, two) is Meaning.NOTHING
    assert meaning(two, one, one) is Meaning.CHANGE
    assert meaning(BLANK, one, one) is Meaning.CHANGE
    assert meaning(three, one, two) is Meaning.CLASH


def test_a_hidden_sheet_that_was_tampered_with_identifies_nothing() -> None:
    identity = Identity("thu01", 1, "ab", 2025001, 7, 9, 3)
    lines = dict(identity.lines())

    assert Identity.read(lines) == identity
    assert Identity.read({**lines, "unit": "bảy"}) is None
    assert Identity.read({**lines, "submission": "9" * 30}) is None
    assert Identity.read({}) is None
