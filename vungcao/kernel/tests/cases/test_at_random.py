"""Whatever is tried in whatever order: what a case says of itself agrees with its events."""

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vungcao.kernel.cases import services
from vungcao.kernel.cases.models import Case, Party
from vungcao.kernel.cases.queries import chains, clocks
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.tests.cases.world import MONDAY, World

STEPS = ("pause", "resume", "close", "reopen", "assign", "ask", "note")
# The oracle: the state that an event leaves behind, read from the event alone.
LEAVES = {"opened": "open", "paused": "paused", "resumed": "open", "closed": "closed",
          "reopened": "open"}  # fmt: skip


def take(world: World, case: Case, step: str, minute: int) -> None:
    given = {"case": case, "now": MONDAY + timedelta(minutes=minute), "by": world.officer}
    extra: dict[str, dict[str, object]] = {
        "pause": {"kind": "papers", "reason": ""},
        "close": {"outcome": "x", "reason": ""},
        "reopen": {"reason": "x", "starts_anew": minute % 2 == 0},
        "assign": {"to": world.colleague},
        "ask": {"body": world.there, "question": ""},
        "note": {"action": "checked"},
    }
    getattr(services, step)(**given, **extra.get(step, {}))


@pytest.mark.slow
@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 2000)), max_size=12))
def test_state_clock_and_count_follow_from_the_events(
    world: World, tries: list[tuple[str, int]]
) -> None:
    case, minute, refused = world.open(), 0, 0
    for step, gap in tries:
        minute += gap
        try:
            take(world, case, step, minute)
        except RuleBroken:
            refused += 1

    case.refresh_from_db()
    events = [json.loads(event.body)["action"] for event in case.events.order_by("seq")]
    assert len(events) == case.version == 1 + len(tries) - refused
    assert case.state == [LEAVES[action] for action in events if action in LEAVES][-1]
    assert case.due_at == clocks.due(case, clocks.stops(case))
    assert case.parties.filter(role=Party.Role.RESPONSIBLE, until=None).count() == 1
    assert chains.verify(case).holds
