"""Several steps of one action: each with its trace, the case locked and saved once."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from vungcao.kernel.audit.models import Entry
from vungcao.kernel.cases import services
from vungcao.kernel.cases.models import Case, CaseEvent
from vungcao.kernel.cases.queries.chains import verify
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers import outbox
from vungcao.kernel.tests.cases.world import World, later


def locked(case: Case) -> Case:
    return Case.objects.select_for_update().get(pk=case.pk)


def actions(case: Case) -> list[str]:
    return [event.action for event in CaseEvent.objects.filter(case=case).order_by("seq")]


def test_each_step_leaves_its_trace_and_the_case_is_saved_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, entries = locked(world.open()), Entry.objects.count()
    said: list[outbox.Announcement] = []
    monkeypatch.setitem(outbox.writers._offers, outbox.WRITER, said.extend)

    with (
        CaptureQueriesContext(
            connection,
        ) as asked,
        services.held(case),
    ):
        services.note(case=case, action="tests.moved", now=later(hours=1), by=world.officer)
        services.pause(case=case, kind="ask", reason="", now=later(hours=1), by=world.officer)

    stored = Case.objects.get(pk=case.pk)
    assert (stored.version, stored.state) == (3, Case.State.PAUSED)
    assert actions(case) == ["opened", "tests.moved", "paused"]
    assert verify(stored).holds
    assert Entry.objects.count() == entries + 2
    assert [one.topic for one in said] == ["cases.tests.moved", "cases.paused"]
    texts = [query["sql"] for query in asked.captured_queries]
    assert len([text for text in texts if text.lower().startswith('update "cases_case"')]) == 1
    assert not any(" FOR UPDATE" in text and '"cases_case"' in text for text in texts)


def test_a_step_that_was_written_since_the_case_was_read_is_not_lost(world: World) -> None:
    case = locked(world.open())
    services.note(case=locked(case), action="tests.asked", now=later(hours=1), by=world.officer)

    with services.held(case):
        services.note(case=case, action="tests.moved", now=later(hours=2), by=world.officer)

    stored = Case.objects.get(pk=case.pk)
    assert actions(case) == ["opened", "tests.asked", "tests.moved"]
    assert stored.version == 3
    assert verify(stored).holds


def test_a_refused_step_takes_the_ones_before_it_along(world: World) -> None:
    case = locked(world.open())

    def both() -> None:
        with transaction.atomic(), services.held(case):
            services.note(case=case, action="tests.moved", now=later(hours=1), by=world.officer)
            services.pause(case=case, kind="a", reason="", now=later(hours=1), by=world.neighbour)

    with pytest.raises(RuleBroken, match="đang chịu trách nhiệm"):
        both()

    assert actions(case) == ["opened"]
    assert Case.objects.get(pk=case.pk).version == 1
