"""The lists of the exchange: narrowed, ordered, taken away; and ticked letters decided about."""

import re
from collections.abc import Iterable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.exchange import services
from vungcao.kernel.exchange.models import OutboxMessage, Partner, Receipt
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.exchange.post import NOON
from vungcao.kernel.tests.factories import NationFactory, ProvinceFactory, UnitFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.administration.tests.factories import officer
from vungcao.systems.administration.tests.test_exchange_screens import dead, put, state

pytestmark = pytest.mark.django_db
OUTBOX = reverse("administration:exchange-messages")
RETRY = reverse("administration:exchange-retry-all")
SKIP = reverse("administration:exchange-skip-all")
LISTS = [
    OUTBOX,
    reverse("administration:exchange"),
    reverse("administration:exchange-inbox"),
]


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(officer(Role.ADMINISTRATOR))
    return client


@pytest.fixture
def places() -> tuple[Unit, Unit]:
    province = ProvinceFactory.create(parent=NationFactory.create())
    return UnitFactory.create(parent=province), UnitFactory.create(parent=province)


def page(client: Client, address: str = OUTBOX, **words: str) -> str:
    return client.get(address, words).content.decode()


def numbers(text: str) -> list[str]:
    """The numbers of the letters of a page, in its order."""
    return re.findall(r'<a href="/quan-tri/thu-di/(\d+)/">', text)


def taken(client: Client, address: str, **words: str) -> list[str]:
    answer = client.get(address, {"format": "csv", **words})
    return b"".join(answer).decode("utf-8-sig").splitlines()


def arrive(*keys: str) -> None:
    by = system_account("tests")
    partner = services.enrol(code="ben-gui", name="Bên gửi mẫu", by=by)
    for key in keys:
        arrival = services.Arrival(key=key, topic="tests.sent", digest="d")
        services.receive(partner=partner, arrival=arrival, handle=dict, now=NOON, by=by)


def press(client: Client, address: str, letters: Iterable[OutboxMessage], **said: str) -> str:
    """A button of the list with these letters ticked; the answer, once it has led somewhere."""
    picks = {"pick": [str(one.pk) for one in letters], "next": f"{OUTBOX}?state=dead"}
    return client.post(address, picks | said, follow=True).content.decode()


def test_letters_are_narrowed_by_receiver_state_and_day(keeper: Client) -> None:
    given_up = dead("a")
    put("b")
    put("c", partner="sms")

    assert numbers(page(keeper, state="dead")) == [str(given_up.pk)]
    assert len(numbers(page(keeper, receiver="sms"))) == 1
    assert numbers(page(keeper, day="01/01/2020")) == []
    assert len(numbers(page(keeper, receiver="email"))) == 2


def test_letters_are_ordered_by_their_number_or_as_somebody_asks(keeper: Client) -> None:
    first, second = dead("a"), dead("b")

    up, down = [str(first.pk), str(second.pk)], [str(second.pk), str(first.pk)]
    assert numbers(page(keeper, state="dead")) == down
    assert numbers(page(keeper, state="dead", sort="number")) == up


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"receiver": "khong-co"}, "Không có nơi này"),
        ({"day": "hôm qua"}, "Nhập ngày theo thứ tự"),
        ({"state": "lost"}, "Chưa lọc được"),
    ],
)
def test_a_filter_that_is_wrong_says_so_and_lists_nothing(
    keeper: Client, words: dict[str, str], said: str
) -> None:
    put("a")

    text = page(keeper, **words)

    assert said in text
    assert numbers(text) == []


def test_lists_leave_as_files_with_what_the_page_says(keeper: Client) -> None:
    letter = dead("a")
    arrive("k-000-1")

    (_head, partner, *_rest) = taken(keeper, LISTS[1], sort="code")
    (_head, row) = taken(keeper, OUTBOX, state="dead")
    (_head, arrival) = taken(keeper, LISTS[2])

    assert partner.startswith("Bên gửi mẫu,đang nối,0,,0")
    assert row.startswith(f"{letter.pk},Thư điện tử,không giao được,Máy chủ thư trả lời 550,")
    assert ",Bên gửi mẫu,tests.sent,k-000-1,0," in arrival
    assert Entry.objects.filter(action="tables.exported").count() == 3


def test_the_attempts_of_a_letter_are_a_list_that_goes_on(keeper: Client) -> None:
    letter = dead("a")
    with scoped(("/1/",)):
        Receipt.objects.bulk_create(
            Receipt(message=letter, at=NOON, outcome="unreachable", fault="no-connection")
            for _ in range(55)
        )
    address = reverse("administration:exchange-message", args=[letter.pk])

    text = page(keeper, address)

    assert "Xem thêm 50 dòng" in text
    assert "Không nối được tới máy chủ của bên nhận" in text
    assert taken(keeper, address)[-1].endswith(",Từ chối hẳn,Máy chủ thư trả lời 550,")


