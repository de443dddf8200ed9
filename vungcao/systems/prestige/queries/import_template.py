"""An empty workbook to fill in: heads, examples that are passed over, lists to choose from."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from vungcao.kernel.norms.models import EthnicGroup, GroupKind
from vungcao.kernel.scopes.models import Reader
from vungcao.kernel.units.models import Kind
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.atlas import Atlas
from vungcao.systems.prestige.rules.columns import COLUMNS, EXAMPLE, EXPORTED
from vungcao.systems.prestige.rules.naming import in_order

LIST, LISTS = "Danh sách", "Danh mục"
LINES = 5001
DAYS = ("decided_on", "valid_from", "valid_until", "end_decided_on")
TEXTS = ("birth", "card", "telephone", "number", "end_number")
SEXES, MARKS = ("Nam", "Nữ"), ("x",)
# Nobody's: the names of the demo, a number that no card has.
EXAMPLES = (
    {
        "full_name": "Nông Mẫu An",
        "birth": "05/06/1958",
        "sex": "Nam",
        "card": "000000000001",
        "telephone": "0900000001",
        "education": "Trung học cơ sở",
        "occupation": "Nông nghiệp",
        "number": "01/QĐ-MAU",
    },
    {"full_name": "Triệu Mẫu Cúc", "birth": "1960", "sex": "Nữ", "party": "x"},
)


def template(day: date, reader: Reader) -> bytes:
    """The workbook with the lists of the day, and the villages that the reader may enter."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = LIST
    lists = _lists(day, reader)
    _heads(sheet)
    _examples(sheet, day, lists)
    _choices(sheet, _written(book.create_sheet(LISTS), lists))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _lists(day: date, reader: Reader) -> dict[str, Sequence[str]]:
    map_ = Atlas(reader.reach).on(day)
    villages = [
        (map_.above(unit.id)[1].name if len(map_.above(unit.id)) > 1 else "", unit.name)
        for unit in map_.of(Kind.VILLAGE)
        if unit.scope.startswith(reader.reach)
    ]
    villages.sort(key=lambda names: tuple(map(in_order, names)))
    groups = EthnicGroup.objects.filter(kind=GroupKind.GROUP).order_by("name", "pk")
    return {
        "sex": SEXES,
        "ethnic_group": list(groups.values_list("name", flat=True)),
        "components": [f"{code} {name}" for code, name in norms.components(day).items()],
        "party": MARKS,
        "reason": list(norms.reasons(day).values()),
        "commune": [commune for commune, _village in villages],
        "village": [village for _commune, village in villages],
    }


def _heads(sheet: Worksheet) -> None:
    for number, name in enumerate(EXPORTED, start=1):
        letter = get_column_letter(number)
        cell = sheet.cell(1, number, COLUMNS[name].label)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[letter].width = COLUMNS[name].width
        if name in DAYS:
            sheet.column_dimensions[letter].number_format = "dd/mm/yyyy"
        elif name in TEXTS:
            sheet.column_dimensions[letter].number_format = "@"
    sheet.freeze_panes = "C2"


def _examples(sheet: Worksheet, day: date, lists: dict[str, Sequence[str]]) -> None:
    first = {name: values[0] for name, values in lists.items() if values}
    first |= {"components": "; ".join(lists["components"][1:3]), "party": ""}
    for example in EXAMPLES:
        said = {**first, "decided_on": day, "valid_from": day, **example, "key": EXAMPLE}
        said.pop("reason", None)
        sheet.append([said.get(name) for name in EXPORTED])
        for cell in sheet[sheet.max_row]:
            cell.font = Font(italic=True, color="737D95")
            if isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"


def _written(sheet: Worksheet, lists: dict[str, Sequence[str]]) -> dict[str, str]:
    """Each list in a column of its own; where it stands, as a validation asks for it."""
    places = {}
    for number, (name, values) in enumerate(lists.items(), start=1):
        letter = get_column_letter(number)
        sheet.cell(1, number, COLUMNS[name].label).font = Font(bold=True)
        sheet.column_dimensions[letter].width = max(COLUMNS[name].width, 20)
        for row, value in enumerate(values, start=2):
            sheet.cell(row, number, value)
        if values:
            places[name] = f"'{LISTS}'!${letter}$2:${letter}${len(values) + 1}"
    return places


def _choices(sheet: Worksheet, places: dict[str, str]) -> None:
    """What is chosen of one list; several components and names of before are typed."""
    strict = {"sex", "party", "reason"}
    for name, place in places.items():
        letter = get_column_letter(EXPORTED.index(name) + 1)
        rule = DataValidation(type="list", formula1=place, allow_blank=True)
        rule.showErrorMessage = name in strict
        rule.error = "Chọn trong danh mục, hoặc xem trang “Danh mục”."
        sheet.add_data_validation(rule)
        rule.add(f"{letter}2:{letter}{LINES}")
