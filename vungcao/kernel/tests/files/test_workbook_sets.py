"""Many workbooks in one file: each is read whole or says alone why it is not."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import workbook_sets
from vungcao.kernel.files.workbook_sets import FileRead


def book(*cells: object) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(list(cells))
    made.create_sheet("Hai").append(["hai"])
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_macro(content: bytes) -> bytes:
    out = BytesIO(content)
    with ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return out.getvalue()


def read_here(content: bytes, name: str = "nhieu.zip") -> tuple[FileRead, ...]:
    """In this process, which is quicker."""
    return workbook_sets.unpacked(workbook_sets.take(content, name))


def test_reads_every_sheet_and_marks_what_is_no_figure_of_its_own() -> None:
    (one,) = workbook_sets.read(book("a", 1.5, "=1+1", True, "#REF!"), "mot.xlsx")

    assert list(one.sheets) == ["Sheet", "Hai"]
    sheet = one.sheets["Sheet"]
    assert sheet.rows[0][:2] == ("a", 1.5)
    assert (set(sheet.formulas), set(sheet.no_figures)) == ({"C1"}, {"D1", "E1"})


def test_a_file_that_cannot_be_read_hinders_no_other() -> None:
    files = {
        "b/hai.xlsx": book("b"),
        "a/mot.xlsx": book("a"),
        "c.xlsx": with_macro(book("c")),
        "d.docx": b"PK",
        "e.xlsx": b"khong phai",
        "__MACOSX/x": b"x",
        "a/~$mot.xlsx": b"x",
    }

    found = read_here(zipped(files))

    assert [one.name for one in found] == ["a/mot.xlsx", "b/hai.xlsx", "c.xlsx", "d.docx", "e.xlsx"]
    assert [bool(one.refused) for one in found] == [False, False, True, True, True]
    assert "macro" in found[2].refused


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (zipped({}), "không có bảng tính"),
        (zipped({f"{n}.xlsx": b"x" for n in range(100)}), "hơn 99"),
        (b"PK\x03\x04hong", "bị hỏng"),
    ],
)
def test_what_holds_no_workbooks_is_refused_whole(content: bytes, says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        read_here(content)


def test_a_workbook_that_swells_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook_sets, "LARGEST_FILE", 100)

    (one,) = read_here(zipped({"lon.xlsx": b"0" * 5000}))

    assert one.refused == workbook_sets.TOO_LARGE