@pytest.mark.parametrize("address", LISTS)
def test_asks_as_much_for_many_rows_as_for_one(
    keeper: Client, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    put(*map(str, range(60)))
    arrive(*map(str, range(60)))

    with django_assert_max_num_queries(19):
        page(keeper, address)


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.SPECIALIST])
def test_is_closed_to_other_roles(client: Client, address: str, role: Role) -> None:
    client.force_login(officer(role))

    assert client.get(address).status_code == 403
    assert client.get(address, {"format": "csv"}).status_code == 403


def test_ticked_letters_are_sent_again_together(keeper: Client) -> None:
    first, second, third = dead("a"), dead("b"), dead("c")

    text = press(keeper, RETRY, [first, second])

    assert "Đã đưa 2 thư vào hàng chờ để gửi lại." in text
    assert [state(one) for one in (first, second, third)] == ["waiting", "waiting", "dead"]
    assert Entry.objects.filter(action="exchange.retried").count() == 2


def test_what_cannot_be_decided_about_is_named_with_the_reason(keeper: Client) -> None:
    first, second = dead("a"), dead("b")
    with scoped(("/1/",)):
        OutboxMessage.objects.filter(pk=second.pk).update(state="delivered")

    text = press(keeper, RETRY, [first, second])

    assert "Đã đưa 1 thư vào hàng chờ" in text
    assert f"1 thư không còn gì để quyết định: số {second.pk} (đã giao)." in text
    assert state(second) == "delivered"


def test_passing_over_asks_first_and_does_nothing_until_it_is_answered(keeper: Client) -> None:
    first, second = dead("a"), dead("b")

    asked = press(keeper, SKIP, [first, second])
    before = [state(first), state(second)]
    done = press(keeper, SKIP, [first, second], sure="1")

    assert "Bỏ qua 2 thư?" in asked
    assert f'name="pick" value="{first.pk}"' in asked
    assert before == ["dead", "dead"]
    assert "Đã bỏ qua 2 thư." in done
    assert [state(first), state(second)] == ["skipped", "skipped"]


def test_nothing_is_asked_where_nothing_is_left_to_decide(keeper: Client) -> None:
    letter = dead("a")
    press(keeper, SKIP, [letter], sure="1")

    again = press(keeper, SKIP, [letter])

    assert f"1 thư không còn gì để quyết định: số {letter.pk} (đã bỏ qua)." in again


def test_the_answer_stands_over_the_list_as_it_was(keeper: Client) -> None:
    letter = dead("a")

    answer = keeper.post(RETRY, {"pick": letter.pk, "next": f"{OUTBOX}?state=dead&page=2"})

    assert answer.headers["Location"] == f"{OUTBOX}?state=dead&page=2"


def test_nothing_ticked_is_said(keeper: Client) -> None:
    assert "Chưa đánh dấu thư nào." in press(keeper, RETRY, [])
    assert "Chưa đánh dấu thư nào." in press(keeper, SKIP, [])


def test_a_letter_out_of_reach_is_not_decided_about(
    client: Client, places: tuple[Unit, Unit]
) -> None:
    here, there = places
    own, foreign = dead("own", scope=here.scope), dead("foreign", scope=there.scope)
    client.force_login(officer(Role.ADMINISTRATOR, here))

    text = press(client, SKIP, [own, foreign], sure="1")

    assert "Đã bỏ qua 1 thư." in text
    assert "1 thư không có, hoặc nằm ngoài phạm vi" in text
    assert state(foreign) == "dead"


def test_only_what_is_open_can_be_ticked_and_only_by_who_decides(keeper: Client) -> None:
    letter = dead("a")
    put("b")
    with scoped(("/1/",)):
        OutboxMessage.objects.exclude(pk=letter.pk).update(state="delivered")

    text = page(keeper)

    assert text.count('name="pick"') == 1
    assert f'name="pick" value="{letter.pk}"' in text
    auditor = Client()
    auditor.force_login(officer(Role.AUDITOR))
    assert 'name="pick"' not in page(auditor)
    assert auditor.post(RETRY, {"pick": letter.pk}).status_code == 403


def test_partners_that_fail_stand_first(keeper: Client) -> None:
    arrive()
    put("a")
    Partner.objects.filter(code="email").update(failing_since=NOON)

    text = page(keeper, LISTS[1])

    assert text.index(">Thư điện tử<") < text.index(">Bên gửi mẫu<")
