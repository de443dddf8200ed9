"""How far a run is can be seen while its transaction is still open."""

from typing import Any

import pytest

from vungcao.kernel.jobs import performing, services
from vungcao.kernel.jobs.models import Run
from vungcao.kernel.offers.jobs import Outcome, Work
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.jobs.kinds import administrator, offer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_progress_is_seen_at_once_and_a_wish_to_stop_is_heard(
    monkeypatch: pytest.MonkeyPatch, owner: Any, today: Any
) -> None:
    met: list[Any] = []

    def does(work: Work) -> Outcome:
        work.progress(1, 3, "Đang đọc")
        met.extend(owner.execute("select state, done, total, message from jobs_run").fetchall())
        owner.execute("update jobs_run set cancel_requested = true")
        work.progress(3, 3, "Đang ghi")
        raise AssertionError("went on")

    offer(monkeypatch, does)
    by = administrator()
    with scoped((), account=by.pk, door=Door.OFFICE):
        run = services.start(kind="test.work", arguments={}, by=by)

    performing.perform(run.pk, by.pk, today)

    assert met == [("running", 1, 3, "Đang đọc")]
    with scoped((), account=by.pk):
        assert Run.objects.get(pk=run.pk).state == "cancelled"


def test_notes_in_quick_succession_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[int] = []
    run, account = Run(pk=1), administrator()
    with performing.Reporter(run, account) as reporter:
        monkeypatch.setattr(reporter, "_note", lambda done, total, message: noted.append(done))
        for done in range(1, 11):
            reporter.progress(done, 10, "")

    assert noted == [1, 10]
