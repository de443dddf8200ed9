"""The page of one answer: read by its checker, moved by whoever's turn it is, cell by cell."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.notices import letters
from vungcao.kernel.notices.models import Notice
from vungcao.systems.statistics.models import Observation, ReturnedCell, Stage, Submission
from vungcao.systems.statistics.services.entering import apply
from vungcao.systems.statistics.tests.conftest import Arrange
from vungcao.systems.statistics.tests.factories import (
    NOW,
    answer,
    campaign,
    commune,
    everywhere,
    form,
    neighbour,
    officer,
    op,
    province,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("province")]
Go = Callable[..., Any]
FIGURES = {
    "tay.homes": "30",
    "tay.male": "61",
    "tay.female": "59",
    "nung.homes": "10",
    "nung.male": "22",
    "nung.female": "21",
}


@dataclass(frozen=True)
class Scene:
    """The answer of Vân Sơn for 2025, filled and not yet submitted; 2024 stands before it."""

    submission: int

    def at(self, name: str, *more: str) -> str:
        return reverse(f"statistics:{name}", args=[self.submission, *more])

    def row(self) -> Submission:
        with everywhere():
            return Submission.objects.get(pk=self.submission)


@pytest.fixture(scope="module")
def scene(once: Arrange) -> Scene:
    def make() -> Scene:
        with everywhere() as keeper:
            asked = campaign(keeper, form())
            typist = officer("can-bo", Role.COMMUNE_OFFICER, commune())
            officer("lanh-dao", Role.COMMUNE_LEADER, commune())
            officer("lang-gieng", Role.COMMUNE_LEADER, neighbour())
            officer("chuyen-vien", Role.SPECIALIST, province())
            officer("lanh-dao-so", Role.DEPARTMENT_LEADER, province())
            officer("kiem-tra", Role.AUDITOR, province())
            row = answer(asked)
            apply(
                submission=row,
                ops=[op(cell, cell, value) for cell, value in FIGURES.items()],
                by=typist,
                now=NOW,
            )
            Observation.objects.bulk_create(
                Observation(
                    cell_id=one.cell_id,
                    period=2024001,
                    unit_id=one.unit_id,
                    scope=one.scope,
                    value=(one.value or 0) - 1,
                    state=0,
                    stage=one.stage,
                    revision=0,
                    submission=row,
                )
                for one in Observation.objects.filter(submission=row)
            )
            return Scene(row.pk)

    return once(make)


@pytest.fixture
def go(client: Client, scene: Scene) -> Go:
    """Somebody presses what their page offers, with what the page carries along."""

    def press(name: str, way: str, **said: object) -> Any:
        client.force_login(User.objects.get(username=name))
        seen = {"seen": scene.row().version}
        return client.post(scene.at(way), seen | said, follow=True)

    return press


def look(client: Client, name: str, address: str) -> str:
    client.force_login(User.objects.get(username=name))
    return text(client.get(address))


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_checker_reads_each_figure_beside_the_one_before_and_sees_only_his_buttons(
    client: Client, scene: Scene, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(User.objects.get(username="chuyen-vien"))

    with django_assert_max_num_queries(40):
        page = text(client.get(scene.at("submission")))

    assert "trước: 60 +1 (2%)" in page
    assert f'href="{scene.at("submission-cell", "tay.male")}"' in page
    assert scene.at("submit") in page  # in the unit's name
    assert 'name="pick"' not in page
    assert scene.at("certify") not in page


def test_an_answer_goes_from_hand_to_hand_and_its_way_is_told(
    client: Client, scene: Scene, go: Go
) -> None:
    refused = go("lanh-dao", "certify")
    go("can-bo", "submit")
    own = look(client, "can-bo", scene.at("submission"))
    go("lanh-dao", "certify")
    go("chuyen-vien", "accept")
    accepted = scene.row().stage
    no_reason = go("lanh-dao-so", "unlock", reason=" ")
    page = text(go("chuyen-vien", "close"))

    assert "không làm được việc này" in text(refused)
    assert scene.at("certify") not in own
    assert (accepted, scene.row().stage) == (Stage.ACCEPTED, Stage.CLOSED)
    assert no_reason.status_code == 422
    assert [page.index(f"<strong>{one}<") for one in ("Chốt số liệu", "Nộp báo cáo")]
    assert 'name="pick"' in page


def test_ticked_cells_go_back_with_a_comment_each_and_are_marked(
    client: Client, scene: Scene, go: Go
) -> None:
    go("can-bo", "submit")

    asked = text(go("lanh-dao", "return", pick=["tay.male", "total.all", "nung.homes"]))
    silent = go(
        "lanh-dao", "return", pick=["tay.male", "nung.homes"], act="send", **{"cell-0": "Sai"}
    )
    done = go(
        "lanh-dao",
        "return",
        pick=["tay.male", "nung.homes"],
        act="send",
        **{"cell-0": "Lệch với sổ hộ khẩu", "cell-1": "Thiếu một thôn"},
    )

    with everywhere():
        codes = set(ReturnedCell.objects.values_list("cell__code", flat=True))
    assert asked.count("<textarea") == 2
    assert asked.count("Vì sao trả lại ô này?") == 2
    assert f"Đang ghi: {FIGURES['tay.male']}." in asked
    assert silent.status_code == 422
    assert "Đã trả lại 2 ô" in text(done)
    assert text(done).count(">trả lại</span>") == 2
    assert "Lệch với sổ hộ khẩu" in text(done)
    assert codes == {"tay.male", "nung.homes"}
    assert scene.row().stage == Stage.DRAFT


def test_who_mends_returned_cells_is_led_to_each_and_told_which_still_wait(
    client: Client, scene: Scene, go: Go
) -> None:
    grid = scene.at("entry-grid")
    go("can-bo", "submit")
    before = look(client, "can-bo", grid)
    said = {"cell-0": "Lệch với sổ hộ khẩu", "cell-1": "Thiếu một thôn"}
    go("lanh-dao", "return", pick=["tay.male", "nung.homes"], act="send", **said)

    page = look(client, "can-bo", grid)
    refused = text(go("can-bo", "submit"))

    note = page.partition('id="entry-returned"')[2].partition("</div>")[0]
    assert 'id="entry-returned"' not in before
    assert "2 ô bị trả lại; chỉ sửa được các ô dưới đây" in note
    assert re.findall(r'href="#i-([^"]+)">([^<]+)<', note) == [
        ("tay.male", "Tày, Số người, Nam: Lệch với sổ hộ khẩu"),
        ("nung.homes", "Nùng, Số hộ: Thiếu một thôn"),
    ]
    for code, cell in (("tay.male", "Tày, Số người, Nam"), ("nung.homes", "Nùng, Số hộ")):
        way = f'<a href="{grid}#i-{code}">Mở ô “{cell}”</a>'
        assert f"Ô bị trả lại: sửa số, hoặc ghi chú vì sao giữ nguyên. {way}" in refused
    assert "trả lại 2 ô" in look(client, "can-bo", scene.at("submission"))


def test_a_check_that_asks_for_a_reason_leads_to_where_it_is_written_and_shows_it(
    client: Client, scene: Scene
) -> None:
    cell, most = "tay.homes", ["<=", ["c", "tay.homes"], ["n", "9"]]
    check = {"id": "few", "level": "explain", "at": cell, "say": "Nhiều hộ", "e": most}
    with everywhere() as keeper:
        row = answer(campaign(keeper, form("thu02", checks=[check]), period=2026001))
        ops = [op(f"2{code}", code, value) for code, value in FIGURES.items()]
        apply(submission=row, ops=ops, by=keeper, now=NOW)
    scene = Scene(row.pk)
    client.force_login(User.objects.get(username="can-bo"))
    talk = scene.at("submission-cell", cell)

    refused = text(client.post(scene.at("submit"), {"seen": scene.row().version}))
    client.post(talk, {"text": "Tách hộ <b>nhiều</b>"})
    page = text(client.get(scene.at("submission")))

    assert f'<a href="{talk}#talk">Ghi lý do cho ô “Tày, Số hộ”</a>' in refused
    assert "đã ghi lý do" in page
    assert "can-bo: Tách hộ &lt;b&gt;nhiều&lt;/b&gt;" in page
    assert client.post(scene.at("submit"), {"seen": scene.row().version}).status_code == 302


def test_a_closed_answer_is_corrected_with_a_reason_and_the_log_keeps_both(
    client: Client, scene: Scene, go: Go
) -> None:
    for name, way in (
        ("can-bo", "submit"),
        ("lanh-dao", "certify"),
        ("chuyen-vien", "accept"),
        ("chuyen-vien", "close"),
    ):
        go(name, way)
    ticked = {"pick": ["tay.male"], "act": "send", "reason": "Cộng nhầm một thôn"}

    wrong = go("chuyen-vien", "correct", **ticked, **{"cell-0": "sáu mươi"})
    done = go("chuyen-vien", "correct", **ticked, **{"cell-0": "65"})
    log = look(client, "kiem-tra", scene.at("submission-cell", "tay.male"))

    assert wrong.status_code == 422
    assert "Đã đính chính" in text(done)
    assert re.search(r">\s*61\s*<.*>\s*65\s*<.*đính chính.*Cộng nhầm một thôn", log)
    assert "nhập thay" not in log
    assert scene.row().stage == Stage.CLOSED


def test_both_sides_talk_about_a_cell_and_the_page_of_the_answer_counts_it(
    client: Client, scene: Scene, go: Go, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def say(name: str, cell: str, words: str) -> int:
        client.force_login(User.objects.get(username=name))
        return client.post(scene.at("submission-cell", cell), {"text": words}).status_code

    go("can-bo", "submit")
    back = {"pick": ["tay.male"], "act": "send", "cell-0": "Lệch sổ hộ khẩu"}
    go("lanh-dao", "return", **back)
    said = [
        say("can-bo", "tay.male", "Đã đối chiếu lại, số đúng"),
        say("chuyen-vien", "tay.male", "Gửi kèm biên bản"),
        say("can-bo", "total.all", "Tổng gồm cả tạm trú"),
        say("can-bo", "tay.male", "  "),
        say("can-bo", "khong.co", "Ô lạ"),
        say("lang-gieng", "tay.male", "Không phải việc của tôi"),
    ]
    say("kiem-tra", "tay.male", "Chỉ đọc")

    client.force_login(User.objects.get(username="can-bo"))
    with django_assert_max_num_queries(25):
        talk = text(client.get(scene.at("submission-cell", "tay.male")))
    page = text(client.get(scene.at("submission")))
    order = [talk.index(one) for one in ("Lệch sổ hộ khẩu", "Đã đối chiếu lại", "Gửi kèm")]
    assert said == [302, 302, 302, 422, 404, 404]
    assert order == sorted(order)
    assert "Chỉ đọc" not in talk
    assert '<table class="sheet cards">' in page  # lines become cards on a phone
    assert "Trao đổi về các ô (4)" in page
    assert f"{scene.at('submission-cell', 'total.all')}#talk" in page


def test_the_other_side_hears_of_it_once_a_day_and_every_time_when_it_is_urgent(
    client: Client, scene: Scene, go: Go
) -> None:
    def say(name: str, **more: str) -> None:
        client.force_login(User.objects.get(username=name))
        client.post(scene.at("submission-cell", "tay.male"), {"text": "Xem lại giúp", **more})

    def told() -> list[tuple[str, str]]:
        with everywhere():
            rows = Notice.objects.filter(kind__startswith="statistics.cell_").order_by("pk")
            return [(one.recipient.username, one.kind.rpartition("_")[2]) for one in rows]

    go("can-bo", "submit")
    say("can-bo")
    say("can-bo")
    by_the_officer = told()
    say("chuyen-vien")
    say("can-bo", is_urgent="on")
    say("can-bo", is_urgent="on")

    assert by_the_officer == [("lanh-dao", "noted")]
    assert told()[1:] == [
        ("can-bo", "noted"),
        *[("lanh-dao", "urgent"), ("chuyen-vien", "urgent")] * 2,
    ]
    with everywhere():
        found = Notice.objects.get(kind="statistics.cell_noted", recipient__username="can-bo")
    assert "Xem lại giúp" not in str(found.details)
    assert letters.link(found) == scene.at("submission")


def test_the_notice_of_a_returned_answer_leads_to_it(client: Client, scene: Scene, go: Go) -> None:
    go("can-bo", "submit")
    go("lanh-dao", "return", pick=["tay.male"], act="send", **{"cell-0": "Lệch"})

    with everywhere():
        found = Notice.objects.filter(recipient__username="can-bo").latest("pk")

    assert letters.link(found) == scene.at("submission")


def test_a_stranger_finds_nothing_and_a_reader_cannot_move_it(
    client: Client, scene: Scene, go: Go
) -> None:
    client.force_login(User.objects.get(username="lang-gieng"))
    foreign = [client.get(scene.at("submission")).status_code]
    foreign += [client.get(scene.at("submission-cell", "tay.male")).status_code]
    foreign += [go("lang-gieng", "certify").status_code]
    denied = [go("kiem-tra", way).status_code for way in ("certify", "accept", "return", "unlock")]

    assert foreign == [404, 404, 404]
    assert denied == [403, 403, 403, 403]
    assert scene.row().stage == Stage.DRAFT


def test_what_was_already_moved_by_another_is_not_moved_again(
    client: Client, scene: Scene, go: Go
) -> None:
    go("can-bo", "submit")

    stale = go("lanh-dao", "certify", seen=0)
    back = go("can-bo", "withdraw", reason="Còn thiếu")

    assert "vừa được người khác xử lý" in text(stale)
    assert "Đã rút lại" in text(back)
    assert "Còn thiếu" in text(back)
