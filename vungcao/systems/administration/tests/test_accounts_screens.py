"""Accounts on the screen: found, invited, closed, helped, and only within one's reach."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts import proofs
from vungcao.kernel.accounts.models import Invitation, User
from vungcao.kernel.offers.letters import letters
from vungcao.kernel.tests.factories import GrantFactory, NationFactory, UnitFactory
from vungcao.systems.administration.tests.factories import officer

pytestmark = pytest.mark.django_db

PASSWORD = "bốn từ không liên quan"
INVITED = {
    "family_name": "Người",
    "given_name": "Mẫu",
    "username": "Nguoi.Mau",
    "email": "nguoi.mau@so.invalid",
    "role": "canbo-xa",
    "unit": "Xã Mẫu Xanh",
    "first_day": "23/11/2026",
}


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(officer(Role.ADMINISTRATOR))
    UnitFactory.create(called="Mẫu Xanh")
    return client


def page(client: Client, **filters: str) -> str:
    return client.get(reverse("administration:accounts"), filters).content.decode()


def act(client: Client, what: str, account: User) -> int:
    return client.post(reverse(f"administration:account-{what}", args=[account.pk])).status_code


def invite(client: Client) -> User:
    client.post(reverse("administration:account-invite"), INVITED)
    return User.objects.get(username="nguoi.mau")


def test_finds_by_name_kind_state_and_role(keeper: Client) -> None:
    GrantFactory.create(user__username="canbo-mau", role=Role.COMMUNE_OFFICER)
    User.objects.create(username="ma-nguoi-dan", kind="citizen")

    assert "canbo-mau" in page(keeper, text="BO-MAU", role="canbo-xa", state="active")
    assert "canbo-mau" not in page(keeper, kind="citizen")
    assert "ma-nguoi-dan" in page(keeper, kind="citizen")
    assert "Không có tài khoản nào" in page(keeper, state="closed")


def test_goes_on_where_the_page_ends(keeper: Client) -> None:
    for number in range(60):
        User.objects.create(username=f"mau-{number:02}")

    first = page(keeper, text="mau-")
    assert "mau-49" in first
    assert "mau-50" not in first
    assert "mau-50" in page(keeper, text="mau-", page="2")


def test_asks_as_much_for_many_accounts_as_for_one(
    keeper: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        GrantFactory.create(user__username=f"mau-{number:02}")

    with django_assert_max_num_queries(18):
        page(keeper)


def test_an_officer_comes_in_by_invitation(keeper: Client) -> None:
    account = invite(keeper)
    assert not account.is_active
    letter = letters.get("accounts.invitation")(Invitation.objects.get().pk)
    assert letter is not None
    assert letter.to == "nguoi.mau@so.invalid"
    link = letter.text.partition("/tai-khoan/loi-moi/")[2].partition("/")[0]
    address, newcomer = reverse("invitation", args=[link]), Client()

    assert "Người" in newcomer.get(address).content.decode()
    newcomer.post(address, {"new": PASSWORD, "again": PASSWORD})

    assert "_auth_user_id" in newcomer.session
    assert Client().get(address).status_code == 404
    assert User.objects.get(pk=account.pk).is_active


def test_the_role_waits_until_the_account_is_opened(keeper: Client) -> None:
    account = invite(keeper)
    held = Grant.objects.get(user=account)
    shown = keeper.get(reverse("administration:account", args=[account.pk])).content.decode()
    newcomer = Client()

    newcomer.force_login(account)  # what a stolen session of it would do

    assert (held.role, held.valid_from) == (Role.COMMUNE_OFFICER, date(2026, 11, 23))
    assert reverse("administration:grant", args=[held.pk]) in shown
    assert f"{reverse('administration:grant-new')}?account=nguoi.mau" in shown
    assert newcomer.get(reverse("home")).status_code == 302
    link = proofs.token(Invitation.objects.get())
    newcomer.post(reverse("invitation", args=[link]), {"new": PASSWORD, "again": PASSWORD})
    assert newcomer.get(reverse("home")).status_code == 200


def test_a_link_pressed_twice_at_once_opens_once_and_says_so(
    keeper: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    invite(keeper)
    row = Invitation.objects.get()
    monkeypatch.setattr("vungcao.kernel.accounts.queries.invitation", lambda *_: row)
    address, said = reverse("invitation", args=["a"]), {"new": PASSWORD, "again": PASSWORD}

    first, second = Client().post(address, said), Client().post(address, said)

    assert (first.status_code, second.status_code) == (302, 404)
    assert "Nếu vừa đặt mật khẩu xong thì đăng nhập" in second.content.decode()


def test_everything_that_stands_against_an_invitation_is_said_at_once(keeper: Client) -> None:
    User.objects.create(username="co-roi")
    wrong = INVITED | {"username": "co-roi", "email": "sai", "role": "chuyenvien"}

    page = keeper.post(reverse("administration:account-invite"), wrong).content.decode()

    for sentence in ("đã có người dùng", "ten@noi.vn", "chỉ cấp ở: cấp tỉnh"):
        assert sentence in page
    assert not Invitation.objects.exists()
    assert not Grant.objects.filter(role=Role.SPECIALIST).exists()


def test_nobody_invites_to_a_place_out_of_their_reach(client: Client) -> None:
    NationFactory.create()
    UnitFactory.create(called="Mẫu Xanh")
    client.force_login(officer(Role.ADMINISTRATOR, UnitFactory.create(called="Mẫu Khác")))

    page = client.post(reverse("administration:account-invite"), INVITED).content.decode()

    assert "“Xã Mẫu Xanh” nằm ngoài phạm vi của chị/anh." in page
    assert not User.objects.filter(username="nguoi.mau").exists()


def test_an_account_that_waits_gets_a_second_role(keeper: Client) -> None:
    account = invite(keeper)
    said = {"account": "nguoi.mau", "role": "lanhdao-xa", "unit": "Xã Mẫu Xanh"}

    keeper.post(reverse("administration:grant-new"), said | {"first_day": "23/11/2026"})

    assert Grant.objects.filter(user=account).count() == 2


def test_a_link_that_was_withdrawn_or_replaced_opens_nothing(keeper: Client) -> None:
    account = invite(keeper)
    links = [proofs.token(Invitation.objects.latest("pk"))]
    act(keeper, "invite-again", account)
    links.append(proofs.token(Invitation.objects.latest("pk")))
    act(keeper, "withdraw-invitation", account)

    answers = [Client().get(reverse("invitation", args=[link])).status_code for link in links]
    assert answers == [404, 404]


@pytest.mark.parametrize("link", ["1-0", "x", "99999999999999999999-a", "1"])
def test_a_made_up_link_opens_nothing(keeper: Client, link: str) -> None:
    invite(keeper)

    assert Client().get(reverse("invitation", args=[link])).status_code == 404


def test_a_name_that_is_taken_is_refused(keeper: Client) -> None:
    invite(keeper)

    answer = keeper.post(reverse("administration:account-invite"), INVITED)

    assert "đã được mời và đang chờ" in answer.content.decode()
    assert Invitation.objects.count() == 1


def test_a_closed_account_is_signed_out_and_opens_again(keeper: Client) -> None:
    account = User.objects.create_user("canbo-mau", password=PASSWORD)
    said, holder = {"username": "canbo-mau", "password": PASSWORD}, Client()
    holder.post(reverse("sign-in"), said)

    act(keeper, "deactivate", account)

    assert holder.get(reverse("account")).status_code == 302
    assert Client().post(reverse("sign-in"), said).status_code == 200
    act(keeper, "reactivate", account)
    assert Client().post(reverse("sign-in"), said).status_code == 302


def test_nobody_closes_their_own_account(keeper: Client) -> None:
    own = User.objects.get(username="quan-tri")

    act(keeper, "deactivate", own)

    assert User.objects.get(pk=own.pk).is_active


def test_nobody_closes_the_account_of_who_stands_above(client: Client) -> None:
    NationFactory.create()
    commune = UnitFactory.create()
    client.force_login(officer(Role.ADMINISTRATOR, commune))
    above = GrantFactory.create(unit=commune).user
    GrantFactory.create(user=above, role=Role.SPECIALIST)

    text = client.get(reverse("administration:account", args=[above.pk])).content.decode()

    assert "chỉ xem được" in text
    for what in ("deactivate", "reset-factors", "end-sessions"):
        assert act(client, what, above) == 403


def test_an_auditor_reads_and_changes_nothing(client: Client) -> None:
    client.force_login(officer(Role.AUDITOR))
    account = GrantFactory.create().user

    text = client.get(reverse("administration:account", args=[account.pk])).content.decode()
    assert "Ngừng tài khoản" not in text
    assert "Mời cán bộ" not in page(client)
    assert act(client, "deactivate", account) == 403
