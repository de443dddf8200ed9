"""Figures are entered: a block from a workbook at a desk, two hundred cells without a network."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.journeys import entering
from tests.journeys.conftest import ON_A_DESK
from tests.journeys.power import Machine
from tests.journeys.walking import Walk
from vungcao.systems.statistics.tests.entry_forms import COLUMNS, EMPTY, GROUPS, TYPED

pytestmark = pytest.mark.journey


def block() -> list[list[str]]:
    """Twenty lines of twelve cells as a workbook copies them; the first of all is blank."""
    lines = []
    for i, _group in enumerate(GROUPS):
        line = [f"{(i * 131 + j * 17) % 900 + 1000:,}".replace(",", ".") for j in range(12)]
        lines.append(["" if (i + j) % 7 == 0 else text for j, text in enumerate(line)])
    lines[3][1], lines[4][2], lines[5][3] = "", "-", "…"
    return lines


def wanted(lines: list[list[str]]) -> dict[str, tuple[str, int | None]]:
    """What must arrive: blanks stay blank, computed cells are passed over."""
    found: dict[str, tuple[str, int | None]] = {}
    for group, line in zip(GROUPS, lines, strict=True):
        for column, text in zip(COLUMNS, line, strict=True):
            if column in EMPTY or not text:
                continue
            name, places = f"g{group}.{column}", 100 if column == "land" else 1
            empty = {"-": "p", "…": "c"}.get(text)
            found[name] = (empty, None) if empty else ("v", int(text.replace(".", "")) * places)
    return found


@ON_A_DESK
def test_a_block_is_pasted_taken_back_and_pasted_again(walk: Walk) -> None:
    walk.sign_in("canbo-xa")
    owed = entering.answer_owed()
    walk.menu("Nhập số liệu")
    walk.press("Biểu mẫu để nhập")
    walk.page.wait_for_url("**/nhap/*/")
    entering.ready(walk.page)
    page, lines = walk.page, block()

    entering.paste(page, "g02.homes", "\r\n".join("\t".join(line) for line in lines) + "\r\n")
    entering.settled(page)

    assert entering.figures(owed) == wanted(lines)
    walk.reads("Đã dán", "bỏ qua")
    men = sum(number or 0 for cell, (_s, number) in wanted(lines).items() if cell[3:] == ".male")
    total = page.locator("[id='total.male']")
    assert total.inner_text().replace(".", "") == str(men)
    assert "part" in str(total.get_attribute("class"))  # some lines are blank

    pasted = entering.value(page, "g05.homes")
    entering.focus(page, "g02.homes")
    page.keyboard.press("Control+z")
    assert (pasted != "", entering.value(page, "g05.homes")) == (True, "")
    walk.reads("Đã hoàn tác")
    page.keyboard.press("Control+y")
    walk.reads("Đã làm lại")
    assert entering.value(page, "g05.homes") == pasted

    entering.write(page, "g06.homes", "1.5")
    entering.write(page, "g07.poor", "9.000")
    entering.focus(page, "g06.homes")
    walk.reads("Viết kiểu khác", "Hộ nghèo cộng hộ cận nghèo lớn hơn số hộ")
    entering.settled(page)
    assert entering.figures(owed)["g07.poor"] == ("v", 9000)
    walk.is_fit()

    before = total.inner_text()
    last = page.locator("td > input[name$='.male']").last  # Enter leads nowhere from there
    entering.focus(page, str(last.get_attribute("name")))
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    assert total.inner_text() != before


@ON_A_DESK
def test_a_specialist_returns_three_cells_and_only_those_can_be_edited(walk: Walk) -> None:
    owed, returned = entering.answer_certified(), ["tay.homes", "tay.male", "nung.female"]

    walk.sign_in("chuyenvien")
    walk.open(f"/lam-viec/so-lieu/bao-cao/{owed.pk}/")
    for cell in returned:
        walk.page.check(f'[name="pick"][value="{cell}"]')
    walk.press("Trả lại các ô đã đánh dấu")
    for place, cell in enumerate(returned):
        walk.page.fill(f"[name=cell-{place}]", f"Xem lại {cell}")
    walk.press("Trả lại")
    walk.reads("Đã trả lại 3 ô", "trả lại 3 ô")

    walk.sign_in("canbo-xa")
    page = entering.open_form(walk, owed)
    can_be_edited = page.evaluate(entering.OPEN)
    walk.press("Xem lại và nộp")
    walk.press("Nộp báo cáo")
    walk.press("Nộp")
    walk.press("Mở ô “Nùng, Số người, Nữ”")
    entering.ready(page)
    assert page.evaluate("document.activeElement.name") == "nung.female"
    entering.write(page, "tay.male", "62")
    entering.focus(page, "tay.female")
    page.keyboard.type("1")
    entering.settled(page)

    found = entering.figures(owed)
    assert can_be_edited == returned
    assert (found["tay.male"], found["tay.female"]) == (("v", 62), ("v", 59))
    for cell in ("tay.homes", "nung.female"):
        entering.focus(page, cell)
        walk.press("Ghi lý do")
        page.locator("#entry-panel textarea").fill("Đã đối chiếu")
        walk.press("Lưu lý do")
        walk.reads("canbo-xa: Đã đối chiếu")
    entering.settled(page)
    walk.press("Xem lại và nộp")
    walk.press("Nộp báo cáo")
    walk.press("Nộp")
    walk.open(f"/lam-viec/so-lieu/nhap/{owed.pk}/")
    entering.ready(page)
    walk.reads("Chỉ xem: đã nộp, chờ xác nhận")
    assert page.locator("#entry-tools").is_hidden()


@pytest.mark.soak
def test_two_hundred_cells_survive_a_power_cut_without_a_network(
    ground: None,
    transactional_db: None,
    live_server: LiveServer,
    browser: Browser,
    tmp_path: Path,
) -> None:
    owed = entering.answer_owed()
    machine = Machine(browser, tmp_path, 360)
    cells = {
        f"g{group}.{column}": str(nth * 10 + place + 1)
        for nth, group in enumerate(GROUPS)
        for place, column in enumerate(TYPED)
    }
    try:
        page = machine.on()
        walk = Walk(page, live_server.url)
        walk.sign_in("canbo-xa")
        entering.open_form(walk, owed)
        entering.kept(page)
        machine.context.set_offline(True)
        entering.type_all(page, cells)
        page.get_by_text("200 ô đã ghi trên máy này, chờ gửi").wait_for()
        machine.cut()

        page = machine.on(is_offline=True)
        walk = Walk(page, live_server.url)
        entering.open_form(walk, owed)  # nobody is asked: the page itself was kept
        assert entering.value(page, "g21.land") == cells["g21.land"]
        page.get_by_text("200 ô đã ghi trên máy này, chờ gửi").wait_for()
        machine.context.set_offline(False)
        walk.sign_in("canbo-xa")  # the session's cookie went with the power
        entering.open_form(walk, owed)
        entering.settled(page)
    finally:
        machine.cut()

    numbers = {
        cell: int(text) * (100 if cell.endswith(".land") else 1) for cell, text in cells.items()
    }
    assert entering.figures(owed) == {cell: ("v", number) for cell, number in numbers.items()}
    assert len(entering.log(owed)) == 200
