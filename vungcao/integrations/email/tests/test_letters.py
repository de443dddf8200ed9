"""A letter reaches the mailbox as written, once by its Message-ID, whatever a server does."""

from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from vungcao.integrations.email import adapter
from vungcao.integrations.email.adapter import message_id, mime
from vungcao.integrations.email.inbound import newest
from vungcao.integrations.email.tests.conftest import Post
from vungcao.kernel.exchange import adapters
from vungcao.kernel.exchange.adapters import Refused
from vungcao.kernel.exchange.models import OutboxMessage, Partner, Receipt
from vungcao.kernel.offers.letters import Letter
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.exchange.post import NOON

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

SENDER = "khong-tra-loi@vung-cao.invalid"


def test_a_vietnamese_letter_arrives_as_it_was_written(post: Post) -> None:
    post.letter = Letter("nguoi-nhan@mau.invalid", "Mời chị dự họp ở Lục Ngạn", "Mã: 000 123\n")
    post.put(1)

    post.round()

    assert post.states() == [("delivered", "")]
    message = post.box.last
    assert message["To"] == "nguoi-nhan@mau.invalid"
    assert message.get_payload(decode=True).decode().strip() == "Mã: 000 123"
    assert message["Message-ID"] == message_id("k1", SENDER)
    with scoped(("/1/",)):
        assert Receipt.objects.get().reference == "mau"


@pytest.mark.parametrize(
    ("fault", "state", "code"),
    [("later", "waiting", "data-451"), ("never", "dead", "data-550")],
)
def test_what_the_server_says_decides(post: Post, fault: str, state: str, code: str) -> None:
    setattr(post.plan, fault, 100)
    post.put(1)

    post.round()

    assert post.states() == [(state, code)]


def test_a_server_that_hangs_up_after_the_text_leaves_the_outcome_open(post: Post) -> None:
    post.plan.silent = 100
    post.put(1)
    post.round()
    assert post.states() == [("waiting", "no-answer-after-data")]

    post.plan.silent = 0
    with scoped(("/1/",)):
        _due_now()
    post.round()

    assert post.states() == [("delivered", "")]
    assert post.box.copies == {message_id("k1", SENDER): 2}  # one letter to a store of mail


def test_one_refused_letter_does_not_cost_the_others_their_line(post: Post) -> None:
    post.put(1, 2)
    post.plan.never = 100
    post.round()
    post.plan.never = 0
    post.put(3)

    post.round()

    assert [state for state, _ in post.states()] == ["dead", "dead", "delivered"]


def test_no_server_means_waiting_and_says_so(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    post.put(1)
    monkeypatch.setattr("vungcao.integrations.email.client._connect", _refuse)

    post.round()

    assert [state for state, _ in post.states()] == ["waiting"]
    assert Partner.objects.get(code="email").fault == "no-connection"


def test_a_letter_that_is_withdrawn_is_not_sent(post: Post) -> None:
    post.letter = None
    post.put(1)

    post.round()

    assert post.states() == [("skipped", "withdrawn")]
    assert post.box.copies == {}


def test_practice_never_connects_to_the_server_and_keeps_its_letters(
    post: Post, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Even where the province's server were known to it and answers."""
    class_room = replace(post.here, practice="class", home=tmp_path)
    for module in (adapter, adapters):
        monkeypatch.setattr(module, "environment", lambda: class_room)
    monkeypatch.setattr(
        "vungcao.integrations.email.client._connect", lambda server: pytest.fail("connected")
    )
    post.put(1)

    post.round()

    assert class_room.smtp_url == f"smtp://127.0.0.1:{post.port}"
    assert [state for state, _ in post.states()] == ["delivered"]
    assert post.box.copies == {}
    assert [item.to for item in newest(class_room.mailbox)] == ["nguoi-nhan@mau.invalid"]


def test_a_line_break_in_a_subject_makes_no_header() -> None:
    letter = Letter("a@mau.invalid", "Chào\r\nBcc: khac@mau.invalid", "x")

    text = mime(letter, "k", SENDER)

    assert b"\r\nBcc:" not in text


def test_a_letter_says_the_same_in_html_and_leads_out_in_one_unbroken_line() -> None:
    way_out = f"<https://mau.invalid/{'x' * 120}/>"
    letter = Letter(
        "a@mau.invalid", "Bản tin", "Chào", "<p>Chào</p>", {"List-Unsubscribe": way_out}
    )

    content = mime(letter, "k", SENDER)

    message = message_from_bytes(content, policy=policy.default)
    assert f"List-Unsubscribe: {way_out}\r\n".encode() in content
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    html = message.get_body(("html",))
    assert html is not None
    assert html.get_content().strip() == "<p>Chào</p>"
    assert message["Message-ID"] == message_id("k", SENDER)


@pytest.mark.parametrize(
    ("name", "value"),
    [("Bcc", "c@d.vn"), ("List-X", "a\r\nBcc: c@d.vn"), ("List-X", "ạ"), ("X-Y: Bcc", "c\n")],
)
def test_a_header_that_is_none_of_ours_is_refused(name: str, value: str) -> None:
    with pytest.raises(Refused, match="header"):
        mime(Letter("a@mau.invalid", "x", "x", headers={name: value}), "k", SENDER)


@pytest.mark.parametrize(
    "address",
    ["", "a", "a@b@c", "a b@mau.invalid", "a@mau.invalid\r\nBcc: c@d.vn", "a@x,b@y", "<a@b.vn>"],
)
def test_what_is_no_single_address_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="address"):
        mime(Letter(address, "x", "x"), "k", SENDER)


def test_the_same_key_makes_the_same_message_id_and_does_not_show_itself() -> None:
    assert message_id("so-000", SENDER) == message_id("so-000", SENDER)
    assert message_id("so-000", SENDER) != message_id("so-001", SENDER)
    assert "so-000" not in message_id("so-000", SENDER)


def _refuse(server: object) -> None:
    raise ConnectionRefusedError


def _due_now() -> None:
    early = NOON.replace(year=2026, month=1)
    OutboxMessage.objects.update(next_try_at=early)
