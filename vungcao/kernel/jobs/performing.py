"""Carrying out one run: in the name of whoever started it, with what they reach on the day."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from time import monotonic
from types import TracebackType
from typing import Self

from django.db import connection

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.jobs import rules, services
from vungcao.kernel.jobs.models import Run
from vungcao.kernel.offers.jobs import Cancelled, JobKind, Outcome, Work, kinds
from vungcao.kernel.scopes.services import Door, scoped

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_NOTES = 0.3
BROKEN = "Có lỗi của hệ thống, chưa thay đổi gì. Người quản trị xem chi tiết trong nhật ký máy chủ."
AGAIN = "Gặp lỗi, hệ thống sẽ tự làm lại sau ít phút."
NO_RIGHT = "Tài khoản không còn vai trò để làm việc này."
UNKNOWN = "Phiên bản này không còn loại công việc này."


class Reporter:
    """Notes progress from a thread of its own: seen at once, outside of the work's transaction."""

    def __init__(self, run: Run, account: User) -> None:
        self.run, self.account = run, account
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="jobs.report")
        self._noted = -SECONDS_BETWEEN_NOTES

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._thread.submit(_let_go)
        self._thread.shutdown()

    def progress(self, done: int, total: int, message: str) -> None:
        """Raises `Cancelled` when the work is no longer wanted."""
        now = monotonic()
        if now - self._noted < SECONDS_BETWEEN_NOTES and done < total:
            return
        self._noted = now
        if self._thread.submit(self._note, done, total, message).result():
            raise Cancelled

    def _note(self, done: int, total: int, message: str) -> bool:
        with _as(self.account):
            return services.report(
                run_id=self.run.pk, done=done, total=total, message=message, by=self.account
            )


def _let_go() -> None:
    connection.close()  # read in the thread whose connection it is


@contextmanager
def _as(account: User, paths: tuple[str, ...] = ()) -> Iterator[None]:
    """One transaction of the system that sees what is the account's own, and `paths`."""
    with scoped(paths, account=account.pk, door=Door.SYSTEM):
        yield


def perform(run_id: int, account_id: int, today: date) -> int | None:
    """Do the work of a run; seconds until it is to be tried again, None when it has ended."""
    account = User.objects.get(pk=account_id)
    with _as(account):
        run = services.begin(run_id=run_id, by=account)
    if run is None:
        return None
    try:
        _work(run, account, today)
    except Cancelled:
        with _as(account):
            services.stop(run=run, by=account)
    except RuleBroken as broken:
        with _as(account):
            services.fail(run=run, message=str(broken), by=account)
    except Exception:
        logger.exception("The run %s of %s failed.", run.pk, run.kind)
        return _after_a_fault(run, account)
    return None


def _work(run: Run, account: User, today: date) -> None:
    kind: JobKind | None = dict(kinds.items()).get(run.kind)
    if kind is None:
        raise RuleBroken(UNKNOWN)
    paths = reach(account, today, frozenset(map(Role, kind.roles)))
    if not paths or not account.is_active:
        raise RuleBroken(NO_RIGHT)
    account.reach = paths
    with _as(account, paths):
        with Reporter(run, account) as reporter:
            work = Work(account, paths, today, run.arguments, reporter.progress)
            outcome = kind.work(work) or Outcome()
        services.finish(run=run, outcome=outcome, by=account)


def _after_a_fault(run: Run, account: User) -> int | None:
    with _as(account):
        if run.attempts < kinds.get(run.kind).attempts:
            services.postpone(run=run, message=AGAIN, by=account)
            return rules.wait_before(run.attempts)
        services.fail(run=run, message=BROKEN, by=account)
    return None
