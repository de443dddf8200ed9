"""Two at the same moment: a comment is confirmed once and decided once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from vungcao.kernel.cases.models import Case
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.scopes.services import scoped
from vungcao.systems.comments.models import PublishedComment, Reason
from vungcao.systems.comments.services import moderating, submitting
from vungcao.systems.comments.services.doors import visitor
from vungcao.systems.comments.tests.world import NOW, Shelf, World, build

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def at_once(*steps: Callable[[], object]) -> list[str]:
    """Each in a session of its own, begun together: what each was answered."""
    barrier = Barrier(len(steps))

    def answer(step: Callable[[], object]) -> str:
        try:
            with transaction.atomic(), scoped(("/1/",)):
                barrier.wait()
                step()
            return ""
        except RuleBroken as broken:
            return str(broken)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return sorted(pool.map(answer, steps))


def test_a_comment_is_confirmed_once_and_decided_once(shelf: Shelf) -> None:
    with transaction.atomic(), scoped(("/1/",)):
        world: World = build()
        made, writer = world.submit(), visitor()

    confirmed = at_once(
        *[lambda: submitting.confirm(comment=made, now=NOW, by=writer) for _press in range(2)]
    )
    decided = at_once(
        lambda: moderating.approve(comment=made, now=NOW, by=world.publisher),
        lambda: moderating.reject(comment=made, reason=Reason.INSULT, now=NOW, by=world.editor),
    )

    assert [bool(said) for said in confirmed] == [False, True]
    assert [bool(said) for said in decided] == [False, True]
    with transaction.atomic(), scoped(("/1/",)):
        assert Case.objects.count() == 1
        kinds = [one.details["kind"] for one in OutboxMessage.objects.filter(topic="letter")]
        told = "published" if PublishedComment.objects.exists() else "rejected"
        assert sorted(kinds) == ["comments.confirm", f"comments.{told}"]
