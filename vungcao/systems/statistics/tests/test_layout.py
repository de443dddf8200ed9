"""What the definition of a form says of each cell, and what is said about a wrong one."""

import pytest

from vungcao.systems.statistics.rules import definition, proofs
from vungcao.systems.statistics.rules.definition import BadLayout
from vungcao.systems.statistics.rules.layout import COMPUTED, INPUT
from vungcao.systems.statistics.rules.proofs import Catalogue, Known
from vungcao.systems.statistics.tests.layouts import Said, small

CATALOGUE = Catalogue(
    indicators={
        "0101": Known("Dân số", True, 0, ("ethnic_group", "sex")),
        "0102": Known("Số hộ", True, 0, ("ethnic_group",)),
        "0103": Known("Tỷ lệ", False, 2, ()),
    },
    items={"sex": frozenset("12"), "ethnic_group": frozenset({"02", "07"})},
)


def faults(said: Said) -> dict[str, str]:
    return {one.place: one.says for one in proofs.faults(definition.read(said), CATALOGUE)}


def unread(said: object) -> dict[str, str]:
    with pytest.raises(BadLayout) as refused:
        definition.read(said)
    return {one.place: one.says for one in refused.value.faults}


def test_row_and_column_say_together_what_a_cell_means() -> None:
    cell = definition.read(small()).inputs()["tay.female"]

    assert (cell.indicator, dict(cell.items)) == ("0101", {"ethnic_group": "02", "sex": "2"})


def test_a_total_adds_the_lines_below_it_and_a_column_s_formula_goes_before() -> None:
    formulas = definition.read(small()).formulas()

    assert formulas["total.homes"] == ["tot", ["c", "tay.homes"], ["c", "nung.homes"]]
    assert formulas["total.all"] == ["tot", ["c", "total.male"], ["c", "total.female"]]


def test_a_total_stops_where_its_own_level_returns() -> None:
    said = small()
    rows = said["sections"][0]["rows"]
    rows += [{"code": "kinh", "label": "Kinh", "items": {"ethnic_group": "01"}}]

    formulas = definition.read(said).formulas()

    assert formulas["total.homes"] == ["tot", ["c", "tay.homes"], ["c", "nung.homes"]]


def test_a_single_cell_may_be_closed_or_say_otherwise() -> None:
    said = small()
    said["sections"][0]["cells"] = {
        "tay.homes": {"closed": True},
        "nung.homes": {"formula": ["c", "nung.male"]},
    }

    kinds = {cell.code: cell.kind for cell in definition.read(said).cells()}

    assert (kinds["tay.homes"], kinds["nung.homes"]) == ("closed", COMPUTED)
    assert kinds["tay.male"] == INPUT


def test_a_check_over_all_rows_stands_for_those_that_have_its_cells() -> None:
    (check,) = definition.read(small()).rules()

    assert [one.at for one in check.spread()] == ["total.homes", "tay.homes", "nung.homes"]


def test_what_is_written_reads_the_same() -> None:
    layout = definition.read(small())

    assert definition.read(definition.written(layout)) == layout


def test_a_definition_that_cannot_be_read_says_everything_at_its_place() -> None:
    said = small()
    part = said["sections"][0]
    part["columns"][0]["code"] = "Số hộ"
    part["columns"][1]["formula"] = "male + female"
    part["columns"][2]["head"] = []
    part["rows"][1]["colour"] = "red"
    part["rows"][2]["level"] = "one"

    assert list(unread(said)) == [
        "sections[0].columns[0].code",
        "sections[0].columns[1].formula",
        "sections[0].columns[2].head",
        "sections[0].rows[1].colour",
        "sections[0].rows[2].level",
    ]


@pytest.mark.parametrize("said", [None, [], "x", {"sections": {}}, {"sections": [3]}, {}])
def test_anything_else_than_a_definition_is_refused_with_a_sentence(said: object) -> None:
    assert all(unread(said).values())


def test_a_code_is_given_once() -> None:
    said = small()
    said["sections"][0]["rows"][2]["code"] = "tay"
    said["sections"][0]["cells"] = {"dao.homes": {"closed": True}}

    assert list(unread(said)) == ["sections[0].cells.dao.homes", "sections[0].rows[2].code"]


def test_what_comes_with_the_test_is_proved() -> None:
    assert faults(small()) == {}


def test_each_input_has_one_indicator_with_exactly_its_dimensions() -> None:
    said = small()
    rows = said["sections"][0]["rows"]
    rows[1]["items"] = {"ethnic_group": "99"}
    rows[2]["items"] = {"ethnic_group": "07", "sex": "1"}
    said["sections"][0]["columns"][0]["indicator"] = "0103"
    said["sections"][0]["columns"][2]["items"] = {}

    assert faults(said) == {
        "tay.homes": "chỉ tiêu 0103 được tính, không nhập",
        "nung.homes": "chỉ tiêu 0103 được tính, không nhập",
        "tay.male": "chỉ tiêu 0101 còn phân theo sex",
        "tay.female": "danh mục ethnic_group không có mục 99",
    }


def test_a_figure_stands_once_in_a_form() -> None:
    said = small()
    said["sections"][0]["rows"][2]["items"] = {"ethnic_group": "02"}

    assert faults(said)["nung.homes"] == "cùng một số liệu với ô tay.homes"


def test_formulas_and_checks_call_cells_that_are_there_and_fit() -> None:
    said = small()
    part = said["sections"][0]
    part["columns"][1]["formula"] = ["+", ["c", "*.male"], ["c", "dao.male"]]
    part["cells"] = {"total.female": {"formula": ["=", ["n", "1"], ["n", "1"]]}}
    said["checks"][0] |= {"level": "scold", "e": ["+", ["n", "1"], ["n", "2"]]}

    assert list(unread(said)) == [
        "sections[0].columns[1].formula[2][1]",
        "sections[0].cells.total.female.formula",
        "checks[0].level",
        "checks[0].e",
    ]


def test_formulas_never_call_each_other_in_a_circle() -> None:
    said = small()
    said["sections"][0]["cells"] = {"total.male": {"formula": ["c", "total.all"]}}

    (wrong,) = unread(said).values()

    assert "vòng tròn" in wrong


def test_a_total_has_something_to_add() -> None:
    said = small()
    said["sections"][0]["rows"] = said["sections"][0]["rows"][:1]

    assert unread(said) == {"sections[0].rows[0]": "dòng tổng không có dòng nào để cộng"}


def test_a_form_without_a_table_and_a_table_without_a_cell_are_not_whole() -> None:
    said = small()
    said["sections"] += [said["sections"][0] | {"code": "khac", "rows": [], "cells": {}}]

    assert unread({}) == unread({"sections": []}) == {"sections": "cần ít nhất một bảng"}
    assert unread(said) == {"sections[1]": "bảng cần ít nhất một cột và một dòng"}
