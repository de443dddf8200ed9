"""Headings and rows as a workbook copies them, where merged cells come as blanks."""

import pytest

from vungcao.systems.statistics.rules.headings import lines, match, read

BLOCK = (
    "TT\tDân tộc\tSố hộ\tSố người\t\t\n"
    "\t\t\tTổng số\tTrong đó\t\n"
    '\t\t\t\tNam\t"Nữ\n(người)"\n'
    "A\tB\t1\t2\t3\t4\n"
    "\tTổng số\t\t\t\t\n"
    "1\tTày\t\t\t\t\n"
    "2\tNùng\t\t\t\t\n"
)


def test_blanks_beside_a_heading_are_merged_with_it_and_counted_columns_are_passed_over() -> None:
    block = read(lines(BLOCK))

    assert block.heads == (
        ("Số hộ",),
        ("Số người", "Tổng số"),
        ("Số người", "Trong đó", "Nam"),
        ("Số người", "Trong đó", "Nữ (người)"),
    )
    assert [(one.number, one.label, one.level, one.kind) for one in block.rows] == [
        ("", "Tổng số", 0, "total"),
        ("1", "Tày", 1, "line"),
        ("2", "Nùng", 1, "line"),
    ]


def test_what_a_sheet_says_above_and_below_its_table_is_passed_over() -> None:
    above = "UBND XÃ VÂN SƠN\t\tCỘNG HOÀ\t\nBIỂU SỐ 01\t\t\t\n\t\t\tĐơn vị tính: người\n\n"
    below = "\n\t\tVân Sơn, ngày 5 tháng 1 năm 2026\t\n\tNgười lập biểu\t\t\n"
    bare = "BIỂU SỐ 01\t\nDân tộc\tSố hộ\nTày\t\nNgày công\t\n"

    assert read(lines(above + BLOCK + below)) == read(lines(BLOCK))
    assert read(lines(bare)).heads == (("Số hộ",),)
    assert [one.label for one in read(lines(bare)).rows] == ["Tày", "Ngày công"]


def test_numbers_and_dashes_say_how_deep_a_row_stands() -> None:
    block = read(
        lines("I\tNhà ở\n1\tNhà tạm\n1.1\tTranh tre\n2\t- Nhà dột\nII\tNước\n"), has_heads=False
    )

    assert [(one.label, one.level, one.kind) for one in block.rows] == [
        ("Nhà ở", 0, "total"),
        ("Nhà tạm", 1, "total"),
        ("Tranh tre", 2, "line"),
        ("Nhà dột", 2, "line"),
        ("Nước", 0, "line"),
    ]


@pytest.mark.parametrize("text", ["", "\n\t\n"])
def test_a_blank_block_holds_nothing(text: str) -> None:
    assert read(lines(text)) == read([])


def test_headings_alone_need_no_names_at_the_left() -> None:
    assert read(lines("Hộ\t\nNghèo\tCận nghèo\n"), has_rows=False).heads == (
        ("Hộ", "Nghèo"),
        ("Hộ", "Cận nghèo"),
    )


def test_an_indicator_is_met_without_accents_and_asked_for_when_several_are_alike() -> None:
    names = {
        "0101": "Dân số người DTTS",
        "0301": "Số hộ nghèo DTTS",
        "0302": "Số hộ cận nghèo DTTS",
    }

    assert match("dan so nguoi dtts", names).sure == "0101"
    assert match("Số hộ nghèo", names).sure == ""
    assert set(match("Số hộ nghèo", names).likely) >= {"0301", "0302"}
    assert match("Chiều dài đường", names) == match("", names)
