"""Reading a list of villages from a workbook: every error by its cell, doubtful communes asked."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units import names
from vungcao.kernel.units.models import Form, Kind
from vungcao.kernel.units.queries import Matcher, UnitOnDay, as_of

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024
MAX_ROWS = 20_000
HEADER = ("Xã, phường", "Thôn, bản, tổ dân phố", "Loại", "Ghi chú")
FORMS: Mapping[str, Form] = {
    "thôn": Form.HAMLET,
    "bản": Form.UPLAND_HAMLET,
    "tổ dân phố": Form.NEIGHBOURHOOD,
}
LONGEST_NAME = 120


@dataclass(frozen=True)
class CellError:
    """What is wrong with one cell, as `Sheet1!C12`."""

    cell: str
    text: str


@dataclass(frozen=True)
class Question:
    """A commune that the file names in a way that fits several units: somebody must choose."""

    text: str
    cells: tuple[str, ...]
    choices: tuple[UnitOnDay, ...]


@dataclass(frozen=True)
class VillageLine:
    """A line that can be imported; `commune` is None while its question is open."""

    cell: str
    commune_text: str
    commune: int | None
    form: Form
    name: str
    note: str


@dataclass(frozen=True)
class Preview:
    """What a file would enter. Nothing is entered while there are errors or open questions."""

    lines: tuple[VillageLine, ...]
    errors: tuple[CellError, ...]
    questions: tuple[Question, ...]

    @property
    def is_ready(self) -> bool:
        return bool(self.lines) and not self.errors and not self.questions


def preview(content: bytes, day: date, answers: Mapping[str, int] | None = None) -> Preview:
    """Read a workbook against the communes of `day`.

    `answers` maps the text of a question to the id of the chosen commune. Raises `RuleBroken` when
    the file is no workbook at all, or too large.
    """
    sheet, rows = _rows(content)
    return _Reading(sheet, day, answers or {}).read(rows)


def template(day: date) -> bytes:
    """An empty workbook with the columns, and the communes of `day` on a second sheet."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Danh sách thôn"
    sheet.append(list(HEADER))
    for column, width in zip("ABCD", (32, 36, 16, 40), strict=True):
        sheet.column_dimensions[column].width = width
        sheet[f"{column}1"].font = Font(bold=True)
    communes = book.create_sheet("Xã, phường")
    communes.append(["Tên", "Mã"])
    for unit in as_of(day, kind=Kind.COMMUNE):
        communes.append([unit.name, unit.code])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


