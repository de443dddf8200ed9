"""Officers, doubled requests and who submits meet in one answer at the same moment."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.statistics.models import (
    Observation,
    ObservationLog,
    Stage,
    StageChange,
    Submission,
)
from vungcao.systems.statistics.queries import entry
from vungcao.systems.statistics.rules.operations import Op
from vungcao.systems.statistics.services import flow
from vungcao.systems.statistics.services.entering import apply
from vungcao.systems.statistics.tests.factories import NOW, answer, campaign, everywhere, op

AT_ONCE = 6
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("province"),
]


def test_one_value_wins_doubles_count_once_and_revisions_have_no_gap() -> None:
    with everywhere() as keeper:
        asked = answer(campaign(keeper)).pk
    start = Barrier(AT_ONCE, timeout=60)
    # Three copies of one request, and three others for the same cell and a cell of their own.
    same = [op("same", "tay.male", "1"), op("too", "tay.female", "1")]
    sent = [same] * 3 + [
        [op(f"v{n}", "tay.male", str(n)), op(f"w{n}", "nung.male", "7")] for n in (5, 6, 7)
    ]

    def send(ops: list[Op]) -> list[int]:
        try:
            with everywhere() as by:
                start.wait()
                done = apply(submission=Submission.objects.get(pk=asked), ops=ops, by=by, now=NOW)
            return [one.code for one in done.answers]
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        codes = Counter(code for answers in pool.map(send, sent) for code in answers)

    with everywhere():
        row = Submission.objects.get(pk=asked)
        lines = ObservationLog.objects.filter(submission=row).order_by("revision")
        assert set(codes) == {200, 409}
        assert [one.revision for one in lines] == list(range(1, row.counter + 1))
        assert row.counter == 3
        assert entry.broken_replay(row) == []


def test_who_types_while_it_is_submitted_twice_is_in_it_or_told_that_it_is_locked() -> None:
    with everywhere() as keeper:
        asked = answer(campaign(keeper)).pk
    start = Barrier(AT_ONCE, timeout=60)

    def act(nth: int) -> int:
        try:
            with everywhere() as by:
                row = Submission.objects.get(pk=asked)
                start.wait()
                if nth < 2:
                    flow.submit(submission=row, now=NOW, by=by, fills_blanks=True)
                    return Stage.SUBMITTED
                ops = [op(f"x{nth}", "tay.male", str(nth))]
                return apply(submission=row, ops=ops, by=by, now=NOW).answers[0].code
        except RuleBroken:
            return Stage.DRAFT
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        done = Counter(pool.map(act, range(AT_ONCE)))

    with everywhere():
        row = Submission.objects.get(pk=asked)
        assert done[Stage.SUBMITTED] == done[Stage.DRAFT] == 1
        assert set(done) - {Stage.SUBMITTED, Stage.DRAFT} <= {200, 409, 423}
        assert StageChange.objects.filter(submission=row).count() == 1
        assert set(row.log.values_list("stage", flat=True)) == {Stage.DRAFT}
        figures = Observation.objects.filter(submission=row)
        assert set(figures.values_list("stage", flat=True)) == {Stage.SUBMITTED}
        assert entry.broken_replay(row) == []
