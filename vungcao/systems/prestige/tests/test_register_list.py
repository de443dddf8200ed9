"""The list of prestigious persons: what is shown, what is opened for it, and to whom not."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import SavedView
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.people import services as people
from vungcao.kernel.people.models import ResidenceKind
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.services.ending import Ending, withdraw
from vungcao.systems.prestige.services.profiles import Profile
from vungcao.systems.prestige.tests.factories import (
    TODAY,
    commune,
    decided,
    law,
    officer,
    recognised,
    village,
)
from vungcao.systems.prestige.views import register_table

pytestmark = pytest.mark.django_db
LIST = "prestige:register"
NATION = ("/1/",)
AN, BINH, CUONG = "Nông Mẫu An", "Hoàng Mẫu Bình", "Bàn Mẫu Cường"


@pytest.fixture
def home() -> Unit:
    """A commune of which three persons are recognised, in three villages."""
    with scoped(NATION):
        law()
        made, by = commune(), UserFactory.create()
        told: tuple[tuple[str, str, Profile], ...] = (
            ("Nông Mẫu An", "1950", Profile(components=("03",))),
            ("Hoàng Mẫu Bình", "1980", Profile(components=("02", "11"))),
            ("Bàn Mẫu Cường", "1961", Profile(components=("03", "11"))),
        )
        for nth, (name, birth, profile) in enumerate(told, start=1):
            place = village(made, f"mẫu {nth}")
            recognised(place, by, full_name=name, birth=birth, profile=profile)
    return made


@pytest.fixture
def keeper(client: Client, home: Unit) -> Client:
    client.force_login(officer(Role.COMMUNE_OFFICER, home))
    return client


def page(client: Client, **words: str) -> str:
    answer = client.get(f"{reverse(LIST)}?{urlencode(words)}")
    assert answer.status_code == 200
    return answer.content.decode()


def names(client: Client, **words: str) -> list[str]:
    """Who stands in the file of what is asked for."""
    answer = client.get(f"{reverse(LIST)}?{urlencode({**words, 'format': 'csv'})}")
    pieces: Iterator[bytes] = answer.streaming_content  # type: ignore[attr-defined]
    rows = list(csv.reader(io.StringIO(b"".join(pieces).decode("utf-8-sig"))))
    return [row[0] for row in rows[1:]]


def opened() -> list[int]:
    """How many persons each entry of the trail says were opened."""
    rows = Entry.objects.filter(action="people.read").order_by("pk")
    return [len(json.loads(row.body)["persons"]) for row in rows]


def end(home: Unit, nth: int, day: date, reason: str = "death") -> Recognition:
    with scoped(NATION):
        row = Recognition.objects.order_by("pk")[nth]
        return withdraw(
            recognition=row,
            ending=Ending(day, reason),
            decided=decided(home, day, "09/QĐ-MAU"),
            today=TODAY,
            by=UserFactory.create(),
        )


def test_the_list_says_who_is_recognised_where_and_by_which_decision(keeper: Client) -> None:
    text = page(keeper)

    for word in ("Nông Mẫu An", "1950", "Thôn mẫu 1", "Già làng", "07/QĐ-MAU", "đang công nhận"):
        assert word in text
    assert "Như ngày 23/11/2026" in text
    assert names(keeper) == ["Nông Mẫu An", "Hoàng Mẫu Bình", "Bàn Mẫu Cường"]


def test_the_list_is_of_a_day_and_a_state(keeper: Client, home: Unit) -> None:
    end(home, 0, date(2026, 11, 1))
    cases: tuple[tuple[dict[str, str], list[str]], ...] = (
        ({}, [BINH, CUONG]),
        ({"shown": "ended"}, [AN]),
        ({"shown": "ended", "reason": "moved"}, []),
        ({"shown": "ended", "reason": "death"}, [AN]),
        ({"day": "01/10/2026"}, [AN, BINH, CUONG]),
        ({"day": "31/12/2025", "shown": "all"}, []),
        ({"shown": "ending"}, []),
        ({"shown": "ending", "day": "01/08/2027"}, [BINH, CUONG]),
    )

    for words, expected in cases:
        assert names(keeper, **words) == expected, words


def test_what_is_sealed_can_be_asked_for_too(keeper: Client) -> None:
    cases: tuple[tuple[dict[str, str], list[str]], ...] = (
        ({"component": "03"}, [AN, CUONG]),
        ({"party": "yes"}, [BINH, CUONG]),
        ({"party": "no"}, [AN]),
        ({"band": "60-69"}, [CUONG]),
        ({"band": "70-79"}, [AN]),
        ({"band": "0-39", "component": "02"}, []),
        ({"sort": "name"}, [AN, BINH, CUONG]),
        ({"sort": "-born"}, [BINH, CUONG, AN]),
    )

    for words, expected in cases:
        assert names(keeper, **words) == expected, words


def test_a_page_opens_its_own_rows_and_a_sealed_filter_all_that_the_others_left(
    keeper: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = register_table.table
    monkeypatch.setattr(
        register_table, "table", lambda *said, **given: replace(whole(*said, **given), page=2)
    )

    page(keeper)
    assert opened() == [2]
    page(keeper, component="02")
    assert opened() == [2, 3]
    page(keeper, sort="name")
    assert opened() == [2, 3, 3]
    page(keeper, component="02", shown="ended")
    assert opened() == [2, 3, 3]  # nobody was left, nobody is opened


def test_a_wrong_filter_opens_nobody(keeper: Client) -> None:
    assert "chỉ có 30 ngày" in page(keeper, day="31/11/2026", component="02")
    assert opened() == []


def test_a_name_is_looked_up_without_ever_standing_in_an_address(
    keeper: Client, home: Unit
) -> None:
    end(home, 0, date(2026, 11, 1))

    answer = keeper.post(reverse("prestige:register-seek"), {"q": "nong mau an"})

    assert answer.status_code == 302
    assert set(answer.url) & set("ôẫ") == set()  # type: ignore[attr-defined]
    assert "an" not in answer.url.partition("persons=")[2]  # type: ignore[attr-defined]
    text = keeper.get(answer.url).content.decode()  # type: ignore[attr-defined]
    assert "Nông Mẫu An" in text
    assert "đã thôi" in text
    assert "Hoàng Mẫu Bình" not in text
    assert opened() == [1]


def test_who_is_not_there_is_not_found_and_half_a_name_asks_for_the_whole(keeper: Client) -> None:
    there = reverse("prestige:register-seek")

    assert (
        "Không thấy ai như vậy"
        in keeper.post(there, {"q": "Lăng Mẫu Yến"}, follow=True).content.decode()
    )
    assert "Gõ cả họ và tên" in keeper.post(there, {"q": "An"}).content.decode()
    assert keeper.get(there).status_code == 302
    assert opened() == []


def test_a_saved_view_keeps_choices_and_no_persons(keeper: Client) -> None:
    address = f"{reverse(LIST)}?shown=all&component=03&persons=1-2&unit=Xã+Mẫu&day=01/02/2026"

    keeper.post(address, {"label": "Già làng"})

    with scoped(NATION, account=keeper.session["_auth_user_id"], door=Door.OFFICE):
        assert [view.words for view in SavedView.objects.all()] == ["shown=all&component=03"]
    assert opened() == []


def test_who_moved_away_stays_on_the_list_without_a_name(keeper: Client, home: Unit) -> None:
    with scoped(NATION):
        other = commune("Mẫu Bên")
        row = Recognition.objects.select_related("person").order_by("pk")[0]
        people.move(
            person=row.person,
            to=village(other, "mẫu 9"),
            kind=ResidenceKind.PERMANENT,
            moved_on=date(2026, 6, 1),
            by=UserFactory.create(),
        )

    text = page(keeper)

    assert "Hồ sơ đã chuyển khỏi địa bàn" in text
    assert "Nông Mẫu An" not in text
    assert "Hoàng Mẫu Bình" in text


def test_a_unit_narrows_the_list_and_one_elsewhere_is_refused(keeper: Client, home: Unit) -> None:
    with scoped(NATION):
        commune("Mẫu Bên")

    assert names(keeper, unit="Thôn mẫu 2") == ["Hoàng Mẫu Bình"]
    assert "nằm ngoài phạm vi" in page(keeper, unit="Xã Mẫu Bên")


def test_a_neighbouring_commune_sees_none_of_them(client: Client, home: Unit) -> None:
    with scoped(NATION):
        neighbour = commune("Mẫu Bên")
    client.force_login(officer(Role.COMMUNE_OFFICER, neighbour))

    assert names(client) == []
    answer = client.post(reverse("prestige:register-seek"), {"q": "Nông Mẫu An"}, follow=True)
    assert "Không thấy ai như vậy" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.FINANCE])
def test_who_keeps_no_register_is_refused_the_page_and_the_file(
    client: Client, home: Unit, role: Role
) -> None:
    client.force_login(officer(role, home))

    assert client.get(reverse(LIST)).status_code == 403
    assert client.get(f"{reverse(LIST)}?format=xlsx").status_code == 403
    assert client.post(reverse("prestige:register-seek"), {"q": "Nông An"}).status_code == 403
    assert opened() == []


def test_many_rows_cost_no_more_queries_than_one(
    keeper: Client, home: Unit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with scoped(NATION):
        by = UserFactory.create()
        for nth in range(10, 22):
            recognised(village(home, f"mẫu {nth}"), by)

    for words in ({}, {"component": "03"}, {"unit": "Xã Mẫu"}):
        with django_assert_max_num_queries(66):
            page(keeper, **words)
