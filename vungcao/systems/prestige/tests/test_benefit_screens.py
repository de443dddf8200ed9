"""Benefits on the screen: given, refused, undone, listed, and told to who may read them."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.prestige.models import Benefit, GrantList, Recognition
from vungcao.systems.prestige.services.granting import NewBenefit, grant
from vungcao.systems.prestige.tests.factories import (
    TODAY,
    commune,
    law,
    officer,
    recognised,
    village,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST, NEW_LIST = reverse("prestige:benefits"), reverse("prestige:grant-list-new")
TET = date(2026, 2, 10)
GIFT = {"kind": "tet_gift", "amount": "500000", "level": "commune", "granted_on": "10/02/2026"}
DECIDED = {
    "title": "Quà Tết mẫu",
    "number": "12/QĐ-MAU",
    "decided_on": "01/02/2026",
    "issuer_name": "Uỷ ban nhân dân xã Mẫu",
    "whole": "all",
}


@pytest.fixture
def place() -> Iterator[Unit]:
    with scoped(("/1/",)):
        law()
        yield commune()


@pytest.fixture
def keeper(client: Client, place: Unit) -> User:
    user = officer(Role.COMMUNE_OFFICER, place)
    client.force_login(user)
    return user


@pytest.fixture
def one(place: Unit, keeper: User) -> Recognition:
    return recognised(village(place), keeper)


def address(one: Recognition) -> str:
    return reverse("prestige:benefit-new", args=[one.pk])


def given(one: Recognition, by: User, day: date = TET) -> Benefit:
    new = NewBenefit("tet_gift", "commune", day, 400_000)
    return grant(recognition=one, new=new, today=TODAY, by=by)


def page(client: Client, there: str, **asked: str) -> str:
    return client.get(there, asked).content.decode()


def test_the_form_says_what_is_allowed_and_what_was_had_before_anything_is_typed(
    client: Client, one: Recognition, keeper: User
) -> None:
    given(one, keeper)

    said = page(client, address(one))

    assert "Nông Mẫu An" in said
    assert "tối đa 500.000 đồng mỗi lần" in said
    assert "2 lần mỗi năm; năm nay đã nhận 1 lần: 10/02/2026" in said
    assert "tối đa mỗi lần: xã 500.000 đồng" in said


def test_a_gift_above_the_ceiling_is_refused_and_then_entered(
    client: Client, one: Recognition
) -> None:
    refused = client.post(address(one), {**GIFT, "amount": "600.000"}).content.decode()
    assert "là 500.000 đồng" in refused
    assert "số tiền ghi là 600.000 đồng" in refused

    answer = client.post(address(one), GIFT)

    assert answer.status_code == 302
    assert Benefit.objects.get().amount == 500_000


def test_an_illness_asks_for_the_hospital_and_a_paper_for_no_amount(
    client: Client, one: Recognition
) -> None:
    ill = {"kind": "illness", "amount": "400000", "granted_on": "10/02/2026"}
    assert "Mục này còn trống" in client.post(address(one), ill).content.decode()
    client.post(address(one), {**ill, "hospital": "commune"})
    client.post(address(one), {**GIFT, "kind": "newspaper", "amount": "5"})

    kept = dict(Benefit.objects.values_list("kind", "amount"))
    assert kept == {"illness": 400_000, "newspaper": None}


def test_who_was_entered_by_mistake_is_undone_for_a_reason(
    client: Client, one: Recognition, keeper: User
) -> None:
    there = reverse("prestige:benefit-void", args=[given(one, keeper).pk])
    assert "Mục này còn trống" in client.post(there, {"reason": ""}).content.decode()

    client.post(there, {"reason": "Ghi nhầm người"})

    assert Benefit.objects.get().is_void
    assert "<strong>0</strong> lần" in page(client, LIST)
    assert "Đã huỷ" in page(client, LIST, state="void")


def test_the_list_is_narrowed_and_summed(client: Client, one: Recognition, keeper: User) -> None:
    given(one, keeper)

    assert "<strong>1</strong> lần cho <strong>1</strong> người" in page(client, LIST, year="2026")
    assert "<strong>0</strong> lần" in page(client, LIST, kind="illness")
    assert "<strong>0</strong> lần" in page(client, LIST, level="province")


def test_a_neighbouring_commune_finds_nobody(
    client: Client, one: Recognition, keeper: User
) -> None:
    made = given(one, keeper)
    client.force_login(officer(Role.COMMUNE_LEADER, commune("Khác")))

    assert client.get(address(one)).status_code == 404
    assert client.get(reverse("prestige:benefit-void", args=[made.pk])).status_code == 404
    assert "<strong>0</strong> lần" in page(client, LIST)


def test_who_pays_reads_sums_and_communes_and_opens_no_name(
    client: Client, one: Recognition, keeper: User
) -> None:
    given(one, keeper)
    province = Unit.objects.get(kind=Kind.PROVINCE)
    client.force_login(officer(Role.FINANCE, province))
    before = Entry.objects.filter(action="people.read").count()

    said = page(client, LIST)
    file = client.get(LIST, {"format": "csv"})

    assert "400.000" in said
    assert "Xã Mẫu" in said
    assert "Nông Mẫu An" not in said
    assert "mẫu 1" not in said
    assert "Nông" not in b"".join(file.streaming_content).decode()  # type: ignore[attr-defined]
    assert Entry.objects.filter(action="people.read").count() == before
    assert client.get(address(one)).status_code == 403
    assert client.get(NEW_LIST).status_code == 403


def test_the_list_costs_as_much_for_many_as_for_few(
    client: Client,
    place: Unit,
    keeper: User,
    one: Recognition,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for nth in (2, 3, 4):
        given(recognised(village(place, f"mẫu {nth}"), keeper), keeper)

    with django_assert_max_num_queries(46):
        client.get(LIST)


def previewed(client: Client, **said: str) -> tuple[str, str]:
    """The preview and the mark in it by which it is confirmed."""
    text = client.post(NEW_LIST, {**GIFT, **DECIDED, **said}).content.decode()
    return text, text.partition('name="seen" value="')[2].partition('"')[0]


def test_a_list_is_previewed_confirmed_and_given_at_once(
    client: Client, place: Unit, keeper: User, one: Recognition
) -> None:
    other = recognised(village(place, "mẫu 2"), keeper, full_name="Vi Mẫu Bình")
    for month in (1, 9):
        given(other, keeper, date(2026, month, 15))

    text, mark = previewed(client)

    assert "Được chi: 1 người" in text
    assert "Không được chi: 1 người" in text
    assert "Vi Mẫu Bình" in text
    assert "đã nhận 2 trên 2 lần trong năm 2026" in text
    assert not GrantList.objects.exists()

    client.post(NEW_LIST, {**GIFT, **DECIDED, "step": "confirm", "seen": mark})

    made = GrantList.objects.get()
    assert [row.recognition for row in made.benefits.all()] == [one]
    shown = page(client, reverse("prestige:grant-list", args=[made.pk]))
    assert "Nông Mẫu An" in shown
    assert "Quà Tết mẫu" in page(client, reverse("prestige:grant-lists"))
    file = client.get(reverse("prestige:grant-list", args=[made.pk]), {"format": "csv"})
    assert "Nông Mẫu An" in b"".join(file.streaming_content).decode()  # type: ignore[attr-defined]


def test_a_list_that_changed_since_its_preview_is_shown_again(
    client: Client, one: Recognition, place: Unit, keeper: User
) -> None:
    _text, mark = previewed(client)
    recognised(village(place, "mẫu 2"), keeper)

    again = client.post(NEW_LIST, {**GIFT, **DECIDED, "step": "confirm", "seen": mark})

    assert "Danh sách vừa thay đổi" in again.content.decode()
    assert not GrantList.objects.exists()


def test_a_list_confirmed_twice_gives_once(client: Client, one: Recognition) -> None:
    _text, mark = previewed(client)
    said = {**GIFT, **DECIDED, "step": "confirm", "seen": mark, "csrfmiddlewaretoken": "mot"}

    for _ in range(2):
        client.post(NEW_LIST, said)

    assert GrantList.objects.count() == Benefit.objects.count() == 1


def test_a_list_may_be_of_some_communes_and_is_mended_before_it_is_confirmed(
    client: Client, place: Unit, keeper: User, one: Recognition
) -> None:
    other = commune("Khác")
    recognised(village(other), keeper)
    client.force_login(officer(Role.SPECIALIST, Unit.objects.get(kind=Kind.PROVINCE)))
    asked = {**GIFT, **DECIDED, "whole": "some"}
    assert "Mục này còn trống" in client.post(NEW_LIST, asked).content.decode()

    every, _mark = previewed(client)
    some, _mark = previewed(client, whole="some", communes=str(place.pk))
    form = client.post(NEW_LIST, {**GIFT, **DECIDED, "step": "edit"}).content.decode()

    assert "Được chi: 2 người" in every
    assert "Được chi: 1 người" in some
    assert "Xem trước" in form
    assert 'value="12/QĐ-MAU"' in form


def test_who_pays_sees_a_list_without_names(client: Client, one: Recognition, place: Unit) -> None:
    _text, mark = previewed(client)
    client.post(NEW_LIST, {**GIFT, **DECIDED, "step": "confirm", "seen": mark})
    client.force_login(officer(Role.FINANCE, Unit.objects.get(kind=Kind.PROVINCE)))

    shown = page(client, reverse("prestige:grant-list", args=[GrantList.objects.get().pk]))

    assert "500.000" in shown
    assert "Nông" not in shown
