"""Two windows, lost answers, doubles and late copies: nothing is lost, nothing counts twice.

The oracle is a dozen lines of its own and shares no function with the funnel.
"""

from dataclasses import dataclass, field
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from vungcao.kernel.accounts.models import User
from vungcao.systems.statistics.models import ObservationLog, Submission
from vungcao.systems.statistics.queries import entry
from vungcao.systems.statistics.rules.operations import Op
from vungcao.systems.statistics.services.entering import apply
from vungcao.systems.statistics.tests.conftest import Arrange
from vungcao.systems.statistics.tests.factories import NOW, answer, campaign, everywhere

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

CELLS = ("tay.male", "tay.female", "nung.homes")
Said = tuple[int, int]  # code and revision
Step = tuple[str, tuple[object, ...], bool]


@pytest.fixture(scope="module")
def asked(once: Arrange) -> int:
    def make() -> int:
        with everywhere() as keeper:
            return answer(campaign(keeper)).pk

    return once(make)


@dataclass
class Oracle:
    """What an answer must hold after each operation, in the simplest words."""

    cells: dict[str, tuple[str, int]] = field(default_factory=dict)
    counter: int = 0
    seen: dict[UUID, tuple[Op, int]] = field(default_factory=dict)

    def take(self, op: Op) -> Said:
        if op.id in self.seen:
            first, revision = self.seen[op.id]
            return (200, revision) if first == op else (422, 0)
        now, revision = self.cells.get(op.cell, ("n", 0))
        asked = op.state + op.value
        if asked != now and op.base != revision:
            return 409, revision
        if asked != now:
            self.counter += 1
            revision = self.counter
            self.cells[op.cell] = (asked, revision)
        self.seen[op.id] = (op, revision)
        return 200, revision


@dataclass
class Window:
    """A page that remembers the revision it saw of each cell, and all that it ever sent."""

    name: int
    saw: dict[str, int] = field(default_factory=dict)
    sent: list[Op] = field(default_factory=list)

    def types(self, cell: str, value: str) -> Op:
        state = "v" if value.isdigit() else value
        plain = value if state == "v" else ""
        number = UUID(int=self.name * 1000 + len(self.sent))
        op = Op(number, cell, state, plain, self.saw.get(cell, 0))
        self.sent.append(op)
        return op

    def hears(self, op: Op, said: Said) -> None:
        if said[0] in (200, 409):
            self.saw[op.cell] = said[1]


WINDOW = st.integers(0, 1)
TYPED = st.tuples(WINDOW, st.sampled_from(CELLS), st.sampled_from(("0", "7", "12", "p", "n")))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), TYPED, st.booleans()),  # is the answer heard?
        st.tuples(st.just("again"), st.tuples(WINDOW, st.integers(0, 9)), st.booleans()),
        st.tuples(st.just("bend"), st.tuples(WINDOW, st.integers(0, 9)), st.booleans()),
    ),
    min_size=4,
    max_size=14,
)


def chosen(windows: tuple[Window, Window], kind: str, what: tuple[object, ...]) -> Op | None:
    """The operation of a step: typed now, an old one sent again, or an old identity bent."""
    window = windows[int(str(what[0]))]
    if kind == "type":
        return window.types(str(what[1]), str(what[2]))
    if not window.sent:
        return None
    old = window.sent[int(str(what[1])) % len(window.sent)]
    return old if kind == "again" else Op(old.id, old.cell, "v", "999", old.base)


def check(submission: Submission, oracle: Oracle) -> None:
    """Table, log and oracle agree, and no operation stands twice in the log."""
    table = {
        code: (f"{one.state}{'' if one.value is None else one.value}", one.revision)
        for code, one in entry.shown(submission).items()
    }
    lines = ObservationLog.objects.filter(submission=submission)
    submission.refresh_from_db()
    assert table == oracle.cells
    assert submission.counter == oracle.counter == lines.count()
    assert lines.values("op").distinct().count() == oracle.counter
    assert entry.broken_replay(submission) == []


def play(submission: Submission, steps: list[Step], by: User) -> None:
    oracle, windows = Oracle(), (Window(1), Window(2))
    for kind, what, is_heard in steps:
        op = chosen(windows, kind, what)
        if op is None:
            continue
        (done,) = apply(submission=submission, ops=[op], by=by, now=NOW).answers
        wanted = oracle.take(op)
        assert (done.code, done.revision) == wanted
        if is_heard:
            windows[int(str(what[0]))].hears(op, wanted)
    check(submission, oracle)


@settings(max_examples=10)
@given(steps=STEPS)
def test_whatever_is_sent_how_often_the_log_replayed_is_the_table(
    asked: int, steps: list[Step]
) -> None:
    with everywhere() as keeper, transaction.atomic():
        play(Submission.objects.get(pk=asked), steps, keeper)
        transaction.set_rollback(True)
