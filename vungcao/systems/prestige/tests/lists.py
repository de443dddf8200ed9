"""Workbooks to begin a test of importing with, and how a test reads and enters them."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook

from vungcao.kernel.accounts.models import User
from vungcao.kernel.files import workbooks
from vungcao.kernel.norms.models import Alias, EthnicGroup
from vungcao.kernel.tests.factories import CitationFactory
from vungcao.kernel.units import services as units
from vungcao.kernel.units.models import Form, Kind, Unit
from vungcao.systems.prestige.rules import heads
from vungcao.systems.prestige.services.importing import (
    Common,
    Preview,
    Sheet,
    import_register,
    preview,
)
from vungcao.systems.prestige.tests.factories import TODAY

HEADS = (
    "TT",
    "Họ và tên",
    "Ngày, năm sinh",
    "Giới tính",
    "Dân tộc",
    "Số CCCD",
    "Điện thoại",
    "Thôn, bản, TDP",
    "Xã",
    "Thành phần",
    "Nghề nghiệp",
    "Số quyết định",
    "Ngày quyết định",
    "Công nhận từ",
)
FIRST = 4  # the row of the first line, below a title, an empty row and the heads
DECIDED, SINCE = date(2026, 1, 10), date(2026, 1, 15)
FAMILIES, GIVEN = ("Nông", "Lý", "Bàn", "Hoàng", "Vi"), ("An", "Bình", "Cúc", "Dung", "Hà")


def groups() -> None:
    """Three ethnic groups; "Trại" is another name of two of them."""
    for name in ("Nùng", "Sán Chay", "Sán Dìu"):
        group = EthnicGroup.objects.create(name=name, is_minority=True)
        if name != "Nùng":
            Alias.objects.create(group=group, name="Trại", folded="trại")


def villages(commune: Unit, count: int, by: User) -> list[Unit]:
    """`Thôn mẫu 1` and on, in a commune."""
    basis = CitationFactory.create()
    new = [
        units.NewUnit(
            kind=Kind.VILLAGE,
            form=Form.HAMLET,
            name=f"mẫu {number}",
            parent=commune,
            basis=basis,
            valid_from=commune.valid_from,
            key=f"mau/nhap/{commune.pk}/{number}",
        )
        for number in range(1, count + 1)
    ]
    return units.open_units(units=new, by=by)


def row(number: int, **said: object) -> list[object]:
    """A line without a fault: the `number`th person of the `number`th village."""
    name = f"{FAMILIES[number % 5]} Mẫu {GIVEN[number // 5 % 5]}"
    right: dict[str, object] = {
        "TT": number,
        "Họ và tên": name,
        "Ngày, năm sinh": f"{number % 28 + 1}/{number % 12 + 1}/{1940 + number % 40}",
        "Giới tính": "Nữ" if number % 3 == 0 else "Nam",
        "Dân tộc": "Nùng",
        "Số CCCD": f"{number:012}",
        "Điện thoại": f"0900{number:06}",
        "Thôn, bản, TDP": f"Thôn mẫu {number}",
        "Xã": "Xã Mẫu",
        "Thành phần": "Già làng; 11",
        "Nghề nghiệp": "Nông nghiệp",
        "Số quyết định": f"{number % 3 + 1}/QĐ-MAU",
        "Ngày quyết định": DECIDED,
        "Công nhận từ": SINCE,
    }
    return [{**right, **said}[head] for head in HEADS]


def book(rows: Sequence[Sequence[object]], head: Sequence[str] = HEADS) -> bytes:
    """A workbook as offices send it: a merged title, an empty row, the heads, the lines."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Sheet1"
    sheet.append(["DANH SÁCH NGƯỜI CÓ UY TÍN"])
    sheet.merge_cells("A1:N1")
    sheet.append([])
    sheet.append(list(head))
    for line in rows:
        sheet.append(list(line))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def sheet(
    content: bytes, answers: Mapping[str, str] | None = None, common: Common | None = None
) -> Sheet:
    """A file with the columns that its heads say; read in this process, which is quicker."""
    read = workbooks.received(workbooks.take(content, ""))
    found = heads.find(read.rows)
    assert found is not None
    columns = {name: column for column, name in found.guessed().items()}
    return Sheet(read, found, columns, common or Common(), answers or {})


def look(content: bytes, by: User, answers: Mapping[str, str] | None = None) -> Preview:
    return preview(sheet=sheet(content, answers), today=TODAY, by=by)


def enter(content: bytes, by: User, answers: Mapping[str, str] | None = None) -> Preview:
    return import_register(sheet=sheet(content, answers), today=TODAY, by=by)


def faults(seen: Preview) -> dict[str, str]:
    return {fault.cell.removeprefix("Sheet1!"): fault.text for fault in seen.faults}
