"""The grid with bad luck: lost answers, doubled ones, two windows, two people, another account."""

import json
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Route

from tests.journeys import entering
from tests.journeys.conftest import ON_A_DESK
from tests.journeys.walking import Walk
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.systems.statistics.models import Submission
from vungcao.systems.statistics.tests.entry_forms import GROUPS, TYPED, place

pytestmark = [pytest.mark.journey, pytest.mark.soak, ON_A_DESK]
SYNC = "**/dong-bo/"
Luck = Callable[[Route], None]


@pytest.fixture
def owed(walk: Walk) -> Submission:
    walk.sign_in("canbo-xa")
    return entering.answer_owed()


@pytest.fixture
def colleague(walk: Walk, browser: Browser) -> Iterator[Walk]:
    """Somebody else of the same office, at a screen of their own."""
    with scoped(("/1/",)):
        user: User = GrantFactory.create(role=Role.COMMUNE_OFFICER, unit=place()).user
    context = browser.new_context(service_workers="block", locale="vi-VN")
    context.set_default_timeout(10_000)
    other = Walk(context.new_page(), walk.base)
    other.sign_in(user.username)
    yield other
    context.close()


def lose(route: Route) -> None:
    """It never reaches the server."""
    route.abort()


def silence(route: Route) -> None:
    """It was written, and the answer is lost."""
    route.fetch()
    route.abort()


def double(route: Route) -> None:
    """It arrives twice."""
    route.fetch()
    route.fulfill(response=route.fetch())


def fail(route: Route) -> None:
    route.fulfill(status=500, body="{}")


def portal(route: Route) -> None:
    """A hotel's page answers in the server's place."""
    route.fulfill(body="<p>Chào mừng</p>", content_type="text/html")


def good(route: Route) -> None:
    route.continue_()


def lasts(page: Page, *lucks: Luck) -> None:
    """One after another, then the network is well again."""
    left = list(lucks)
    page.route(SYNC, lambda route: (left.pop(0) if left else good)(route))


def reads(page: Page, where: str, sentence: str) -> None:
    page.locator(f"#entry-{where}").get_by_text(sentence).first.wait_for()


@pytest.mark.parametrize(
    "luck", [lose, silence, double, fail, portal], ids=lambda luck: luck.__name__
)
def test_whatever_happens_on_the_way_each_cell_arrives_once(
    walk: Walk, owed: Submission, luck: Luck
) -> None:
    page = entering.open_form(walk, owed)
    lasts(page, luck, luck)
    wanted = {f"g{group}.homes": str(int(group) * 100) for group in GROUPS[:8]}

    for cell, text in wanted.items():
        entering.write(page, cell, text)
    entering.settled(page)

    assert entering.figures(owed) == {cell: ("v", int(text)) for cell, text in wanted.items()}
    assert len(entering.log(owed)) == 8


def test_after_a_hundred_edits_in_bad_luck_the_last_values_stand_and_no_change_came_twice(
    walk: Walk, owed: Submission
) -> None:
    page = entering.open_form(walk, owed)
    luck = cycle([silence, good, lose, double, fail, good, silence])
    page.route(SYNC, lambda route: next(luck)(route))
    chance, wanted = Random(3), {}

    for nth in range(100):
        cell = f"g{chance.choice(GROUPS[:6])}.{chance.choice(TYPED[:5])}"
        wanted[cell] = nth + 1
        entering.write(page, cell, str(nth + 1))
    entering.settled(page)

    assert entering.figures(owed) == {cell: ("v", number) for cell, number in wanted.items()}
    operations = [row.op for row in entering.log(owed)]
    assert len(operations) == len(set(operations))


def test_a_newer_value_waits_behind_one_whose_answer_was_lost(walk: Walk, owed: Submission) -> None:
    page = entering.open_form(walk, owed)
    reads(page, "state", "đã lưu đủ")  # the first look, for which nothing waited
    lasts(page, silence)

    with page.expect_event("requestfailed"):
        entering.write(page, "g02.homes", "1")
    entering.write(page, "g02.homes", "2")
    entering.settled(page)

    assert [row.value for row in entering.log(owed)] == [1, 2]
    assert page.locator("td.c-clash").count() == 0


def test_two_windows_hear_of_each_other_and_what_is_being_typed_is_not_covered(
    walk: Walk, owed: Submission
) -> None:
    first = entering.open_form(walk, owed)
    second = walk.page.context.new_page()
    second.goto(walk.base + entering.address(owed))
    entering.ready(second)

    entering.write(first, "g02.homes", "111")
    second.wait_for_function("() => document.getElementsByName('g02.homes')[0].value === '111'")
    second.bring_to_front()
    entering.focus(second, "g03.homes")
    second.keyboard.type("5")
    walk.page.context.set_offline(True)
    entering.type_all(first, {"g03.homes": "7"})
    reads(second, "warn", "cửa sổ khác")
    assert entering.value(second, "g03.homes") == "5"

    second.keyboard.press("Enter")
    entering.focus(second, "g03.homes")
    second.get_by_role("button", name="Giữ 5").click()
    walk.page.context.set_offline(False)
    entering.settled(second)

    assert entering.figures(owed) == {"g02.homes": ("v", 111), "g03.homes": ("v", 5)}


