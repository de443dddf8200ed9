"""What is missing: villages without anybody, free slots, ends, silence; and who is reminded."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.offers.screens import tiles
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.search.services import rebuild
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.units import services as units
from vungcao.kernel.units.models import Form, Hierarchy, Kind, Unit
from vungcao.systems.prestige.models import Occasion, Recognition, Visit, VisitState
from vungcao.systems.prestige.queries import coverage as queries
from vungcao.systems.prestige.queries import listing, searching
from vungcao.systems.prestige.tests.factories import (
    SINCE,
    TODAY,
    commune,
    law,
    officer,
    recognised,
    village,
)

NATION = ("/1/",)


@pytest.fixture
def home(db: None) -> Unit:
    """A commune of three villages, two of which have somebody since January."""
    with scoped(NATION):
        law()
        made, by = commune(), UserFactory.create()
        recognised(village(made, "mẫu 1"), by, full_name="Nông Mẫu An")
        recognised(village(made, "mẫu 2"), by, full_name="Vi Mẫu Hà")
        village(made, "mẫu 3")
    return made


@pytest.fixture
def keeper(client: Client, home: Unit) -> Client:
    client.force_login(officer(Role.COMMUNE_OFFICER, home))
    return client


def page(client: Client, kind: str = "") -> str:
    answer = client.get(f"{reverse('prestige:coverage')}?{urlencode({'kind': kind})}")
    assert answer.status_code == 200
    return answer.content.decode()


def visited(row: Recognition, day: date) -> None:
    with scoped(NATION):
        Visit.objects.create(
            recognition=row,
            unit=row.unit,
            scope=row.scope,
            planned_on=day,
            done_on=day,
            state=VisitState.DONE,
            occasion=Occasion.OTHER,
            visitor="Uỷ ban nhân dân xã Mẫu",
        )


def in_an_area(commune: Unit) -> None:
    """The commune is placed in an area of ethnic minorities."""
    with scoped(NATION):
        new = units.NewUnit(
            kind=Kind.AREA,
            form=Form.NONE,
            name="Vùng mẫu",
            parent=commune,
            basis=commune.basis,
            valid_from=SINCE,
            key="mau/vung",
        )
        by = UserFactory.create()
        (area,) = units.open_units(units=[new], by=by)
        placed = [units.NewPlacement(commune, area, commune.basis, SINCE)]
        units.place(hierarchy=Hierarchy.TARGET_AREA, placements=placed, by=by)


def rows() -> list[Recognition]:
    with scoped(NATION):
        return list(Recognition.objects.select_related("unit").order_by("pk"))


def test_each_commune_says_what_it_lacks(keeper: Client, home: Unit) -> None:
    with scoped(NATION):
        lines = queries.village_lines((home.scope,), TODAY)
        (line,) = queries.by_commune(lines, (home.scope,), TODAY)

    assert (line.villages, line.persons, line.without, line.vacant) == (3, 2, 1, 0)
    assert (line.ending, line.silent) == (0, 2)
    assert "Xã Mẫu" in page(keeper)


def test_a_village_without_anybody_is_listed_with_its_area_or_a_mark(
    keeper: Client, home: Unit
) -> None:
    text = page(keeper, "without")
    assert "Thôn mẫu 3" in text
    assert "Thôn mẫu 1" not in text
    assert "chưa ghi" in text
    assert "danh sách gồm mọi thôn trong phạm vi" in text

    in_an_area(home)
    text = page(keeper, "without")
    assert "Vùng mẫu" in text
    assert "danh sách gồm mọi thôn" not in text


def test_who_ended_leaves_the_village_without_anybody(home: Unit) -> None:
    with scoped(NATION):
        day = TODAY - timedelta(30)
        Recognition.objects.filter(unit__pk=rows()[0].unit_id).update(valid_until=day)

        assert queries.count_without((home.scope,), day - timedelta(1)) == 1
        assert queries.count_without((home.scope,), day) == 2


def test_who_was_visited_within_the_months_of_the_norm_is_not_silent(
    keeper: Client, home: Unit
) -> None:
    first, second = rows()
    visited(first, date(2026, 5, 24))
    visited(second, date(2026, 5, 23))  # six months ago to the day

    text = page(keeper, "silent")

    assert "Vi Mẫu Hà" in text
    assert "23/05/2026" in text
    assert "Nông Mẫu An" not in text
    assert "quá 6 tháng" in text


def test_who_was_recognised_only_lately_is_not_silent(home: Unit) -> None:
    with scoped(NATION):
        assert queries.silent((home.scope,), date(2026, 7, 9)).count() == 0
        assert queries.silent((home.scope,), date(2026, 7, 10)).count() == 2


def test_terms_that_end_are_listed_with_the_rule(keeper: Client, home: Unit) -> None:
    assert "Không có ai như vậy" in page(keeper, "ending")
    with scoped(NATION):
        Recognition.objects.filter(pk=rows()[0].pk).update(valid_until=date(2027, 5, 23))

    text = page(keeper, "ending")

    assert "Nông Mẫu An" in text
    assert "Vi Mẫu Hà" not in text
    assert "còn không quá 6 tháng" in text


def test_only_the_lists_of_persons_open_somebody(keeper: Client) -> None:
    for kind in ("", "without", "vacant", "ending"):
        page(keeper, kind)
    assert not Entry.objects.filter(action="people.read").exists()

    page(keeper, "silent")
    assert Entry.objects.filter(action="people.read").count() == 1


def test_officers_are_reminded_by_two_piles_that_name_nobody(keeper: Client, home: Unit) -> None:
    first, second = rows()
    with scoped(NATION):
        Recognition.objects.filter(pk=first.pk).update(valid_until=date(2027, 3, 1))
        Recognition.objects.filter(pk=second.pk).update(valid_until=date(2026, 11, 1))

    text = keeper.get(reverse("todo")).content.decode()

    assert "1 thôn cần người có uy tín" in text
    assert "1 người có uy tín sắp hết kỳ" in text
    assert "Nông Mẫu An" not in text


def test_nobody_is_reminded_of_a_village_of_which_nothing_is_known(
    keeper: Client, home: Unit
) -> None:
    assert "1 thôn cần người có uy tín" not in keeper.get(reverse("todo")).content.decode()

    in_an_area(home)

    assert "1 thôn cần người có uy tín" in keeper.get(reverse("todo")).content.decode()


def test_an_auditor_is_not_reminded(client: Client, home: Unit) -> None:
    in_an_area(home)
    client.force_login(officer(Role.AUDITOR, home))

    assert "thôn cần người" not in client.get(reverse("todo")).content.decode()


def test_tiles_count_in_one_query_each(
    home: Unit, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    offered = dict(tiles.items())

    with scoped(NATION):
        for name, count in (("prestige.in_force", 2), ("prestige.without", 1)):
            with django_assert_num_queries(1):
                assert offered[name].figure((home.scope,), TODAY) == count


def test_the_search_finds_a_village_and_never_a_person(keeper: Client, home: Unit) -> None:
    with scoped(NATION):
        rebuild(today=TODAY, by=UserFactory.create())
    found = keeper.get(reverse("search"), {"q": "suat nguoi co uy tin mau 2"}).content.decode()
    person = keeper.get(reverse("search"), {"q": "Vi Mẫu Hà"}).content.decode()

    village_of_hers = reverse("prestige:village", args=[rows()[1].unit_id])
    assert village_of_hers in found
    assert village_of_hers not in person
    with scoped(NATION):
        assert searching.village_of(str(rows()[1].pk)) == str(rows()[1].unit_id)
        assert searching.village_of("0") == searching.village_of("mẫu") == ""


def test_a_neighbour_sees_nothing_of_it_and_an_administrator_is_refused(
    client: Client, home: Unit
) -> None:
    with scoped(NATION):
        neighbour = commune("Mẫu Bên")
    client.force_login(officer(Role.COMMUNE_OFFICER, neighbour))
    for kind in ("", "without", "silent"):
        assert "Thôn mẫu" not in page(client, kind)
    client.force_login(officer(Role.ADMINISTRATOR, home))
    assert client.get(reverse("prestige:coverage")).status_code == 403


def test_many_villages_cost_no_more_queries_than_few(
    keeper: Client, home: Unit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with scoped(NATION):
        for nth in range(10, 20):
            village(home, f"mẫu {nth}")

    for kind in ("", "without", "vacant", "ending", "silent"):
        with django_assert_max_num_queries(70):
            page(keeper, kind)


class MonthsInTheDatabase(TestCase):
    """The statement that reminds and the list that shows have to agree on every day."""

    def setUp(self) -> None:
        with scoped(NATION):
            law()
            self.home = commune()
            recognised(village(self.home), UserFactory.create())

    @settings(max_examples=40)
    @given(st.dates(SINCE, date(2027, 12, 31)))
    def test_a_term_ends_soon_in_both_or_in_neither(self, day: date) -> None:
        with scoped(NATION):
            wanted = listing.Wanted(day=day, map_day=day, shown=listing.Shown.ENDING)

            listed = listing.matching((self.home.scope,), wanted).count()
            reminded = queries.ending((self.home.scope,), day).count()

        assert listed == reminded
