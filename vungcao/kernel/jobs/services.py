"""Starting, stopping and trying again what somebody waits for; and the notes of its progress."""

from collections.abc import Mapping

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models.functions import Now

from vungcao.kernel.access.models import Grant
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.jobs import queries, rules
from vungcao.kernel.jobs.models import Run
from vungcao.kernel.jobs.tasks import defer
from vungcao.kernel.offers.jobs import JobKind, Outcome, kinds
from vungcao.kernel.offers.outbox import Announcement, Value, put
from vungcao.kernel.units.models import Unit

TASK = "jobs.run"
LOST = "Máy xử lý dừng nhiều lần khi làm việc này. Báo người quản trị hệ thống."


@transaction.atomic
def start(
    *,
    kind: str,
    arguments: Mapping[str, Value],
    by: User,
    label: str = "",
    unit: Unit | None = None,
) -> Run:
    """Let work of a kind be done soon; it begins once the running transaction has committed.

    `arguments` are ids, codes and days, never values of persons. Without a `unit` the run belongs
    to the widest at which the account has a role: who administers that sees that it exists.
    Raises `LookupError` for a kind that nobody offers.
    """
    offer = kinds.get(kind)
    unit = unit or _unit_of(by)
    run = Run.objects.create(
        kind=kind,
        label=label or str(offer.label),
        queue=offer.queue,
        started_by=by,
        unit=unit,
        scope=unit.scope if unit else "",
        arguments=dict(arguments),
    )
    _defer(run)
    audit.record(by=by, action="jobs.started", subject=run, kind=kind)
    return run


@transaction.atomic
def begin(*, run_id: int, by: AbstractBaseUser) -> Run | None:
    """Take up a run; None when there is nothing to do: it has ended, or nobody wants it now."""
    run = Run.objects.select_for_update().filter(pk=run_id).first()
    if run is None or not run.is_open:
        return None
    if run.cancel_requested:
        _end(run, Run.State.CANCELLED, "", by)
        return None
    if run.attempts >= _most_attempts(run.kind):
        _end(run, Run.State.FAILED, LOST, by)
        return None
    run.state, run.attempts = Run.State.RUNNING, run.attempts + 1
    run.done, run.total, run.message = 0, 0, ""
    if run.started_at is None:
        run.started_at = Now()
    run.save()
    run.refresh_from_db()
    return run


@transaction.atomic
def report(*, run_id: int, done: int, total: int, message: str, by: AbstractBaseUser) -> bool:
    """Note how far a run is; whether it is to stop. No audit: nothing of anybody's changes."""
    Run.objects.filter(pk=run_id, state=Run.State.RUNNING).update(
        done=done, total=total, message=message
    )
    return Run.objects.filter(pk=run_id, cancel_requested=True).exists()


@transaction.atomic
def finish(*, run: Run, outcome: Outcome, by: AbstractBaseUser) -> None:
    """Close a run that did its work, in the work's own transaction."""
    row = Run.objects.select_for_update().get(pk=run.pk)
    row.address, row.details = outcome.address, dict(outcome.details)
    row.done = row.total
    _end(row, Run.State.DONE, outcome.message, by)


@transaction.atomic
def fail(*, run: Run, message: str, by: AbstractBaseUser) -> None:
    """Close a run that did not do its work, with a sentence for whoever waits."""
    _end(Run.objects.select_for_update().get(pk=run.pk), Run.State.FAILED, message, by)


@transaction.atomic
def postpone(*, run: Run, message: str, by: AbstractBaseUser) -> None:
    """Put a run back to be tried again; procrastinate keeps the hour."""
    row = Run.objects.select_for_update().get(pk=run.pk)
    row.state, row.message = Run.State.WAITING, message
    row.save(update_fields=["state", "message"])


@transaction.atomic
def stop(*, run: Run, by: AbstractBaseUser) -> None:
    """Close a run whose work has seen that nobody wants it any more."""
    _end(Run.objects.select_for_update().get(pk=run.pk), Run.State.CANCELLED, "", by)


@transaction.atomic
def cancel(*, run: Run, by: AbstractBaseUser) -> Run:
    """Stop a run that waits; ask one that runs to stop at its next step.

    Raises `RuleBroken` when it has ended.
    """
    row = Run.objects.select_for_update().get(pk=run.pk)
    if not row.is_open:
        raise RuleBroken("Công việc này đã kết thúc, không dừng được nữa.")
    row.cancel_requested = True
    row.save(update_fields=["cancel_requested"])
    audit.record(by=by, action="jobs.cancelled", subject=row)
    if row.state == Run.State.WAITING:
        _end(row, Run.State.CANCELLED, "", by)
    return row


@transaction.atomic
def retry(*, run: Run, by: AbstractBaseUser) -> Run:
    """Let a run that failed or was stopped begin anew, in the name of whoever had started it.

    Raises `RuleBroken` when it cannot be repeated.
    """
    row = Run.objects.select_for_update().get(pk=run.pk)
    if not row.can_be_retried:
        raise RuleBroken("Chỉ làm lại được công việc không xong hoặc đã dừng.")
    row.state, row.attempts, row.ended_at = Run.State.WAITING, 0, None
    row.cancel_requested, row.message = False, ""
    row.save()
    _defer(row)
    audit.record(by=by, action="jobs.retried", subject=row)
    return row


@transaction.atomic
def retry_task(*, job_id: int, by: AbstractBaseUser) -> None:
    """Let a failed task of the product itself be done again.

    Raises `RuleBroken` when it has not failed.
    """
    if not queries.failed_tasks().filter(pk=job_id).exists():
        raise RuleBroken("Việc này không còn ở trạng thái hỏng.")
    queries.put_back(job_id)
    audit.record(by=by, action="jobs.task_retried", subject=f"jobs.Task:{job_id}")


@transaction.atomic
def settle(*, by: AbstractBaseUser) -> int:
    """Close runs that no job of the queue carries any more; how many they were."""
    lost = list(queries.orphaned().select_for_update())
    for run in lost:
        _end(run, Run.State.FAILED, LOST, by)
    return len(lost)


def _unit_of(account: User) -> Unit | None:
    held = Grant.objects.filter(user=account, valid_until=None).select_related("unit")
    grant = held.order_by("scope", "pk").first()
    return grant.unit if grant else None


def _defer(run: Run) -> None:
    run.job = defer(TASK, queue=run.queue, run=run.pk, account=run.started_by_id)
    run.save(update_fields=["job"])


def _most_attempts(kind: str) -> int:
    offered: dict[str, JobKind] = dict(kinds.items())
    return rules.LOST_WORKERS + (offered[kind].attempts if kind in offered else 0)


def _end(run: Run, state: Run.State, message: str, by: AbstractBaseUser) -> None:
    run.state, run.message, run.ended_at = state, message[:400], Now()
    run.save()
    if state == Run.State.CANCELLED:
        return
    topic = "jobs.finished" if state == Run.State.DONE else "jobs.failed"
    audit.record(by=by, action="jobs.ended", subject=run, state=str(state))
    put(
        Announcement(
            topic=topic,
            subject=f"{Run._meta.label}:{run.pk}",
            scope=run.scope,
            key=f"run-{run.pk}-{run.job}-{state}",
            details={"run": run.code, "account": run.started_by_id, "kind": run.kind},
        )
    )
