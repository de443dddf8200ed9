"""Letters that came back: each counts once, and an address that refuses comes to rest."""

from datetime import timedelta

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.norms.models import Parameter, ParameterValue
from vungcao.kernel.offers.letters import returns
from vungcao.kernel.tests.factories import CitationFactory
from vungcao.systems.newsletter.models import Dispatch, Subscriber, SubscriberState
from vungcao.systems.newsletter.queries.door import inside, visitor
from vungcao.systems.newsletter.queries.norms import BOUNCES
from vungcao.systems.newsletter.rules.bounces import LETTER, Report
from vungcao.systems.newsletter.services import bouncing, sending
from vungcao.systems.newsletter.services.bouncing import Verdict
from vungcao.systems.newsletter.tests.shelf import NOW, TODAY, begun, readers
from vungcao.systems.newsletter.tests.test_bounces_read import LINES

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(db: None) -> None:
    """After two letters an address rests."""
    parameter = Parameter.objects.create(code=BOUNCES, name="Mẫu", value_type="integer")
    ParameterValue.objects.create(
        parameter=parameter, value="2", valid_from=TODAY, basis=CitationFactory.create()
    )


def sent(keeper: User) -> Dispatch:
    """An issue to the reader; their letter."""
    issue = begun(keeper)
    sending.lay_piece(issue=issue.pk, now=NOW, by=visitor())
    with inside():
        return Dispatch.objects.get(issue=issue)


def note(*reports: Report) -> Verdict:
    return bouncing.note_reports(reports=reports, today=TODAY, by=visitor())


def hard(letter: str = "", to: str = "ban-doc-0@mau.invalid") -> Report:
    return Report(to, "5.1.1", is_hard=True, letter=letter)


def reader() -> Subscriber:
    with inside():
        return Subscriber.objects.get()


def test_an_address_rests_after_the_number_of_the_day(keeper: User, two: None) -> None:
    readers(1)
    first, second = sent(keeper), sent(keeper)

    assert note(hard(first.code)) == Verdict(hard=1)
    assert reader().state == SubscriberState.ACTIVE
    assert note(hard(second.code)) == Verdict(hard=1, suspended=1)

    assert reader().state == SubscriberState.SUSPENDED
    third = begun(keeper)
    assert not sending.lay_piece(issue=third.pk, now=NOW, by=visitor())


def test_a_report_given_twice_counts_once(keeper: User, two: None) -> None:
    readers(1)
    letter = sent(keeper)

    done = note(hard(letter.code), hard(letter.code), hard())

    assert done == Verdict(hard=1, repeated=2)
    assert reader().bounces == 1


def test_the_address_finds_the_letter_where_no_code_came_back(keeper: User) -> None:
    readers(1)
    letter = sent(keeper)

    note(hard())

    with inside():
        assert Dispatch.objects.get(pk=letter.pk).bounce == "hard"


def test_what_passes_by_is_noted_and_what_is_not_ours_changes_nothing(keeper: User) -> None:
    readers(1)
    letter = sent(keeper)
    soft = Report("ban-doc-0@mau.invalid", "4.2.2", is_hard=False, letter=letter.code)

    assert note(soft, hard(to="khac@mau.invalid")) == Verdict(soft=1, unknown=1)
    assert reader().bounces == 0


def test_without_a_number_in_force_no_address_ever_rests(keeper: User) -> None:
    readers(1)

    for _ in range(3):
        note(hard(sent(keeper).code))

    assert (reader().state, reader().bounces) == (SubscriberState.ACTIVE, 3)


def test_an_address_that_the_server_refused_counts_like_a_report(keeper: User, two: None) -> None:
    readers(1)
    sent(keeper)
    with inside():
        own = OutboxMessage.objects.filter(topic="letter")
        own.update(state="dead", fault="rcpt-550")
    since = NOW - timedelta(days=1)

    counted = [
        bouncing.note_refusals(since=since, today=TODAY, by=visitor()) for _again in range(2)
    ]

    assert counted == [1, 0]
    assert reader().bounces == 1


def test_what_lies_in_the_mailbox_is_read_like_what_is_pasted(keeper: User, two: None) -> None:
    readers(1)
    letter = sent(keeper)
    source = LINES.replace("An@mau.invalid", "ban-doc-0@mau.invalid")
    take = returns.get("newsletter")

    ours = [take(f"{source}\n\n{LETTER}: {letter.code}\n", TODAY) for _twice in range(2)]

    assert ours == [True, True]
    assert reader().bounces == 1
    assert not take(LINES, TODAY)  # an address that nobody wrote to
    assert not take("Subject: Chào\n\nMột thư thường.\n", TODAY)
