"""Where a reader works and which days they look at: remembered, changeable, and never a right."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.offers.registry import Registry
from vungcao.kernel.offers.screens import Tile
from vungcao.kernel.tests.factories import (
    GrantFactory,
    NationFactory,
    ProvinceFactory,
    UnitFactory,
    VillageFactory,
)
from vungcao.kernel.units.models import Unit
from vungcao.web import context
from vungcao.web.periods import Period, Span
from vungcao.web.tests.accounts.world import text
from vungcao.web.views import home

pytestmark = pytest.mark.django_db

TODAY, REFORM = date(2026, 11, 23), date(2025, 7, 1)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[tuple[str, ...], date]]:
    """What the only tile of the desk was asked to count."""
    heard: list[tuple[tuple[str, ...], date]] = []

    def figure(scopes: tuple[str, ...], day: date) -> int:
        heard.append((scopes, day))
        return 7

    tiles: Registry[Tile] = Registry("tile")
    tiles.register("a.b", Tile(_("Việc mẫu"), figure, frozenset(Role)))
    monkeypatch.setattr(home, "tiles", tiles)
    return heard


def officer(client: Client, *places: Unit, role: Role = Role.SPECIALIST) -> User:
    user = GrantFactory.create(unit=places[0], role=role).user
    for place in places[1:]:
        GrantFactory.create(user=user, unit=place, role=role)
    client.force_login(user)
    return user


def choose(client: Client, **said: object) -> str:
    """The page that follows a choice."""
    return text(client.post(reverse("context"), said, follow=True))


def standing(page: str) -> str:
    """What the top bar says."""
    said = page.partition("Đang xem: </span>")[2].partition('<span class="vh">')[0]
    return re.sub(r"\s*<.*?>\s*", " ", said.replace("</b>", ", ")).replace(" ,", ",").strip()


def test_begins_with_the_unit_of_the_grant_and_today(client: Client) -> None:
    officer(client, UnitFactory.create(called="Mẫu Thượng"))

    assert standing(text(client.get(reverse("home")))) == "Xã Mẫu Thượng, Hôm nay"


def test_a_province_is_said_to_be_the_whole_province(client: Client) -> None:
    officer(client, ProvinceFactory.create(called="Mẫu"))

    assert standing(text(client.get(reverse("home")))) == "Toàn tỉnh Mẫu, Hôm nay"


def test_who_works_in_two_places_begins_with_both(
    client: Client, asked: list[tuple[tuple[str, ...], date]]
) -> None:
    one, other = UnitFactory.create(), UnitFactory.create()
    officer(client, one, other)

    page = text(client.get(reverse("home")))

    assert standing(page) == "Cả phạm vi của tôi, Hôm nay"
    assert asked == [(tuple(sorted((one.scope, other.scope))), TODAY)]


def test_a_unit_below_narrows_the_desk(
    client: Client, asked: list[tuple[tuple[str, ...], date]]
) -> None:
    province = ProvinceFactory.create()
    commune = UnitFactory.create(parent=province, called="Mẫu Dưới")
    officer(client, province)

    page = choose(client, unit=commune.pk)

    assert standing(page) == "Xã Mẫu Dưới, Hôm nay"
    assert asked == [((commune.scope,), TODAY)]


def test_the_choice_goes_back_to_that_of_the_grant(client: Client) -> None:
    province = ProvinceFactory.create(called="Mẫu")
    officer(client, province)
    choose(client, unit=UnitFactory.create(parent=province).pk)

    assert standing(choose(client, unit="")) == "Toàn tỉnh Mẫu, Hôm nay"


def test_a_foreign_unit_is_as_if_nobody_had_chosen_it(
    client: Client, asked: list[tuple[tuple[str, ...], date]]
) -> None:
    own, foreign = UnitFactory.create(called="Mẫu Nhà"), UnitFactory.create(called="Mẫu Lạ")
    officer(client, own)

    page = choose(client, unit=foreign.pk)

    assert standing(page) == "Xã Mẫu Nhà, Hôm nay"
    assert "Mẫu Lạ" not in page
    assert asked == [((own.scope,), TODAY)]


def test_what_was_chosen_is_lost_with_the_grant(client: Client) -> None:
    own, other = UnitFactory.create(called="Mẫu Nhà"), UnitFactory.create(called="Mẫu Kia")
    user = officer(client, own, other)
    assert standing(choose(client, unit=other.pk)) == "Xã Mẫu Kia, Hôm nay"

    user.grant_set.filter(unit=other).update(valid_until=TODAY)

    assert standing(text(client.get(reverse("home")))) == "Xã Mẫu Nhà, Hôm nay"


def test_a_unit_of_before_the_reform_is_chosen_on_its_own_days_only(client: Client) -> None:
    heir = UnitFactory.create(called="Mẫu Mới", valid_from=REFORM)
    former = UnitFactory.create(called="Mẫu Cũ", scope=heir.scope, valid_until=REFORM)
    officer(client, heir)

    assert standing(choose(client, unit=former.pk)) == "Xã Mẫu Mới, Hôm nay"
    assert standing(choose(client, span="day", day="30/06/2025")) == "Xã Mẫu Cũ, 30/06/2025"
    assert standing(choose(client, span="day", day="01/07/2025")) == "Xã Mẫu Mới, 01/07/2025"


def test_before_its_own_unit_there_is_the_whole_reach(client: Client) -> None:
    officer(client, UnitFactory.create(valid_from=REFORM))

    page = choose(client, span="day", day="30/06/2025")

    assert standing(page) == "Cả phạm vi của tôi, 30/06/2025"


def test_the_search_finds_units_of_ones_reach_on_that_day(client: Client) -> None:
    province = ProvinceFactory.create()
    mine = UnitFactory.create(parent=province, called="Khe Mẫu")
    gone = UnitFactory.create(parent=province, called="Khe Mẫu Cũ", valid_until=REFORM)
    UnitFactory.create(called="Khe Mẫu Lạ")
    officer(client, province)

    page = text(client.get(reverse("context"), {"q": "khe mau"}))

    assert f'value="{mine.pk}"' in page
    assert f'value="{gone.pk}"' not in page
    assert "Khe Mẫu Lạ" not in page
    choose(client, span="day", day="30/06/2025")
    assert f'value="{gone.pk}"' in text(client.get(reverse("context"), {"q": "khe mau"}))


def test_htmx_is_given_the_list_alone(client: Client) -> None:
    officer(client, UnitFactory.create(called="Mẫu Thượng"))

    part = text(
        client.get(reverse("context"), {"q": "thuong"}, headers={"HX-Target": "context-units"})
    )

    assert "Xã Mẫu Thượng" in part
    assert "<html" not in part


@pytest.mark.parametrize(
    ("said", "label", "day"),
    [
        ({"span": "month"}, "Tháng 11/2026", TODAY),
        ({"span": "quarter"}, "Quý 4/2026", TODAY),
        ({"span": "year"}, "Năm 2026", TODAY),
        ({"span": "year", "day": "05/06/2025"}, "Năm 2025", date(2025, 12, 31)),
        ({"span": "quarter", "day": "05/06/2026"}, "Quý 2/2026", date(2026, 6, 30)),
    ],
)
def test_a_period_is_shown_as_on_its_last_day_but_none_to_come(
    client: Client,
    asked: list[tuple[tuple[str, ...], date]],
    said: dict[str, str],
    label: str,
    day: date,
) -> None:
    officer(client, UnitFactory.create(called="Mẫu"))

    page = choose(client, **said)

    assert standing(page) == f"Xã Mẫu, {label}"
    assert [when for _scopes, when in asked] == [day]


def test_a_year_to_come_is_shown_as_on_its_first_day() -> None:
    assert Period(Span.YEAR, date(2027, 5, 5), TODAY).day == date(2027, 1, 1)
    assert Period(Span.MONTH, date(2028, 2, 10), TODAY).last == date(2028, 2, 29)


def test_a_slip_of_the_hand_is_said_and_changes_nothing(client: Client) -> None:
    officer(client, UnitFactory.create(called="Mẫu"))

    answer = client.post(reverse("context"), {"span": "day", "day": "31/02/2026"})

    assert "Tháng 2/2026 chỉ có 28 ngày." in text(answer)
    assert standing(text(client.get(reverse("home")))) == "Xã Mẫu, Hôm nay"


def test_leads_back_to_the_page_without_what_would_win_over_it(client: Client) -> None:
    officer(client, UnitFactory.create())
    goal = reverse("search") + "?q=a&day=01%2F01%2F2025&page=2"

    answer = client.post(reverse("context"), {"span": "month", "next": goal})

    assert answer.headers["Location"] == reverse("search") + "?q=a"


def test_the_browser_says_which_page_it_was_and_the_page_of_choices_keeps_it(
    client: Client,
) -> None:
    officer(client, UnitFactory.create())
    before = {"referer": "http://testserver" + reverse("search")}

    at_once = client.post(reverse("context"), {"span": "month"}, headers=before)
    chooser = text(client.get(reverse("context"), headers=before))

    assert at_once.headers["Location"] == reverse("search")
    assert f'name="next" value="{reverse("search")}"' in chooser


def test_never_leads_to_another_site(client: Client) -> None:
    officer(client, UnitFactory.create())

    answer = client.post(reverse("context"), {"span": "month", "next": "https://noi.khac.invalid/"})

    assert answer.headers["Location"] == reverse("home")


def test_what_nobody_could_have_chosen_is_nothing(client: Client) -> None:
    officer(client, UnitFactory.create(called="Mẫu"))
    session = client.session
    session[context.KEPT] = {"unit": "x", "span": "century", "day": "never"}
    session.save()

    assert standing(text(client.get(reverse("home")))) == "Xã Mẫu, Hôm nay"


def test_the_tree_of_units_opens_on_its_day_and_at_its_unit(client: Client) -> None:
    province = ProvinceFactory.create(parent=NationFactory.create())
    commune = UnitFactory.create(parent=province)
    officer(client, province)
    choose(client, unit=commune.pk)
    page = choose(client, span="year", day="05/06/2025", next=reverse("administration:units"))

    assert "Như ngày 31/12/2025" in page
    assert "đang chọn" in page
    today = client.get(reverse("administration:units"), {"day": "23/11/2026"})
    assert "Như hôm nay, 23/11/2026" in text(today)


def test_a_unit_opens_on_the_chosen_day_if_it_lived_then(client: Client) -> None:
    old, new = UnitFactory.create(), UnitFactory.create(valid_from=REFORM)
    officer(client, old)
    choose(client, span="day", day="05/06/2025")

    pages = [text(client.get(reverse("administration:unit", args=[one.pk]))) for one in (old, new)]

    assert ['value="05/06/2025"' in page for page in pages] == [True, False]


def test_bodies_open_on_the_chosen_unit_and_the_address_wins(client: Client) -> None:
    own = UnitFactory.create(called="Mẫu Nhà")
    VillageFactory.create(parent=own)
    officer(client, own)
    place = reverse("administration:organisations")

    assert 'name="unit" value="Xã Mẫu Nhà"' in text(client.get(place))
    assert 'name="unit" value="Xã Mẫu Nhà"' not in text(client.get(place, {"unit": ""}))


def test_two_units_of_one_name_are_not_asked_about(client: Client) -> None:
    own, _namesake = (UnitFactory.create(called="Mẫu Nhà") for _ in range(2))
    officer(client, own)

    assert "Chọn một bên dưới" not in text(client.get(reverse("administration:organisations")))


def test_the_counts_open_on_the_chosen_unit(client: Client) -> None:
    own = UnitFactory.create()
    officer(client, own)

    answer = client.get(reverse("administration:figures"))

    assert answer.headers["Location"] == reverse("administration:unit-figures", args=[own.pk])


def test_without_a_unit_the_counts_lead_to_the_tree(client: Client) -> None:
    officer(client, UnitFactory.create(), UnitFactory.create())

    answer = client.get(reverse("administration:figures"))

    assert answer.headers["Location"] == reverse("administration:units")


def test_is_closed_to_citizens_who_have_none(client: Client) -> None:
    client.force_login(GrantFactory.create(role=Role.CITIZEN).user)

    assert client.get(reverse("context")).status_code == 403
    assert standing(text(client.get(reverse("notices")))) == ""


def test_asks_the_database_for_little(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    province = ProvinceFactory.create()
    for _number in range(20):
        UnitFactory.create(parent=province, called="Mẫu")
    officer(client, province)

    with django_assert_max_num_queries(15):
        client.get(reverse("context"), {"q": "mau"})
