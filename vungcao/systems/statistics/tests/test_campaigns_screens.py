"""The screens of campaigns: the list, the board of one, opening and ending."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db.models import Value
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.units.models import Unit
from vungcao.systems.statistics.models import Campaign, CampaignState, Obligation, Submission
from vungcao.systems.statistics.queries.boards import AsCounted
from vungcao.systems.statistics.rules.remaining import left
from vungcao.systems.statistics.services import flow
from vungcao.systems.statistics.services.entering import apply
from vungcao.systems.statistics.tests.conftest import Arrange
from vungcao.systems.statistics.tests.factories import (
    answer,
    at,
    campaign,
    commune,
    department,
    everywhere,
    form,
    officer,
    op,
    province,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("province")]
LIST, BOOKS = reverse("statistics:campaigns"), reverse("statistics:workbooks")
FIGURES = ("tay.homes", "tay.male", "tay.female", "nung.homes", "nung.male", "nung.female")


@dataclass(frozen=True)
class Scene:
    """Of two communes one has submitted late, the other only begun."""

    campaign: int
    version: int

    @property
    def board(self) -> str:
        return reverse("statistics:campaign", args=[self.campaign])


@pytest.fixture(scope="module")
def scene(once: Arrange) -> Scene:
    def make() -> Scene:
        with everywhere() as keeper:
            version = form()
            asked = campaign(keeper, version)
            typist = officer("can-bo", Role.COMMUNE_OFFICER, commune())
            officer("chuyen-vien", Role.SPECIALIST, province())
            officer("kiem-tra", Role.AUDITOR, province())
            row = answer(asked)
            apply(submission=row, ops=[op(one, one, "9") for one in FIGURES], by=typist, now=at(1))
            flow.submit(submission=row, by=typist, now=at(2, month=2))
            return Scene(asked.pk, version.pk)

    return once(make)


def signed_in(client: Client, name: str) -> None:
    client.force_login(User.objects.get(username=name))


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def rows(page: str) -> list[str]:
    return re.findall(r"<tr\b.*?</tr>", page.partition("<tbody")[2])


@pytest.mark.parametrize(
    ("submitted", "on", "words", "tone"),
    [
        (None, 10, "còn 2 ngày", "warn"),
        (None, 1, "còn 11 ngày", "run"),
        (None, 12, "hạn hôm nay", "warn"),
        (None, 15, "quá hạn 3 ngày, chưa nộp", "bad"),
        (None, 21, "hết hạn chót, quá hạn 9 ngày, chưa nộp", "bad"),
        (12, 30, "nộp đúng hạn", "ok"),
        (14, 30, "nộp muộn 2 ngày", "warn"),
    ],
)
def test_how_an_answer_stands_is_said_in_words_and_in_a_colour(
    submitted: int | None, on: int, words: str, tone: str
) -> None:
    came = date(2026, 1, submitted) if submitted else None

    said = left(came, date(2026, 1, 12), date(2026, 1, 20), date(2026, 1, on))

    assert (said.words, said.tone) == (words, tone)


def test_the_board_says_who_is_late_and_how_full_each_answer_is(
    client: Client, scene: Scene, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    signed_in(client, "chuyen-vien")

    with django_assert_max_num_queries(32):
        page = text(client.get(scene.board))
    late = text(client.get(f"{scene.board}?state=late"))
    listed = text(client.get(LIST))

    assert page.count("hết hạn chót, quá hạn") == 98
    assert len(rows(late)) == 1
    assert "nộp muộn 11 ngày" in late
    assert "đủ 6 ô" in late
    assert "Vân Sơn" in late
    assert f'href="{scene.board}"' in listed
    checks = f"{reverse('statistics:checks')}?form=thu01&amp;since=2025&amp;until=2025"
    assert f'href="{checks}"' in page
    assert client.get(checks.replace("&amp;", "&")).status_code == 200
    assert re.search(r">\s*99\s*<.*>\s*1\s*<.*>\s*98\s*<.*>\s*0\s*<", rows(listed)[0])
    assert "Tỉnh Bắc Ninh" in rows(listed)[0]
    assert "Tỉnh Bắc Ninh" in page.partition("<table")[0].rpartition("Tình hình nộp")[2]
    assert "lấy từ nguồn đã công bố" not in listed


def test_villages_stand_as_people_count() -> None:
    names = ["thon mau 1", "thon mau 2", "thon mau 2a", "thon mau 10", "thon mau 101", "thon xa"]

    found = [
        Unit.objects.annotate(seen=AsCounted(Value(name))).values_list("seen", flat=True)[:1].get()
        for name in names
    ]

    assert found == sorted(found)
    assert len({*found}) == len(names)


def test_a_commune_sees_its_own_line_and_nobody_but_the_department_opens_or_ends(
    client: Client, scene: Scene
) -> None:
    signed_in(client, "can-bo")
    page = text(client.get(scene.board))
    close = reverse("statistics:campaign-close", args=[scene.campaign])
    refused = [
        client.get(reverse("statistics:campaign-choose")).status_code,
        client.get(reverse("statistics:campaign-new", args=[scene.version])).status_code,
        client.post(close).status_code,
    ]

    assert len(rows(page)) == 1
    assert close not in page
    assert refused == [403, 403, 403]


def test_a_campaign_is_opened_after_its_days_were_shown_and_ended_after_a_question(
    client: Client, scene: Scene
) -> None:
    signed_in(client, "chuyen-vien")
    address = reverse("statistics:campaign-new", args=[scene.version])
    said = {"period": 2026001, "unit": "Tỉnh Bắc Ninh", "due_days": 10, "late_days": 5}

    seen = text(client.post(address, said | {"act": "look"}))
    late = {"period": 2024001, "unit": "Tỉnh Bắc Ninh", "due_days": 10}
    past = text(client.post(address, late | {"late_days": 5, "act": "look"}))
    between = text(client.post(address, late | {"late_days": 200, "counted_from": "02/11/2026"}))
    none_yet = Campaign.objects.filter(period=2026001).exists()
    opened = client.post(address, said | {"act": "open"}, follow=True)
    again = text(client.post(address, said | {"act": "open"}))
    with everywhere():
        made = Campaign.objects.get(period=2026001)
        owing = Obligation.objects.filter(campaign=made).count()
    client.post(reverse("statistics:campaign-close", args=[made.pk]))
    made.refresh_from_db()

    assert f"Hạn nộp: hết ngày {made.due_on:%d/%m/%Y}" in seen
    assert "Số đơn vị phải nộp: 99." in seen
    assert "đã qua: mở đợt" not in seen
    assert "Hạn chót đã qua: mở đợt thì mọi đơn vị bị tính là không báo cáo ngay." in past
    assert "Hạn nộp đã qua: mở đợt thì mọi đơn vị quá hạn ngay." in between
    assert not none_yet
    assert "Đã mở đợt thu thập" in text(opened)
    assert owing == 99
    assert "Đã có đợt thu thập biểu này" in again
    assert made.state == CampaignState.CLOSED


def test_a_body_finds_the_form_that_it_owes_among_its_tasks(client: Client, scene: Scene) -> None:
    with everywhere() as keeper:
        owed = form("cua-so", reporter="department", name="Biểu của sở")
        asked = campaign(keeper, owed, organisations=[department()])
        own, other = (
            officer(name, Role.INDICATOR_OWNER, province(), department()) for name in ("a", "b")
        )
        officer("khac", Role.INDICATOR_OWNER, province())
        row = Submission.objects.get(obligation__campaign=asked)

    def tasks(name: str) -> str:
        signed_in(client, name)
        return text(client.get(reverse("todo")))

    waiting, foreign = tasks("a"), tasks("khac")
    signed_in(client, "a")
    listed, books = text(client.get(reverse("statistics:entry"))), text(client.get(BOOKS))
    signed_in(client, "khac")
    nothing = text(client.get(reverse("statistics:entry")))
    with everywhere():
        apply(submission=row, ops=[op(one, one, "9") for one in FIGURES], by=own, now=at(3))
        flow.submit(submission=row, by=own, now=at(4))
    mine, theirs = tasks("a"), tasks("b")

    assert f'href="{reverse("statistics:entry-grid", args=[row.pk])}"' in waiting
    assert "Biểu của sở" in waiting
    assert "Biểu của sở" not in foreign
    assert len(rows(listed)) == 1
    assert "Biểu của sở" in listed
    assert "Biểu của sở" in books
    assert "Biểu thử" not in books
    assert "Biểu của sở" not in nothing
    assert "Xác nhận báo cáo số liệu" not in mine
    assert "Xác nhận báo cáo số liệu" in theirs
    assert other.username == "b"
