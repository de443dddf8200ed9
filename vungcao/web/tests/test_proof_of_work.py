"""A stranger's form is paid for by a little work: once, in time, for that form; or waits."""

import json
from base64 import b64encode
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from vungcao.kernel.accounts.models import AttemptCount, OneTimeCode
from vungcao.kernel.accounts.rules import Pace
from vungcao.runtime import env
from vungcao.web import attempts, proof_of_work
from vungcao.web.proof_of_work import Challenge, State

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The time stands; a test moves it by its first item. Little is free without a proof."""
    now = [NOW]
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: now[0])
    monkeypatch.setattr(attempts, "UNPROVEN", Pace(2, timedelta(minutes=1)))
    monkeypatch.setattr(attempts, "ALL_UNPROVEN", Pace(5, timedelta(seconds=10)))
    return now


@pytest.fixture(autouse=True)
def easy(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, 300)


def _set(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    here = replace(env.environment(), proof_of_work=most)
    monkeypatch.setattr(proof_of_work, "environment", lambda: here)


def solved(asked: Challenge, **other: Any) -> str:
    """What the browser sends back, with one part or another changed."""
    number = next(
        nth
        for nth in range(asked.most + 1)
        if proof_of_work._hash(asked.salt, nth) == asked.challenge
    )
    said = {**asdict(asked), "number": number, **other}
    return b64encode(json.dumps(said).encode()).decode()


def proof(form: str = "register", **other: Any) -> str:
    return solved(proof_of_work.ask(form, NOW), **other)


def register(answer: str = "", network: str = "10.0.0.1", contact: str = "0900 000 123") -> Any:
    said = {"channel": "sms", "contact": contact, "altcha": answer}
    return Client().post(reverse("register"), said, REMOTE_ADDR=network)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_page_asks_for_work_anew_each_time_and_names_no_reader() -> None:
    one, other = (text(Client().get(reverse("register"))) for _time in range(2))

    assert 'data-algorithm="SHA-256"' in one
    assert "form=register&amp;" in one
    assert 'data-most="300"' in one
    assert one.split("data-challenge")[1][:70] != other.split("data-challenge")[1][:70]
    assert not AttemptCount.objects.exists()


def test_a_form_with_its_proof_is_taken_and_counted_with_nobody_elses() -> None:
    for nth in range(7):
        assert register(proof(), contact=f"0900 000 1{nth:02}").status_code == 302

    assert OneTimeCode.objects.count() == 7


def test_a_proof_is_taken_once() -> None:
    answer = proof()
    register(answer)

    again = register(answer, contact="0900 000 124")

    assert again.status_code == 200
    assert "Lần gửi này đã được nhận" in text(again)
    assert 'value="0900 000 124"' in text(again)
    assert OneTimeCode.objects.count() == 1


def test_a_proof_of_another_form_is_refused() -> None:
    assert "không đúng trang" in text(register(proof("reset")))


@pytest.mark.parametrize(
    "answer",
    [
        "một",
        "////",
        b64encode(b"[]").decode(),
        b64encode(b"{}").decode(),
        b64encode(b'{"challenge": 1, "salt": "a?expires=x", "number": 1, "signature": 2}').decode(),
        b64encode(b'{"challenge": 1, "salt": "a", "number": null, "signature": 2}').decode(),
    ],
)
def test_what_is_no_proof_is_refused_and_breaks_nothing(answer: str) -> None:
    assert "không đúng trang" in text(register(answer))


def test_a_wrong_number_or_a_forged_signature_is_refused() -> None:
    asked = proof_of_work.ask("register", NOW)
    forged = Challenge(
        "SHA-256", proof_of_work._hash(asked.salt, 5), asked.salt, asked.signature, 300
    )

    assert proof_of_work.read(solved(asked, number=-1), "register", NOW)[0] == State.WRONG
    assert proof_of_work.read(solved(forged), "register", NOW)[0] == State.WRONG


def test_digits_cannot_be_moved_between_salt_and_number() -> None:
    asked = proof_of_work.ask("register", NOW)
    spliced = json.dumps(
        {**asdict(asked), "salt": f"{asked.salt}1", "number": 7, "challenge": asked.challenge}
    )

    answer = b64encode(spliced.encode()).decode()

    assert proof_of_work.read(answer, "register", NOW) == (State.WRONG, "")
    assert asked.salt.endswith("&")


def test_a_proof_is_late_after_an_hour_and_the_next_press_is_not(moment: list[datetime]) -> None:
    answer = proof()
    moment[0] += proof_of_work.LIFETIME

    late = register(answer)

    assert "Trang đã mở quá lâu." in text(late)
    assert "Bấm gửi lần nữa; những gì đã điền vẫn còn." in text(late)
    assert 'value="0900 000 123"' in text(late)
    assert register(solved(proof_of_work.ask("register", moment[0]))).status_code == 302


def test_without_javascript_a_form_is_taken_but_seldom(moment: list[datetime]) -> None:
    first = [register(contact=f"0900 000 1{nth:02}").status_code for nth in range(3)]

    waiting = register()

    assert first == [302, 302, 429]
    assert waiting.headers["Retry-After"] == "60"
    assert "Máy chưa tự kiểm tra được nên phải gửi thưa hơn." in text(waiting)
    assert "Đợi 1 phút rồi thử lại." in text(waiting)
    assert 'value="0900 000 123"' in text(waiting)
    moment[0] += timedelta(minutes=1)
    assert register().status_code == 302


def test_many_networks_without_a_proof_wait_together_and_one_with_it_does_not() -> None:
    for nth in range(5):
        assert register(network=f"10.0.{nth}.1", contact=f"0900 000 1{nth:02}").status_code == 302

    assert register(network="10.9.9.1", contact="0900 000 199").status_code == 429
    assert register(proof(), network="10.9.9.1", contact="0900 000 199").status_code == 302


def test_a_page_says_to_who_has_no_javascript_what_it_means() -> None:
    assert "<noscript>" in text(Client().get(reverse("reset")))


@pytest.mark.parametrize("form", ["register", "reset"])
def test_a_province_may_ask_for_no_work_at_all(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    _set(monkeypatch, 0)

    assert "data-proof" not in text(Client().get(reverse(form)))
    said = {"channel": "sms", "contact": "0900 000 123", "typed": "chuyenvien"}
    codes = [Client().post(reverse(form), said).status_code for _time in range(4)]
    assert codes == [302] * 4


def test_a_forgotten_password_is_asked_for_with_its_own_proof() -> None:
    said = {"typed": "chuyenvien", "altcha": proof("reset")}

    assert Client().post(reverse("reset"), said).status_code == 302
    assert Client().post(reverse("reset"), said).status_code == 200


def test_a_dropped_paper_is_looked_into_for_a_proof_and_else_seldom() -> None:
    def drop(answer: str = "") -> Any:
        given = SimpleUploadedFile("a.pdf", b"%PDF-1.7", "application/pdf")
        return Client().post(reverse("verify"), {"file": given, "altcha": answer})

    assert [drop().status_code for _time in range(3)] == [200, 200, 429]
    answer = proof("verify-file")
    taken, again = drop(answer), drop(answer)
    assert "Lần gửi này" not in text(taken)
    assert "Lần gửi này đã được nhận" in text(again)


def test_a_form_with_a_mistake_spends_nothing() -> None:
    answer = proof()
    wrong = register(answer, contact="090")

    assert "bắt đầu bằng 0" in text(wrong)
    assert register(answer).status_code == 302
