"""Citizens open an account with a telephone or an e-mail address, which never stands in clear."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from vungcao.kernel.accounts import proofs, queries
from vungcao.kernel.accounts.models import CitizenContact, OneTimeCode, User
from vungcao.kernel.accounts.services import codes, system_account
from vungcao.kernel.calendar import clock
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.offers.letters import letters
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.vault.models import DataKey
from vungcao.web.tests.accounts.test_no_answer_tells import seen
from vungcao.web.tests.accounts.world import PASSWORD, is_in, officer, sign_in, text

pytestmark = pytest.mark.django_db

PHONE = "0900000123"


def ask(client: Client, contact: str = PHONE, channel: str = "sms") -> HttpResponse:
    said = {"channel": channel, "contact": contact}
    return client.post(reverse("register"), said, follow=True)  # type: ignore[return-value]


def digits() -> str:
    return proofs.digits(OneTimeCode.objects.latest("pk"))


def finish(client: Client, code: str, called: str = "Người Mẫu") -> HttpResponse:
    client.post(reverse("register-code"), {"code": code})
    said = {"called": called, "new": PASSWORD, "again": PASSWORD}
    return client.post(reverse("register-finish"), said)  # type: ignore[return-value]


def citizen(contact: str = PHONE, channel: str = "sms") -> User:
    client = Client()
    ask(client, contact, channel)
    finish(client, digits())
    return User.objects.get(kind="citizen")


def kinds() -> list[str]:
    with scoped(("/1/",)):
        rows = OutboxMessage.objects.order_by("pk")
        return [row.details["kind"] for row in rows if row.topic == "letter"]


@pytest.mark.parametrize(
    ("contact", "channel", "again"),
    [("0900 000 123", "sms", "+84900000123"), ("Mau@Vi-Du.invalid", "email", "mau@vi-du.invalid")],
)
def test_a_citizen_registers_and_signs_in_again(contact: str, channel: str, again: str) -> None:
    account = citizen(contact, channel)
    client = Client()

    assert sign_in(client, again).headers["Location"] == reverse("account")
    assert "Người Mẫu" in text(client.get(reverse("account")))
    assert account.get_full_name() == account.email == ""


def test_the_letter_holds_the_code_and_the_outbox_does_not() -> None:
    ask(Client())
    row = OneTimeCode.objects.get()

    letter = letters.get("accounts.code")(row.pk)

    assert letter is not None
    assert letter.to == PHONE
    assert digits() in letter.text
    with scoped(("/1/",)):
        said = str(list(OutboxMessage.objects.values()))
    assert PHONE not in said
    assert digits() not in said


def test_nothing_of_a_citizen_stands_in_the_session() -> None:
    client = Client()
    ask(client)
    client.post(reverse("register-code"), {"code": digits()})

    kept = str([row.get_decoded() for row in Session.objects.all()])

    assert "900000123" not in kept


def test_a_contact_with_an_account_looks_like_one_without() -> None:
    citizen()

    taken, free = Client(), Client()
    known, unknown = ask(taken), ask(free, "0900000456")
    assert seen(known, PHONE) == seen(unknown, "0900000456")
    assert kinds()[-2:] == ["accounts.somebody_tried", "accounts.code"]

    wrong = [
        seen(client.post(reverse("register-code"), {"code": "000000"}), "000000")
        for client in (taken, free)
    ]
    assert wrong[0] == wrong[1]


def test_a_guessed_code_takes_nobodys_contact() -> None:
    holder = citizen()
    client = Client()
    ask(client)

    finish(client, digits())

    assert not is_in(client)
    assert queries.by_contact(PHONE) == holder


def test_a_code_bears_five_tries() -> None:
    client = Client()
    ask(client)
    right = digits()
    wrong = "111111" if right != "111111" else "222222"
    for _try in range(5):
        client.post(reverse("register-code"), {"code": wrong})

    finish(client, right)

    assert not is_in(client)


def test_a_code_that_is_used_up_says_so_and_how_to_go_on() -> None:
    client = Client()
    ask(client)
    wrong = "111111" if digits() != "111111" else "222222"

    said = [text(client.post(reverse("register-code"), {"code": wrong})) for _try in range(5)]

    assert ["vì đã nhập sai 5 lần" in page for page in said] == [False] * 4 + [True]


def test_a_code_that_is_over_leads_to_the_first_step_and_says_why() -> None:
    client = Client()
    ask(client)
    OneTimeCode.objects.update(expires_at=datetime(2026, 1, 1, tzinfo=UTC))

    answer = client.get(reverse("register-code"), follow=True)

    assert answer.redirect_chain == [(reverse("register"), 302)]
    assert "Mã đã hết hạn hoặc đã dùng." in text(answer)


def test_who_has_registered_and_goes_back_lands_on_their_account() -> None:
    client = Client()
    ask(client)
    code = digits()
    finish(client, code)

    said = {"called": "Người Mẫu", "new": PASSWORD, "again": PASSWORD}
    for name in ("register-code", "register-finish"):
        answer = client.post(reverse(name), {**said, "code": code}, follow=True)
        assert answer.redirect_chain[-1] == (reverse("account"), 302)

    assert User.objects.filter(kind="citizen").count() == 1


def test_a_reset_sent_twice_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    officer("chuyenvien").save()
    User.objects.update(email="chuyenvien@so.invalid")
    client.post(reverse("reset"), {"typed": "chuyenvien"})
    client.post(reverse("reset-code"), {"code": digits()})
    row = OneTimeCode.objects.get()
    monkeypatch.setattr("vungcao.web.letter_codes.pending", lambda *_: row)  # both came at once
    said = {"new": "năm từ không liên quan gì", "again": "năm từ không liên quan gì"}

    first, second = (client.post(reverse("reset-finish"), said) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 200)
    assert "Nếu vừa làm xong ở lần bấm trước thì đăng nhập" in text(second)


def test_the_demo_leads_to_the_mailbox_where_the_code_is() -> None:
    client = Client()

    assert reverse("mailbox") in text(ask(client))


def test_a_code_of_another_session_is_none() -> None:
    ask(Client())
    stranger = Client()

    answer = stranger.post(reverse("register-code"), {"code": digits()})

    assert answer.headers["Location"] == reverse("register")


def test_a_weak_password_is_refused_in_vietnamese() -> None:
    client = Client()
    ask(client)
    client.post(reverse("register-code"), {"code": digits()})

    said = {"called": "", "new": "12345678", "again": "1234"}
    page = text(client.post(reverse("register-finish"), said))

    assert "Mật khẩu quá ngắn." in page
    assert "Mục này còn trống" in page


@pytest.mark.parametrize(
    ("channel", "contact"), [("sms", "12"), ("email", "a@b"), ("sms", "a@b.vn")]
)
def test_a_contact_that_cannot_be_one_is_refused(channel: str, contact: str) -> None:
    ask(Client(), contact, channel)

    assert not OneTimeCode.objects.exists()


def test_letters_are_not_sent_without_end() -> None:
    client = Client()
    for _try in range(5):
        ask(client)

    assert "Đã thử nhiều lần" in text(ask(client))
    assert len(kinds()) == 5


def test_who_never_answers_is_forgotten() -> None:
    ask(Client())
    later = clock.now() + timedelta(days=30)

    assert codes.forget_waiting(now=later, by=system_account("x")) == 1
    assert codes.forget_waiting(now=later, by=system_account("x")) == 0
    assert DataKey.objects.get().destroyed_at == later
    assert letters.get("accounts.code")(OneTimeCode.objects.get().pk) is None


def test_a_password_is_reset_by_letter() -> None:
    citizen()
    client = Client()
    client.post(reverse("reset"), {"typed": PHONE})
    client.post(reverse("reset-code"), {"code": digits()})

    answer = client.post(
        reverse("reset-finish"), {"new": "một mật khẩu khác", "again": "một mật khẩu khác"}
    )

    assert answer.headers["Location"] == reverse("sign-in")
    assert sign_in(Client(), PHONE).status_code == 200
    assert sign_in(client, PHONE, "một mật khẩu khác").status_code == 302


def test_an_officer_is_written_to_at_work() -> None:
    account = officer()
    User.objects.update(email="chuyenvien@so.invalid")
    Client().post(reverse("reset"), {"typed": "chuyenvien@so.invalid"})

    letter = letters.get("accounts.code")(OneTimeCode.objects.get(account=account).pk)

    assert letter is not None
    assert letter.to == "chuyenvien@so.invalid"


def test_a_reset_for_nobody_looks_like_one_for_somebody() -> None:
    officer()
    User.objects.update(email="chuyenvien@so.invalid")
    somebody, nobody = Client(), Client()

    pages = [
        seen(client.post(reverse("reset"), {"typed": name}, follow=True), name)
        for client, name in ((somebody, "chuyenvien"), (nobody, "khong-co-ai"))
    ]
    assert pages[0] == pages[1]
    nobody.post(reverse("reset-code"), {"code": digits()})
    assert nobody.get(reverse("reset-finish")).headers["Location"] == reverse("reset")
    assert kinds() == ["accounts.code"]


def test_a_contact_is_kept_sealed() -> None:
    citizen()

    row = CitizenContact.objects.get()

    assert row.value is not None
    assert PHONE.encode() not in row.value.data
    assert PHONE not in row.fingerprint