def test_two_people_choose_and_the_same_figure_twice_is_no_conflict(
    walk: Walk, owed: Submission, colleague: Walk
) -> None:
    mine, theirs = entering.open_form(walk, owed), entering.open_form(colleague, owed)

    entering.write(theirs, "g02.homes", "300")
    entering.settled(theirs)
    entering.write(mine, "g02.homes", "200")
    mine.wait_for_selector("td.c-clash")
    entering.focus(mine, "g02.homes")
    reads(mine, "panel", "đã ghi 300")
    mine.get_by_role("button", name="Giữ 200").click()
    entering.settled(mine)

    entering.write(mine, "g03.homes", "5")
    entering.settled(mine)
    entering.write(theirs, "g03.homes", "6")
    theirs.wait_for_selector("td.c-clash")
    entering.focus(theirs, "g03.homes")
    theirs.get_by_role("button", name="Lấy 5").click()
    entering.settled(theirs)

    entering.write(mine, "g04.homes", "9")
    entering.settled(mine)
    entering.write(theirs, "g04.homes", "9")
    entering.settled(theirs)

    assert entering.figures(owed) == {
        "g02.homes": ("v", 200), "g03.homes": ("v", 5), "g04.homes": ("v", 9),
    }  # fmt: skip
    assert [row.value for row in entering.log(owed)] == [300, 200, 5, 9]


def test_what_one_account_typed_is_never_sent_by_another(
    walk: Walk, owed: Submission, colleague: Walk
) -> None:
    page = entering.open_form(walk, owed)
    walk.page.context.clear_cookies()
    entering.write(page, "g02.homes", "77")
    reads(page, "state", "Phiên làm việc đã hết")

    (session,) = (
        one
        for one in colleague.page.context.cookies()
        if one["name"] == settings.SESSION_COOKIE_NAME
    )
    walk.page.context.add_cookies(
        [{"name": session["name"], "value": session["value"], "url": walk.base}]
    )
    page.evaluate("dispatchEvent(new Event('online'))")
    reads(page, "state", "tài khoản khác")
    other = walk.page.context.new_page()
    other.goto(walk.base + entering.address(owed))
    reads(other, "warn", "chưa gửi; chỉ khi")
    assert entering.figures(owed) == {}

    walk.sign_in("canbo-xa")
    entering.settled(entering.open_form(walk, owed))
    assert entering.figures(owed) == {"g02.homes": ("v", 77)}


def test_the_queue_leaves_as_a_file_and_comes_back_once(
    walk: Walk, owed: Submission, tmp_path: Path
) -> None:
    page = entering.open_form(walk, owed)
    entering.settled(page)
    page.context.set_offline(True)
    entering.type_all(page, {f"g{group}.homes": group for group in GROUPS[:10]})
    reads(page, "state", "10 ô đã ghi trên máy này")
    with page.expect_download() as download:
        page.get_by_role("button", name="Xuất tệp chờ gửi").click()
    file = tmp_path / "cho-gui.json"
    download.value.save_as(file)
    assert len(json.loads(file.read_text("utf-8"))["ops"]) == 10

    page.goto("about:blank")
    origin = {"origin": walk.base, "storageTypes": "indexeddb"}
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", origin)
    page.context.set_offline(False)
    entering.open_form(walk, owed)
    reads(page, "warn", "đã xoá 10 ô chưa gửi")
    for _time in range(2):  # the second brings nothing new
        page.locator("#entry-tools input[type=file]").set_input_files(file)
        reads(page, "warn", "ô từ tệp")
        entering.settled(page)

    assert len(entering.figures(owed)) == len(entering.log(owed)) == 10


def test_signing_out_sends_first_what_waits(walk: Walk, owed: Submission) -> None:
    page = entering.open_form(walk, owed)
    page.route(SYNC, lose)
    entering.type_all(page, {"g02.homes": "7", "g03.homes": "8"})
    reads(page, "state", "2 ô đã ghi trên máy này")

    page.locator(".topbar summary").last.click()
    walk.press("Đăng xuất")
    page.get_by_text("Còn 2 ô của chị/anh").wait_for()
    walk.press("Gửi ngay và đăng xuất")
    page.get_by_text("Chưa gửi được").wait_for()
    page.unroute(SYNC)
    walk.press("Gửi ngay và đăng xuất")
    page.wait_for_url("**/tai-khoan/dang-nhap/")

    assert len(entering.figures(owed)) == 2