class _Reading:
    """One pass over the rows of a sheet."""

    def __init__(self, sheet: str, day: date, answers: Mapping[str, int]) -> None:
        self.sheet, self.answers = sheet, answers
        self.matcher = Matcher(day, kind=Kind.COMMUNE)
        self.communes = {unit.id for unit in as_of(day, kind=Kind.COMMUNE)}
        self.known = _village_names(day)
        self.errors: list[CellError] = []
        self.asked: dict[str, tuple[list[str], tuple[UnitOnDay, ...]]] = {}

    def read(self, rows: Sequence[Sequence[object]]) -> Preview:
        lines = list(self._lines(rows))
        self._duplicates(lines)
        questions = [
            Question(text, tuple(cells), choices) for text, (cells, choices) in self.asked.items()
        ]
        if not lines and not self.errors:
            self.errors.append(CellError(f"{self.sheet}!A2", "Tệp chưa có dòng nào."))
        return Preview(tuple(lines), tuple(self.errors), tuple(questions))

    def _lines(self, rows: Sequence[Sequence[object]]) -> Iterator[VillageLine]:
        if [_text(cell) for cell in (rows[0] if rows else [])][:3] != list(HEADER[:3]):
            self._wrong("A", 1, f"Dòng đầu phải là: {', '.join(HEADER)}. Hãy dùng tệp mẫu.")
            return
        for number, row in enumerate(rows[1:], start=2):
            commune, name, form, note = [_text(cell) for cell in [*row, "", "", "", ""][:4]]
            if not (commune or name or form):
                continue
            before = len(self.errors)
            unit = self._commune(commune, number)
            kind = self._form(form, name, number)
            clean = self._name(name, number)
            if len(self.errors) == before:
                yield VillageLine(
                    f"{self.sheet}!B{number}", commune, unit, kind or Form.HAMLET, clean, note
                )

    def _commune(self, text: str, number: int) -> int | None:
        if not text:
            self._wrong("A", number, "Thiếu tên xã, phường.")
            return None
        if self.answers.get(text) in self.communes:
            return self.answers[text]
        found = self.matcher.match(text)
        if found.found is not None:
            return found.found.id
        if found.choices:
            cells, _choices = self.asked.setdefault(text, ([], found.choices))
            cells.append(f"{self.sheet}!A{number}")
            return None
        near = ", ".join(unit.name for unit in found.suggestions)
        hint = f" Có phải: {near}?" if near else ""
        self._wrong("A", number, f"Không có xã, phường “{text}”.{hint}")
        return None

    def _form(self, text: str, name: str, number: int) -> Form | None:
        """The kind in its column; left empty, the word before the name."""
        written = names.tidy(text).lower()
        if not written:
            form = names.read(name).form
            if form in FORMS.values():
                return form
            self._wrong("C", number, "Thiếu loại: thôn, bản hoặc tổ dân phố.")
        elif written not in FORMS:
            self._wrong("C", number, f"Loại “{text}” không phải thôn, bản hoặc tổ dân phố.")
        return FORMS.get(written)

    def _name(self, text: str, number: int) -> str:
        clean = names.without_form(text)
        if not clean:
            self._wrong("B", number, "Thiếu tên thôn, bản, tổ dân phố.")
        elif len(clean) > LONGEST_NAME:
            self._wrong("B", number, f"Tên dài quá {LONGEST_NAME} ký tự.")
        return clean

    def _duplicates(self, lines: Sequence[VillageLine]) -> None:
        placed = [line for line in lines if line.commune is not None]
        counted = Counter(_key(line) for line in placed)
        for line in placed:
            cell = line.cell
            if counted[_key(line)] > 1:
                self.errors.append(CellError(cell, f"“{line.name}” có nhiều dòng trong xã này."))
            elif _key(line) in self.known:
                self.errors.append(CellError(cell, f"“{line.name}” đã có trong xã này."))

    def _wrong(self, column: str, number: int, text: str) -> None:
        self.errors.append(CellError(f"{self.sheet}!{column}{number}", text))


def _rows(content: bytes) -> tuple[str, list[list[object]]]:
    """The first sheet, within the caps; a workbook with macros is refused."""
    if len(content) > MAX_BYTES:
        raise RuleBroken(f"Tệp lớn quá {MAX_BYTES // 1024 // 1024} MB.")
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
        if sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise RuleBroken("Tệp nén quá nhiều dữ liệu.")
        if any("vbaProject" in part.filename for part in parts):
            raise RuleBroken("Tệp có macro: hãy lưu lại dạng .xlsx không macro.")
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        name = book.sheet_names[0]
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (BadZipFile, CalamineError, IndexError) as error:
        raise RuleBroken("Tệp không phải bảng tính .xlsx.") from error
    if len(rows) > MAX_ROWS + 1:
        raise RuleBroken(f"Bảng có quá {MAX_ROWS} dòng.")
    return name, [list(row) for row in rows]


def _text(cell: object) -> str:
    """What a cell says; a whole number comes as a float from a workbook."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return names.tidy(str(cell))


def _key(line: VillageLine) -> tuple[int | None, Form, str]:
    return line.commune, line.form, names.fold(line.name)


def _village_names(day: date) -> set[tuple[int | None, Form, str]]:
    return {
        (unit.parent, unit.form, names.fold(unit.text)) for unit in as_of(day, kind=Kind.VILLAGE)
    }
