"""Partners, outbox and inbox on the screen: what is shown to whom, and what can be decided."""

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.exchange import adapters, services
from vungcao.kernel.exchange.models import OutboxMessage, Outcome, Partner
from vungcao.kernel.exchange.services.delivering import Attempt
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.exchange.post import NOON
from vungcao.kernel.tests.factories import NationFactory, ProvinceFactory, UnitFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.administration.queries import exchange
from vungcao.systems.administration.tests.factories import officer

pytestmark = pytest.mark.django_db


def put(*keys: str, scope: str = "", partner: str = "email") -> None:
    for key in keys:
        services.write([Announcement("letter", f"tests.Row:{key}", scope, partner, key)])


def dead(key: str, *, scope: str = "", fault: str = "data-550") -> OutboxMessage:
    put(key, scope=scope)
    by = system_account("exchange")
    with scoped(("/1/",)):
        message = services.claim(receiver="email", now=NOON, by=by)
        assert message is not None
        attempt = Attempt(Outcome.REFUSED, fault)
        services.note(message=message, attempt=attempt, now=NOON, by=by)
        message.refresh_from_db()
    return message


def state(message: OutboxMessage) -> str:
    with scoped(("/1/",)):
        return OutboxMessage.objects.get(pk=message.pk).state


@pytest.fixture
def places() -> tuple[Unit, Unit]:
    province = ProvinceFactory.create(parent=NationFactory.create())
    return UnitFactory.create(parent=province), UnitFactory.create(parent=province)


def test_shows_what_waits_and_what_was_given_up(client: Client) -> None:
    dead("a")
    put("b", "c")
    client.force_login(officer(Role.AUDITOR))

    text = client.get(reverse("administration:exchange")).content.decode()

    assert "Thư điện tử" in text
    assert '<td class="num full" data-l="Đang chờ">2</td>' in text
    assert '<td class="num full" data-l="Không giao được">1</td>' in text


def test_a_partner_that_is_not_connected_says_so(client: Client) -> None:
    put("a")
    client.force_login(officer(Role.ADMINISTRATOR))

    text = client.get(reverse("administration:exchange")).content.decode()

    assert "chưa nối" in text
    assert "Chưa khai báo máy chủ thư" in text


