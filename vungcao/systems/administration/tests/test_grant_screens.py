"""Who holds which role, on the screen: looking, granting, ending, handing over."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.tests.factories import (
    DistrictFactory,
    GrantFactory,
    OrganisationFactory,
    ProvinceFactory,
    UnitFactory,
    UserFactory,
    VillageFactory,
)
from vungcao.systems.administration.tests.factories import officer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST = reverse("administration:grants")


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(officer(Role.ADMINISTRATOR))
    return client


def text(client: Client, address: str, **asked: str) -> str:
    return client.get(address, asked).content.decode()


def of(screen: str, grant: Grant) -> str:
    return reverse(f"administration:{screen}", args=[grant.pk])


def form(**said: str) -> dict[str, str]:
    return {"account": "moi", "role": "canbo-xa", "first_day": "23/11/2026", **said}


def test_the_list_says_who_holds_what_where_and_until_when(keeper: Client) -> None:
    unit = UnitFactory.create(called="Mẫu Xanh")
    GrantFactory.create(user__username="xanh", unit=unit, valid_until=date(2027, 1, 1))

    page = text(keeper, LIST)

    assert "xanh" in page
    assert "Xã Mẫu Xanh" in page
    assert "31/12/2026" in page


def test_the_list_is_cut_by_account_role_unit_state_and_day(keeper: Client) -> None:
    unit = UnitFactory.create(called="Mẫu Xanh")
    GrantFactory.create(user__username="xanh", unit=unit)
    GrantFactory.create(user__username="do", role=Role.COMMUNE_LEADER)
    GrantFactory.create(user__username="cu", valid_until=date(2026, 1, 1))

    assert "xanh" not in text(keeper, LIST, account="do")
    assert ">do</a>" not in text(keeper, LIST, role="canbo-xa")
    assert ">do</a>" not in text(keeper, LIST, unit="Xã Mẫu Xanh")
    assert ">cu</a>" in text(keeper, LIST, state="ended")
    assert ">cu</a>" in text(keeper, LIST, day="31/12/2025")
    assert ">cu</a>" not in text(keeper, LIST)


def test_a_grant_over_a_level_that_is_gone_asks_to_be_given_anew(keeper: Client) -> None:
    district = DistrictFactory.create(valid_until=date(2025, 7, 1))
    GrantFactory.create(user__username="huyen", unit=district)
    Grant.objects.filter(user__username="huyen").update(scope=f"{district.scope}99999/")

    assert "Cần cấp lại" in text(keeper, LIST, state="renewal")
    assert "huyen" in text(keeper, LIST, state="renewal")


def test_the_list_costs_as_much_for_many_as_for_one(
    keeper: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(20):
        GrantFactory.create()

    with django_assert_max_num_queries(27):
        keeper.get(LIST)


def test_an_administrator_of_a_province_sees_only_their_own(client: Client) -> None:
    province = ProvinceFactory.create()
    inside = GrantFactory.create(unit=UnitFactory.create(parent=province), user__username="trong")
    outside = GrantFactory.create(user__username="ngoai")
    client.force_login(officer(Role.ADMINISTRATOR, province))

    assert "trong" in text(client, LIST)
    assert "ngoai" not in text(client, LIST)
    assert client.get(of("grant", inside)).status_code == 200
    assert client.get(of("grant", outside)).status_code == 404
    assert client.post(of("grant-end", outside)).status_code == 404


def test_a_role_is_granted(keeper: Client) -> None:
    UserFactory.create(username="moi")
    UnitFactory.create(called="Mẫu Xanh")

    said = form(unit="Xã Mẫu Xanh", last_day="31/12/2026", decision_number="1/QĐ-MAU")
    page = keeper.post(reverse("administration:grant-new"), said, follow=True).content.decode()

    assert "Đã cấp vai trò." in page
    made = Grant.objects.get(user__username="moi")
    assert (made.valid_from, made.valid_until) == (date(2026, 11, 23), date(2027, 1, 1))


def test_everything_that_is_wrong_is_said_and_what_was_typed_is_kept(keeper: Client) -> None:
    said = form(account="khong-co", unit="Xã Không Có", organisation="Sở Không Có", role="vua")

    page = keeper.post(reverse("administration:grant-new"), said).content.decode()

    for sentence in (
        "Không thấy tài khoản cán bộ",
        "Không thấy “Xã Không Có”",
        "Không thấy cơ quan",
    ):
        assert sentence in page
    assert 'value="khong-co"' in page
    assert Grant.objects.count() == 1


def test_a_role_for_an_organisation_needs_one_and_takes_its_territory(keeper: Client) -> None:
    UserFactory.create(username="moi")
    UnitFactory.create(called="Mẫu Xanh")
    province = ProvinceFactory.create(called="Núi")
    OrganisationFactory.create(unit=province, called="Sở Mẫu")
    asked = form(role=Role.INDICATOR_OWNER.value, unit="Xã Mẫu Xanh")

    refused = keeper.post(reverse("administration:grant-new"), asked).content.decode()
    keeper.post(reverse("administration:grant-new"), {**asked, "organisation": "Sở Mẫu"})

    assert "cần cơ quan" in refused or "còn trống" in refused or "Chọn đơn vị" in refused
    assert Grant.objects.get(user__username="moi").unit == province


def test_a_village_head_is_of_no_organisation(keeper: Client) -> None:
    """What was typed for another role is passed over and stays in the form."""
    UserFactory.create(username="moi")
    VillageFactory.create(called="Bản Đào")
    asked = form(role=Role.VILLAGE_HEAD.value, unit="Thôn Bản Đào", organisation="Sở Không Có")

    keeper.post(reverse("administration:grant-new"), asked)

    assert Grant.objects.get(user__username="moi").organisation is None


def test_a_role_on_the_wrong_level_is_refused_with_the_reason(keeper: Client) -> None:
    UserFactory.create(username="moi")
    UnitFactory.create(called="Mẫu Xanh")

    said = form(unit="Xã Mẫu Xanh", role="chuyenvien")
    page = keeper.post(reverse("administration:grant-new"), said).content.decode()

    assert "chỉ cấp ở: cấp tỉnh" in page


def test_a_role_is_ended_with_a_reason(keeper: Client) -> None:
    grant = GrantFactory.create()

    said = {"on": "24/11/2026", "reason": "moved"}
    page = keeper.post(of("grant-end", grant), said, follow=True).content.decode()

    assert "Chuyển công tác" in page
    grant.refresh_from_db()
    assert grant.valid_until == date(2026, 11, 24)


def test_an_end_in_the_past_is_refused(keeper: Client) -> None:
    grant = GrantFactory.create()

    page = keeper.post(of("grant-end", grant), {"on": "22/11/2026", "reason": "moved"}).content

    assert "Ngày kết thúc đã qua" in page.decode()


def test_an_administrator_hands_a_role_over(keeper: Client, today: date) -> None:
    leader = GrantFactory.create(role=Role.COMMUNE_LEADER)
    colleague = GrantFactory.create(unit=leader.unit).user

    said = {
        "to": colleague.username,
        "first_day": "23/11/2026",
        "last_day": "29/11/2026",
        "decision_number": "2/QĐ-MAU",
    }
    page = keeper.post(of("grant-delegate", leader), said, follow=True).content.decode()

    assert "Đã uỷ quyền." in page
    made = leader.delegations.get()
    assert (made.user, made.valid_until) == (colleague, today + timedelta(days=7))


def test_only_colleagues_can_be_chosen(keeper: Client) -> None:
    leader = GrantFactory.create(role=Role.COMMUNE_LEADER)
    stranger = GrantFactory.create().user

    said = {"to": stranger.username, "first_day": "23/11/2026", "last_day": "29/11/2026"}
    page = keeper.post(of("grant-delegate", leader), said).content.decode()

    assert "ở cùng cơ quan. Gõ họ tên để tìm." in page
    assert not leader.delegations.exists()


@pytest.mark.parametrize("screen", ["grants", "grant-new"])
def test_a_commune_officer_opens_none_of_it(client: Client, screen: str) -> None:
    client.force_login(officer(Role.COMMUNE_OFFICER))

    assert client.get(reverse(f"administration:{screen}")).status_code == 403
