"""The demo's newsletter: invented readers in any case, issues where there is something to say."""

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.systems.newsletter.models import Dispatch, Issue
from vungcao.systems.newsletter.offers import demo
from vungcao.systems.newsletter.queries import subscribers
from vungcao.systems.newsletter.queries.door import inside, visitor
from vungcao.systems.newsletter.tests.shelf import TODAY, Shelf

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
READERS = {"waiting": 0, "active": 57, "suspended": 0, "left": 3}


def test_without_articles_there_are_readers_only_and_only_once(keeper: User) -> None:
    demo.build(keeper, TODAY)
    demo.build(keeper, TODAY)

    assert subscribers.counts() == READERS
    assert not Issue.objects.exists()


def test_with_articles_one_issue_was_sent_to_a_few_and_one_is_a_draft(
    keeper: User, shelf: Shelf
) -> None:
    demo.build(visitor(), TODAY)  # the product's own account, as when it is started

    assert list(Issue.objects.order_by("pk").values_list("state", flat=True)) == ["sent", "draft"]
    with inside():
        assert Dispatch.objects.count() == 3
        assert OutboxMessage.objects.filter(topic="letter").count() == 3
