"""Readers: asked by letter, confirmed and gone by a press, sealed and erased, told nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from vungcao.kernel.audit.models import Entry
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.offers.letters import letters
from vungcao.kernel.vault.models import DataKey
from vungcao.kernel.vault.services import open_texts
from vungcao.systems.newsletter.models import Subscriber, SubscriberState
from vungcao.systems.newsletter.queries import subscribers
from vungcao.systems.newsletter.queries.door import inside, visitor
from vungcao.systems.newsletter.services import subscribing
from vungcao.systems.newsletter.services.subscribing import Wishes
from vungcao.systems.newsletter.tests.shelf import NOW, Shelf

pytestmark = pytest.mark.django_db
ADDRESS = "ban-doc@mau.invalid"
SUBSCRIBE = reverse("newsletter:subscribe")


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: NOW)


def ask(address: str = ADDRESS) -> Subscriber:
    return subscribing.ask(address=address, wishes=Wishes(), now=NOW, by=visitor())


def kept() -> Subscriber:
    with inside():
        return Subscriber.objects.latest("pk")


def confirmed(address: str = ADDRESS) -> Subscriber:
    row = ask(address)
    subscribing.confirm(subscriber=row, now=NOW, by=visitor())
    return row


def of(row: Subscriber, name: str) -> str:
    purpose = {"confirm": subscribers.CONFIRM, "leave": subscribers.LEAVE}
    proof = subscribers.link(row, purpose.get(name, subscribers.CHOOSE))
    return reverse(f"newsletter:{name}", args=[proof])


def letter(kind: str, row: Subscriber) -> Any:
    with inside():
        return letters.get(kind)(row.pk)


def test_a_form_makes_a_waiting_reader_and_a_letter_and_says_nothing(client: Client) -> None:
    answer = client.post(SUBSCRIBE, {"address": " Ban-Doc@Mau.invalid ", "tongue": "vi"})

    assert answer.headers["Location"] == reverse("newsletter:asked")
    row = kept()
    assert (row.state, row.tongue) == (SubscriberState.WAITING, "vi")
    sent = letter("newsletter.confirm", row)
    assert sent.to == ADDRESS
    assert of(row, "confirm") in sent.text


def test_the_answer_is_the_same_for_an_address_that_is_known(client: Client) -> None:
    row = confirmed()

    answer = client.post(SUBSCRIBE, {"address": ADDRESS, "tongue": ""})

    assert answer.headers["Location"] == reverse("newsletter:asked")
    assert subscribers.counts() == {"waiting": 0, "active": 1, "suspended": 0, "left": 0}
    with inside():
        last = OutboxMessage.objects.filter(topic="letter").latest("pk")
    assert last.details == {"kind": "newsletter.known", "ref": row.pk}
    assert of(row, "leave") in letter("newsletter.known", row).text


def test_the_same_address_at_the_same_moment_is_one_reader(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = ask()
    monkeypatch.setattr(subscribing, "_known", lambda mark: None)  # looked before the first came

    assert ask().pk == first.pk
    assert subscribers.counts()["waiting"] == 1


@pytest.mark.parametrize("typed", ["", "khong-phai", "a@b", "a@mau.invalid, b@mau.invalid"])
def test_what_is_no_address_is_refused(client: Client, typed: str) -> None:
    answer = client.post(SUBSCRIBE, {"address": typed, "tongue": ""})

    assert answer.status_code == 200
    assert sum(subscribers.counts().values()) == 0


def test_too_many_letters_to_one_address_have_to_wait(client: Client) -> None:
    said = {"address": ADDRESS, "tongue": ""}
    answers = [client.post(SUBSCRIBE, said).status_code for _ in range(6)]

    assert answers == [302] * 5 + [429]


def test_opening_the_link_confirms_nothing_and_a_press_does(client: Client) -> None:
    row = ask()

    assert "Bấm nút dưới đây" in client.get(of(row, "confirm")).content.decode()
    assert kept().state == SubscriberState.WAITING
    assert "Đã xác nhận" in client.post(of(row, "confirm")).content.decode()

    assert kept().state == SubscriberState.ACTIVE
    assert letter("newsletter.confirm", row) is None
    assert "Đã xác nhận" in client.get(of(row, "confirm")).content.decode()


def test_a_link_that_is_too_old_foreign_or_changed_confirms_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = ask()
    good = of(row, "confirm")
    bad = [good[:-2] + "x/", of(row, "leave").replace("thoi-nhan", "xac-nhan"), good[:20] + "/"]

    assert {client.post(address).status_code for address in bad} == {404}
    later = NOW + timedelta(days=8)
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: later)
    assert client.post(good).status_code == 404
    assert kept().state == SubscriberState.WAITING


def test_one_press_of_a_mail_program_ends_it_without_cookies_or_a_page() -> None:
    """RFC 8058: a POST without any session, of which nobody reads the answer."""
    strict, row = Client(enforce_csrf_checks=True), confirmed()

    answer = strict.post(of(row, "leave"), {"List-Unsubscribe": "One-Click"})

    assert (answer.status_code, answer.content) == (200, b"OK")
    assert kept().state == SubscriberState.LEFT


def test_opening_the_link_at_the_foot_ends_nothing_and_a_press_does(client: Client) -> None:
    row = confirmed()

    assert "Bấm nút dưới đây" in client.get(of(row, "leave")).content.decode()
    assert kept().state == SubscriberState.ACTIVE
    assert "Đã thôi nhận" in client.post(of(row, "leave")).content.decode()
    assert "Đã thôi nhận" in client.post(of(row, "leave")).content.decode()  # again: no mistake
    assert client.get(of(row, "choose")).status_code == 404


def test_who_leaves_is_erased_and_may_come_again(client: Client) -> None:
    row = confirmed()
    with inside():
        sealed = Subscriber.objects.get(pk=row.pk).sealed_address
    subscribing.leave(subscriber=row, now=NOW, by=visitor())

    gone = kept()
    assert (gone.sealed_address, gone.fingerprint) == (None, "")
    assert DataKey.objects.get(pk=gone.key_id).wrapped is None
    assert open_texts([sealed]) == [None]
    assert confirmed().pk != row.pk


def test_an_address_stands_nowhere_in_clear(client: Client) -> None:
    client.post(SUBSCRIBE, {"address": ADDRESS, "tongue": ""})
    row = kept()
    subscribing.confirm(subscriber=row, now=NOW, by=visitor())

    with inside():
        bodies = [*Entry.objects.values_list("body", flat=True)]
        told = [f"{m.subject} {m.key} {m.details}" for m in OutboxMessage.objects.all()]
        held = str(list(Subscriber.objects.values()))
    assert any("newsletter.asked" in str(body) for body in bodies)
    assert [text for text in (*map(str, bodies), *told, held) if "ban-doc" in text] == []


def test_no_screen_reads_a_reader_without_the_door() -> None:
    ask()

    assert Subscriber.objects.count() == 0  # the policy, whatever a query asks for


def test_who_never_confirms_is_erased_after_the_days_that_are_set() -> None:
    ask()
    confirmed("khac@mau.invalid")

    assert subscribing.forget_waiting(now=NOW + timedelta(days=6), by=visitor()) == 0
    assert subscribing.forget_waiting(now=NOW + timedelta(days=7), by=visitor()) == 1

    assert subscribers.counts() == {"waiting": 0, "active": 1, "suspended": 0, "left": 1}


def test_a_reader_chooses_languages_and_sections(client: Client, shelf: Shelf) -> None:
    row = confirmed()
    address = of(row, "choose")

    page = client.get(address).content.decode()
    client.post(address, {"tongue": "vi", "sections": ["Chính sách"]})

    assert re.findall(r'value="(Chính sách|Tin tức)"', page) == ["Chính sách", "Tin tức"]
    assert (kept().tongue, kept().sections) == ("vi", ["Chính sách"])
    client.post(address, {"tongue": "xx", "sections": ["Không có"]})
    assert kept().tongue == "vi"


def test_who_asks_again_before_confirming_gets_what_they_wished_last(client: Client) -> None:
    ask()
    again = Wishes("en", ("Tin tức",))

    row = subscribing.ask(address=ADDRESS, wishes=again, now=NOW, by=visitor())

    assert (row.tongue, row.sections) == ("en", ["Tin tức"])
    subscribing.confirm(subscriber=row, now=NOW, by=visitor())
    asked = subscribing.ask(address=ADDRESS, wishes=Wishes("vi"), now=NOW, by=visitor())
    assert asked.tongue == "en"  # a stranger changes nothing of a reader


def test_who_reads_the_pages_in_english_is_offered_letters_in_english(client: Client) -> None:
    for language, wish in (("vi", ""), ("en", "en")):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        shown = client.get(SUBSCRIBE).content.decode()
        assert re.search(rf'value="{wish}"[^>]* checked', shown)


def test_sections_that_never_come_in_the_chosen_language_are_told(
    client: Client, shelf: Shelf
) -> None:
    shelf.put(8, section="Văn hoá")
    row = confirmed()

    refused = client.post(of(row, "choose"), {"tongue": "en", "sections": ["Văn hoá"]})
    assert "chưa có bài bằng thứ tiếng này" in refused.content.decode()
    assert kept().sections == []

    for said in (
        {"tongue": "vi", "sections": ["Văn hoá"]},
        {"tongue": "", "sections": ["Tin tức"]},
    ):
        assert client.post(of(row, "choose"), said).status_code == 302
        assert kept().sections == said["sections"]
