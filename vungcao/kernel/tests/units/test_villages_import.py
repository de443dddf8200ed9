"""Importing the real list of villages: every error by its cell, doubtful communes are asked."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.tests.factories import CitationFactory, UnitFactory, UserFactory, VillageFactory
from vungcao.kernel.tests.units.world import TODAY, World
from vungcao.kernel.units import imports, queries, services
from vungcao.kernel.units.models import Form, Kind, Unit

pytestmark = pytest.mark.django_db


def book(*rows: Sequence[object], header: Sequence[str] = imports.HEADER) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Sheet1"
    for row in (header, *rows):
        sheet.append(list(row))
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


@pytest.fixture
def world() -> World:
    return World()


def enter(content: bytes, answers: dict[str, int] | None = None) -> list[Unit]:
    return services.import_villages(
        content=content,
        answers=answers or {},
        basis=CitationFactory.create(),
        valid_from=TODAY,
        by=UserFactory.create(),
    )


def test_villages_stand_under_their_communes(world: World) -> None:
    made = enter(
        book(("Xã Mẫu A", "Thôn Đông", "thôn"), ("x. MẪU a", "Nà Mẫu", "Bản", "mới"), ("", "", ""))
    )

    assert [unit.scope.startswith(world.a.scope) for unit in made] == [True, True]
    assert {unit.name for unit in queries.children(world.a, TODAY)} == {"Thôn Đông", "Bản Nà Mẫu"}


def test_all_errors_come_at_once_by_their_cells(world: World) -> None:
    VillageFactory.create(parent=world.b, called="Cũ", valid_from=date(2025, 1, 1))
    rows = [
        ("Xã Mẫu Z Không Có", "Thôn 1", "thôn"),
        ("Xã Mẫu A", "", "thôn"),
        ("Xã Mẫu A", "Thôn 2", "xóm"),
        ("Xã Mẫu A", "Thôn 3", "thôn"),
        ("Mẫu A", "thôn  3", "thôn"),
        ("Mẫu B", "Thôn Cũ", "thôn"),
    ]

    read = imports.preview(book(*rows), TODAY)

    assert sorted(error.cell for error in read.errors) == [
        "Sheet1!A2",
        "Sheet1!B3",
        "Sheet1!B5",
        "Sheet1!B6",
        "Sheet1!B7",
        "Sheet1!C4",
    ]
    with pytest.raises(RuleBroken, match="Sheet1!C4: Loại “xóm”"):
        enter(book(*rows))
    assert Unit.objects.filter(kind=Kind.VILLAGE).count() == 1


def test_a_commune_that_fits_twice_is_asked_and_the_answer_is_taken(world: World) -> None:
    ward = UnitFactory.create(parent=world.west, called="Mẫu A", form=Form.WARD)
    content = book(("Mẫu A", "Thôn 1", "thôn"))

    (question,) = imports.preview(content, TODAY).questions
    assert {unit.id for unit in question.choices} == {world.a.pk, ward.pk}
    with pytest.raises(RuleBroken, match="“Mẫu A” là đơn vị nào"):
        enter(content)

    enter(content, {"Mẫu A": ward.pk})

    assert len(queries.children(ward, TODAY)) == 1


def test_a_name_with_a_slip_is_not_guessed_but_suggested(world: World) -> None:
    UnitFactory.create(parent=world.east, called="Yên Định")

    (error,) = imports.preview(book(("Xã Yên Đinh", "Thôn 1", "thôn")), TODAY).errors

    assert error.text == "Không có xã, phường “Xã Yên Đinh”. Có phải: Xã Yên Định?"


@pytest.mark.usefixtures("world")
def test_the_kind_may_stand_before_the_name_instead_of_in_its_column() -> None:
    (line,) = imports.preview(book(("Mẫu A", "TDP số 4", "")), TODAY).lines

    assert (line.form, line.name) == (Form.NEIGHBOURHOOD, "số 4")


@pytest.mark.usefixtures("world")
def test_the_template_it_gives_out_is_what_it_reads() -> None:
    workbook = load_workbook(BytesIO(imports.template(TODAY)))
    workbook.worksheets[0].append(["Xã Mẫu A", "Thôn 1", "thôn", ""])
    out = BytesIO()
    workbook.save(out)

    assert imports.preview(out.getvalue(), TODAY).is_ready
    assert "Xã Mẫu A" in [row[0].value for row in workbook.worksheets[1]]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"xa,thon\n", "không phải bảng tính"),
        (b"PK\x03\x04 nothing", "không phải bảng tính"),
        (b"x" * (imports.MAX_BYTES + 1), "lớn quá 5 MB"),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(RuleBroken, match=why):
        imports.preview(content, TODAY)


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "MAX_ROWS", 1)

    with pytest.raises(RuleBroken, match="quá 1 dòng"):
        imports.preview(book(("A", "B", "thôn"), ("A", "C", "thôn")), TODAY)


def test_another_header_is_refused_with_the_right_one() -> None:
    (error,) = imports.preview(book(header=("Huyện", "Xã")), TODAY).errors

    assert (error.cell, "Xã, phường" in error.text) == ("Sheet1!A1", True)


def test_a_workbook_with_macros_or_too_much_inside_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with_macro = BytesIO(book(("Mẫu A", "Thôn 1", "thôn")))
    with ZipFile(with_macro, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    with pytest.raises(RuleBroken, match="macro"):
        imports.preview(with_macro.getvalue(), TODAY)

    monkeypatch.setattr(imports, "MAX_UNPACKED", 1000)
    with pytest.raises(RuleBroken, match="nén quá nhiều"):
        imports.preview(book(), TODAY)


@pytest.mark.usefixtures("world")
def test_a_line_without_commune_or_kind_and_a_name_too_long_are_told() -> None:
    rows = [("", "Thôn 1", "thôn"), ("Mẫu A", "Không Loại", ""), ("Mẫu A", "Dài " * 40, "thôn")]

    read = imports.preview(book(*rows), TODAY)

    assert [error.cell for error in read.errors] == ["Sheet1!A2", "Sheet1!C3", "Sheet1!B4"]


@pytest.mark.usefixtures("world")
def test_an_empty_list_is_not_ready() -> None:
    read = imports.preview(book(), TODAY)

    assert not read.is_ready
    assert [error.text for error in read.errors] == ["Tệp chưa có dòng nào."]
