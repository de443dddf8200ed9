"""Figures, annex and publication on screens: who sees which numbers, and who is refused."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.people import gates
from vungcao.kernel.offers.publications import datasets, figures, public_items
from vungcao.kernel.people import services as people
from vungcao.kernel.people.drafts import PersonDraft
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.prestige.models import PublishedCount
from vungcao.systems.prestige.queries.statistics import Asked
from vungcao.systems.prestige.services.counting import tabulate
from vungcao.systems.prestige.services.profiles import Profile
from vungcao.systems.prestige.services.publishing import publish_counts
from vungcao.systems.prestige.services.recognising import NewRecognition, recognise_all
from vungcao.systems.prestige.tests.factories import (
    SINCE,
    TODAY,
    commune,
    cycle,
    decided,
    law,
    officer,
    village,
)

pytestmark = pytest.mark.django_db

QUARTER = date(2026, 9, 30)
Page = Callable[..., str]


@pytest.fixture
def land() -> Unit:
    """Three communes of a province: six persons, seven, and two."""
    with scoped(("/1/",)):
        law()
        for called, persons in (("Mẫu A", 6), ("Mẫu B", 7), ("Mẫu C", 2)):
            enter(commune(called), persons)
        return Unit.objects.get(kind=Kind.PROVINCE)


def enter(where: Unit, persons: int) -> None:
    """As many persons, each of a village of their own, by one decision."""
    by = UserFactory.create()
    cycle()
    villages = [village(where, f"mẫu {nth}") for nth in range(persons)]
    drafts = [PersonDraft("Nông Mẫu Kín", there, birth="1958") for there in villages]
    found = people.register_all(drafts=drafts, today=SINCE, by=by)
    profile = Profile(components=("03",))
    new = [
        NewRecognition(person, there, SINCE, profile=profile)
        for person, there in zip(found, villages, strict=True)
    ]
    recognise_all(new=new, decided=decided(where), today=TODAY, by=by)


@pytest.fixture
def page(client: Client) -> Page:
    def shown(role: Role, unit: Unit, **words: str) -> str:
        client.force_login(officer(role, unit))
        answer = client.get(reverse("prestige:statistics"), words)
        assert answer.status_code == 200
        return answer.content.decode()

    return shown


def of(name: str) -> Unit:
    with scoped(("/1/",)):
        return Unit.objects.get(kind=Kind.COMMUNE, name__text=name)


def counted(by: Role, land: Unit, **said: object) -> dict[str, int | None]:
    """The numbers of communes as somebody who keeps no register gets them."""
    with scoped(("/1/",)):
        asked = Asked(QUARTER, QUARTER, Kind.COMMUNE)
        found = tabulate(asked=asked, own=(), reach=(land.scope,), by=officer(by, land), **said)
    return {row.name: row.persons for row in found.rows}


def test_more_persons_ask_no_more_of_the_database(client: Client, land: Unit) -> None:
    client.force_login(officer(Role.DEPARTMENT_LEADER, land))
    address = reverse("prestige:statistics")
    client.get(address, {"format": "csv"})

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address, {"format": "csv"}).getvalue()
        return len(queries)

    few = asked()
    with scoped(("/1/",)):
        enter(of("Mẫu C"), 5)

    assert asked() == few


def test_the_annex_shows_ten_lines_and_opens_no_more(client: Client, land: Unit) -> None:
    client.force_login(officer(Role.SPECIALIST, land))

    text = client.get(reverse("prestige:annex")).content.decode()

    assert "10 dòng đầu; tệp tải về có đủ 15 người" in text
    assert text.count("Nông Mẫu Kín") == 10
    assert len(Entry.objects.get(action="people.read").body.partition("persons")[2].split(",")) < 15


def test_counts_are_seen_first_published_by_a_press_and_read_by_anybody(
    client: Client, land: Unit
) -> None:
    client.force_login(officer(Role.SPECIALIST, land))
    address = reverse("prestige:publish")
    assert "Công bố số liệu ngày 30/09/2026" in client.get(address).content.decode()
    assert not PublishedCount.objects.exists()

    there = client.post(address, {"day": "30/09/2026"}).headers["Location"]

    assert there == f"{reverse('prestige:published')}?ngay=2026-09-30"
    text = Client().get(there).content.decode()
    assert '<p class="v">15' in text
    assert "Kín" not in text
    assert dict(PublishedCount.objects.order_by("pk").values_list("unit", "persons")) == {
        land.pk: 15,
        of("Mẫu A").pk: None,
        of("Mẫu B").pk: 7,
        of("Mẫu C").pk: None,
    }
    assert Entry.objects.get(action="prestige.counts_published").actor == Role.SPECIALIST.value


def test_what_is_published_again_is_replaced_and_offered_as_figure_dataset_and_item(
    land: Unit,
) -> None:
    by = officer(Role.SPECIALIST, land)
    with scoped(("/1/",)):
        for _time in range(2):
            publish_counts(day=QUARTER, today=TODAY, scopes=(land.scope,), by=by)

    assert PublishedCount.objects.count() == 4
    assert figures.get("prestige.persons").value(land.pk, TODAY) == 15
    assert figures.get("prestige.persons").told(land.pk, TODAY).startswith("ngày 30/09/2026. ")
    assert figures.get("prestige.persons").value(land.pk, date(2026, 9, 29)) is None
    rows = list(datasets.get("prestige.published").rows(TODAY))
    assert ("2026-09-30", "commune", "Xã Mẫu B", 7) in rows
    (item,) = public_items.get("prestige.published").items(TODAY)
    assert item[1].endswith("?ngay=2026-09-30")


def test_the_public_page_says_that_nothing_is_published_yet() -> None:
    text = Client().get(reverse("prestige:published")).content.decode()

    assert "Chưa có số liệu nào được công bố." in text


def test_who_keeps_the_register_sees_every_number(page: Page, land: Unit) -> None:
    text = page(Role.SPECIALIST, land, day="01/01/2027")

    assert "Xã Mẫu C" in text
    assert "<td>2</td>" in text
    assert "…" not in text.partition("<tbody>")[2].partition("</table>")[0]
    assert "Ngày số liệu không được sau hôm nay." in text, "and today is shown instead"


def test_who_does_not_sees_no_small_number_none_that_tells_one_no_village_and_no_name(
    page: Page, land: Unit
) -> None:
    for role in (Role.PROVINCE_LEADER, Role.FINANCE, Role.MINISTRY_READER, Role.INDICATOR_OWNER):
        text = page(role, land, day="15/10/2026", level="village")

        table = text.partition("<tbody>")[2].partition("</table>")[0]
        assert "<td>2</td>" not in table
        assert table.count("<td>…</td>") >= 2, "the small one and one that keeps it safe"
        assert "<td>15</td>" in table
        assert "ngày cuối quý 30/09/2026" in text
        assert "Thôn mẫu" not in table
        assert 'name="map_day"' not in text
        assert "Kín" not in text
        assert "/phu-luc/" not in text


def test_counting_for_others_is_logged_as_the_products_own_and_names_the_reader(
    land: Unit,
) -> None:
    numbers = counted(Role.FINANCE, land)

    assert numbers == {"Xã Mẫu A": None, "Xã Mẫu B": 7, "Xã Mẫu C": None}
    opened = Entry.objects.get(action="people.read")
    assert (opened.actor, '"purpose":"statistics"' in opened.body) == ("he-thong:prestige", True)
    asked = Entry.objects.get(action="prestige.counted")
    assert asked.actor == Role.FINANCE.value
    assert "Kín" not in opened.body + asked.body


def test_gates_before_records_and_a_reach_stand_before_counting(
    land: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, asked = (of("Mẫu A").scope,), Asked(QUARTER, QUARTER, Kind.COMMUNE, of("Mẫu B"))
    by = officer(Role.COMMUNE_OFFICER, of("Mẫu A"))
    with scoped(("/1/",)), pytest.raises(PermissionDenied):
        tabulate(asked=asked, own=own, reach=own, by=by)

    closed = [("tests.closed", lambda account: account != system_account("prestige"))]
    monkeypatch.setattr(gates, "items", lambda: closed)
    with pytest.raises(PermissionDenied):
        counted(Role.FINANCE, land)


def test_who_may_not_is_refused_and_a_neighbouring_commune_is_not_found(
    client: Client, land: Unit
) -> None:
    client.force_login(officer(Role.COMMUNE_OFFICER, of("Mẫu A")))
    there = {"unit-id": str(of("Mẫu B").pk)}
    assert client.get(reverse("prestige:statistics"), there).status_code == 404
    assert client.get(reverse("prestige:annex"), there).status_code == 404

    client.force_login(officer(Role.ADMINISTRATOR, land))
    for name in ("statistics", "annex", "publish"):
        assert client.get(reverse(f"prestige:{name}")).status_code == 403

    client.force_login(officer(Role.PROVINCE_LEADER, land))
    for name in ("annex", "publish"):
        assert client.get(reverse(f"prestige:{name}")).status_code == 403


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 10, 1), "ngày cuối quý"),
        (date(2026, 12, 31), "không được sau hôm nay"),
        (date(2025, 12, 31), "không có số nào"),
    ],
)
def test_only_ends_of_quarters_that_have_come_are_published_and_only_with_somebody(
    day: date, why: str
) -> None:
    with scoped(("/1/",)), pytest.raises(RuleBroken, match=why):
        publish_counts(day=day, today=TODAY, scopes=("/1/",), by=UserFactory.create())


def test_a_part_of_a_province_is_not_published_as_the_whole(client: Client, land: Unit) -> None:
    client.force_login(officer(Role.SPECIALIST, of("Mẫu A")))

    shown = client.get(reverse("prestige:publish"))
    client.post(reverse("prestige:publish"), {"day": "30/09/2026"})

    assert "Chỉ công bố được số của cả tỉnh" in shown.content.decode()
    assert not PublishedCount.objects.exists()


def test_the_desk_counts_without_opening_anybody_and_ranks_where_there_are_several(
    client: Client, land: Unit
) -> None:
    client.force_login(officer(Role.SPECIALIST, land))
    text = client.get(reverse("home")).content.decode()
    assert "Xã Mẫu B có nhiều người có uy tín nhất: 7" in text
    assert "Xem thống kê người có uy tín" in text

    client.force_login(officer(Role.COMMUNE_LEADER, of("Mẫu C")))
    text = client.get(reverse("home")).content.decode()
    assert "Đang được công nhận" in text
    assert "có nhiều người có uy tín nhất" not in text
    assert not Entry.objects.filter(action="people.read").exists()
