"""The second factor: set up, asked for, used once, taken away."""

import dataclasses
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import OpenSession, User
from vungcao.kernel.accounts.services import factors, system_account
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.runtime.env import environment
from vungcao.runtime.errors import Refused
from vungcao.web import second_factor
from vungcao.web.tests.accounts.world import is_in, officer, sign_in, text

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOW = datetime(2026, 11, 23, 1, 0, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: NOW)


def shown(seconds: int = 0, secret: str = SECRET) -> str:
    """What the app shows so many seconds from now."""
    return str(format_hotp_value(hotp_value(secret, (int(NOW.timestamp()) + seconds) // 30)))


def protected() -> tuple[User, list[str]]:
    """An officer with an app, set up a while ago, and their recovery codes."""
    account = officer()
    codes = factors.add_app(account=account, secret=SECRET, code=shown(), now=NOW, by=account)
    one = Authenticator.objects.get(user=account, type="totp")
    one.data["counter"] -= 10
    one.save()
    return account, codes


WITHIN = reverse("account")  # where an officer without a role lands


def half_in() -> Client:
    client = Client()
    assert sign_in(client).headers["Location"] == reverse("sign-in-second")
    return client


def answer(client: Client, code: str) -> str:
    response = client.post(reverse("sign-in-second"), {"code": code})
    return response.headers.get("Location") or text(response)


def test_a_password_alone_lets_nobody_in() -> None:
    protected()
    client = half_in()

    assert not is_in(client)
    assert client.get(reverse("home")).headers["Location"].startswith(reverse("sign-in"))


def test_a_code_lets_in_and_works_once() -> None:
    protected()

    assert answer(half_in(), shown()) == WITHIN
    assert "Mã chưa đúng hoặc đã dùng" in answer(half_in(), shown())
    assert answer(half_in(), shown(30)) == WITHIN


@pytest.mark.parametrize("seconds", [-90, -61, 61, 300])
def test_a_code_of_another_time_is_refused(seconds: int) -> None:
    protected()

    assert "Mã chưa đúng" in answer(half_in(), shown(seconds))


def test_a_recovery_code_lets_in_once() -> None:
    _account, codes = protected()

    assert len(set(codes)) == 10
    assert answer(half_in(), f"{codes[0][:4]} {codes[0][4:]}") == WITHIN
    assert "Mã chưa đúng" in answer(half_in(), codes[0])
    assert Entry.objects.filter(action="accounts.recovery_code_used").count() == 1


def test_guessing_codes_has_to_wait() -> None:
    protected()
    client = Client()
    sign_in(client)
    client.post(reverse("sign-in-second"), {"code": shown()})
    stranger = half_in()
    for _try in range(5):
        answer(stranger, "000000")

    assert "Đã thử nhiều lần" in answer(stranger, shown(30))
    sign_in(client)
    assert answer(client, shown(30)) == WITHIN  # the holder's device is known


def test_the_step_between_does_not_outlive_a_new_password() -> None:
    account, _codes = protected()
    client = half_in()
    account.set_password("khác hẳn rồi nhé")
    account.save()

    assert answer(client, shown()) == reverse("sign-in")


def test_secrets_are_sealed() -> None:
    protected()

    kept = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert SECRET not in kept


def test_a_wrong_first_code_adds_nothing() -> None:
    account = officer()

    with pytest.raises(RuleBroken):
        factors.add_app(account=account, secret=SECRET, code="000000", now=NOW, by=account)
    assert not Authenticator.objects.exists()


def test_an_officer_sets_an_app_up_on_the_screen() -> None:
    officer()
    client = Client()
    sign_in(client)
    page = text(client.get(reverse("account-app")))
    secret = client.session["app_secret"]
    assert "<svg" in page

    codes = text(client.post(reverse("account-app"), {"code": shown(0, secret)}))

    assert "chỉ hiện một lần" in codes
    assert "app_secret" not in client.session
    assert "Còn 10 mã" in text(client.get(reverse("account-factors")))


def test_what_protects_is_changed_with_a_fresh_proof_only() -> None:
    account, _codes = protected()
    client = Client()
    client.force_login(account)
    one = Authenticator.objects.get(type="totp")

    asked = client.post(reverse("account-factor-remove", args=[one.pk]))

    assert asked.headers["Location"].startswith(reverse("account-confirm"))
    assert Authenticator.objects.filter(pk=one.pk).exists()


def test_with_the_last_factor_the_recovery_codes_go() -> None:
    account, _codes = protected()

    factors.remove_factor(factor=Authenticator.objects.get(type="totp"), by=account)

    assert not Authenticator.objects.exists()


def test_nobody_removes_the_factor_of_another() -> None:
    protected()
    officer("canbo-xa")
    client = Client()
    sign_in(client, "canbo-xa")
    one = Authenticator.objects.get(type="totp")

    assert client.post(reverse("account-factor-remove", args=[one.pk])).status_code == 404


def test_a_reset_ends_all_sessions_and_says_so() -> None:
    account, _codes = protected()
    User.objects.update(email="chuyenvien@so.invalid")
    account.refresh_from_db()
    client = half_in()
    answer(client, shown())

    factors.reset_factors(account=account, by=system_account("x"))

    assert client.get(reverse("home")).status_code == 302
    assert not OpenSession.objects.exists()
    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(action="accounts.factors_reset").exists()


@pytest.fixture
def forced(monkeypatch: pytest.MonkeyPatch) -> None:
    here = dataclasses.replace(environment(), second_factor=("lanhdao-so",))
    monkeypatch.setattr("vungcao.web.second_factor.environment", lambda: here)


@pytest.mark.usefixtures("forced")
def test_a_role_that_needs_one_can_do_nothing_but_set_it_up() -> None:
    GrantFactory.create(user=officer(), role=Role.DEPARTMENT_LEADER)
    client = Client()
    sign_in(client)

    for name in ("home", "account", "account-password", "account-sessions"):
        assert client.get(reverse(name)).headers["Location"] == reverse("account-factors")
    assert "Vai trò của chị/anh cần" in text(client.get(reverse("account-factors")))
    client.get(reverse("account-app"))
    code = shown(0, client.session["app_secret"])
    client.post(reverse("account-app"), {"code": code})

    assert client.get(reverse("home")).status_code == 200


@pytest.mark.usefixtures("forced")
def test_other_roles_work_without() -> None:
    GrantFactory.create(user=officer(), role=Role.SPECIALIST)
    client = Client()
    sign_in(client)

    assert client.get(reverse("home")).status_code == 200


def test_a_role_that_nobody_has_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    here = dataclasses.replace(environment(), second_factor=("lanh-dao",))
    monkeypatch.setattr("vungcao.web.second_factor.environment", lambda: here)

    with pytest.raises(Refused, match="lanh-dao"):
        second_factor.check()


def test_a_passkey_without_a_name_is_asked_for_one() -> None:
    client = Client()
    sign_in(client, officer().username)

    page = text(client.post(reverse("account-passkey-new"), {"name": "", "credential": ""}))

    assert "Tên khoá: Mục này còn trống, cần điền." in page
    assert "Máy chưa tạo khoá." in page


def test_a_second_step_that_has_taken_too_long_says_so() -> None:
    answer = Client().post(reverse("sign-in-second"), {"code": "123456"}, follow=True)

    assert answer.redirect_chain == [(reverse("sign-in"), 302)]
    assert "Bước thứ hai để quá lâu." in text(answer)