def test_a_failing_partner_says_since_when_and_why(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a")
    Partner.objects.update(failing_since=NOON, fault="no-connection")
    monkeypatch.setattr(adapters, "lacks", lambda partner: "")
    client.force_login(officer(Role.ADMINISTRATOR))

    text = client.get(reverse("administration:exchange")).content.decode()

    assert "lỗi từ 12:00 23/11/2036" in text
    assert "Không nối được tới máy chủ" in text


def test_a_message_shows_its_receipts_in_words(client: Client) -> None:
    message = dead("a")
    client.force_login(officer(Role.AUDITOR))

    text = client.get(
        reverse("administration:exchange-message", args=[message.pk])
    ).content.decode()

    assert "Từ chối hẳn" in text
    assert "Máy chủ thư trả lời 550" in text
    assert "Gửi lại ngay" not in text  # who audits decides nothing


@pytest.mark.parametrize(("decision", "after"), [("gui-lai", "waiting"), ("bo-qua", "skipped")])
def test_a_dead_letter_is_decided_about(client: Client, decision: str, after: str) -> None:
    message = dead("a")
    client.force_login(officer(Role.ADMINISTRATOR))
    address = reverse("administration:exchange-message-decide", args=[message.pk, decision])

    client.post(address)

    assert state(message) == after
    assert Entry.objects.filter(action__in=("exchange.retried", "exchange.skipped")).count() == 1


def test_what_was_decided_already_is_said_and_not_done_twice(client: Client) -> None:
    message = dead("a")
    client.force_login(officer(Role.ADMINISTRATOR))
    address = reverse("administration:exchange-message-decide", args=[message.pk, "bo-qua"])
    client.post(address)

    text = client.post(address, follow=True).content.decode()

    assert "không còn gì để quyết định" in text


def test_a_partner_is_paused_and_connected_again(client: Client) -> None:
    put("a")
    partner = Partner.objects.get(code="email")
    client.force_login(officer(Role.ADMINISTRATOR))

    for decision, after in (("tam-dung", "paused"), ("noi-lai", "active")):
        client.post(reverse("administration:exchange-decide", args=[partner.pk, decision]))
        partner.refresh_from_db()
        assert partner.state == after


def test_a_partner_is_stopped_for_good_after_a_question(client: Client) -> None:
    put("a")
    partner = Partner.objects.get(code="email")
    client.force_login(officer(Role.ADMINISTRATOR))
    address = reverse("administration:exchange-stop", args=[partner.pk])

    asked = client.get(address).content.decode()
    partner.refresh_from_db()
    before = partner.state
    client.post(address)
    partner.refresh_from_db()

    assert "Thư đang chờ: 1." in asked
    assert (before, partner.state) == ("active", "stopped")


def test_a_stretch_is_sent_again(client: Client) -> None:
    message = dead("a")
    partner = Partner.objects.get(code="email")
    client.force_login(officer(Role.ADMINISTRATOR))
    address = reverse("administration:exchange-replay", args=[partner.pk])

    refused = client.post(address, {"from_number": "9", "until_number": "3"}).content.decode()
    nothing = client.post(
        address, {"from_number": message.pk + 5, "until_number": message.pk + 9}
    ).content.decode()
    client.post(address, {"from_number": message.pk, "until_number": message.pk})

    assert "Số cuối phải lớn hơn" in refused
    assert "Không có thư nào đã xong" in nothing
    assert state(message) == "waiting"


def test_an_administrator_of_one_place_sees_its_messages_and_keeps_no_partner(
    client: Client, places: tuple[Unit, Unit]
) -> None:
    here, there = places
    own, foreign = dead("own", scope=here.scope), dead("foreign", scope=there.scope)
    client.force_login(officer(Role.ADMINISTRATOR, here))
    partner = Partner.objects.get(code="email")

    text = client.get(reverse("administration:exchange-messages")).content.decode()
    other = client.get(reverse("administration:exchange-message", args=[foreign.pk]))
    said = client.post(
        reverse("administration:exchange-decide", args=[partner.pk, "tam-dung"]), follow=True
    ).content.decode()

    assert "tests.Row:own" in text
    assert "tests.Row:foreign" not in text
    assert own.pk != foreign.pk
    assert other.status_code == 404
    assert "cần quản trị toàn hệ thống" in said
    assert Partner.objects.get(code="email").state == "active"


def test_the_inbox_lists_what_came(client: Client) -> None:
    partner = services.enrol(code="ben-gui", by=system_account("tests"))
    arrival = services.Arrival(key="k-000-1", topic="tests.sent", digest="d")
    services.receive(
        partner=partner, arrival=arrival, handle=dict, now=NOON, by=system_account("tests")
    )
    client.force_login(officer(Role.AUDITOR))

    assert "k-000-1" in client.get(reverse("administration:exchange-inbox")).content.decode()


def test_the_first_page_counts_dead_letters_inside_the_reach(places: tuple[Unit, Unit]) -> None:
    here, there = places
    dead("own", scope=here.scope)
    dead("foreign", scope=there.scope)

    with scoped((here.scope,)):
        assert exchange.dead_letters((here.scope,), NOON.date()) == 1


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.SPECIALIST, Role.DEPARTMENT_LEADER])
def test_is_closed_to_other_roles(client: Client, role: Role) -> None:
    client.force_login(officer(role))

    assert client.get(reverse("administration:exchange")).status_code == 403


def test_a_partner_leads_to_its_letters_by_their_state(client: Client) -> None:
    dead("a")
    client.force_login(officer(Role.AUDITOR))
    pk = Partner.objects.get(code="email").pk

    text = client.get(reverse("administration:exchange-partner", args=[pk])).content.decode()

    there = reverse("administration:exchange-messages")
    assert f'<a href="{there}?receiver=email&amp;state=dead">1 thư</a>' in text
    assert "Ngừng hẳn" not in text  # who audits decides nothing


def test_a_message_says_in_words_what_it_is_about(client: Client) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))
    services.write([Announcement("letter", "accounts.User:7", "", "email", "k")])

    page = client.get(reverse("administration:exchange-messages")).content.decode()

    assert "Thư, tin nhắn cho một người" in page
    assert "Tài khoản 7" in page
    assert "accounts.User:7" not in page
