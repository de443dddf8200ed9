"""What is known of the workers, the queues and the schedule."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection
from django.db.models import Count, Max, Min, Q, QuerySet
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import (
    ProcrastinateJob,
    ProcrastinatePeriodicDefer,
    ProcrastinateWorker,
)

from vungcao.kernel.jobs.models import Run
from vungcao.kernel.offers.jobs import QUEUES

LIVE = ("todo", "doing")


@dataclass(frozen=True)
class Queue:
    """How one queue stands. `oldest` is when the job that waits longest could have begun."""

    name: str
    waiting: int
    running: int
    failed: int
    oldest: datetime | None


@dataclass(frozen=True)
class Periodic:
    """A task that runs by the clock."""

    name: str
    cron: str
    last: datetime | None
    next: datetime


def seconds_since_heartbeat() -> float | None:
    """Since any worker was last heard of; None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select extract(epoch from now() - max(last_heartbeat)) from procrastinate_workers"
        )
        (seconds,) = cursor.fetchone()
    return None if seconds is None else float(seconds)


def queues() -> list[Queue]:
    """Every queue of the product, also those in which nothing is; one query."""
    rows = ProcrastinateJob.objects.values("queue_name").annotate(
        waiting=Count("pk", filter=Q(status="todo")),
        running=Count("pk", filter=Q(status="doing")),
        failed=Count("pk", filter=Q(status="failed")),
        oldest=Min("procrastinateevent__at", filter=Q(status="todo")),
    )
    found = {row.pop("queue_name"): row for row in rows}
    names = [*QUEUES, *sorted(found.keys() - set(QUEUES))]
    nothing = {"waiting": 0, "running": 0, "failed": 0, "oldest": None}
    return [Queue(name, **found.get(name, nothing)) for name in names]


def workers() -> QuerySet[ProcrastinateWorker]:
    """Workers that are alive, or whose death nobody has noticed yet."""
    return ProcrastinateWorker.objects.order_by("pk")


def schedule(now: datetime) -> Iterator[Periodic]:
    """What runs by the clock: when it was last asked for, when it is next."""
    lasts = dict(
        ProcrastinatePeriodicDefer.objects.values_list("task_name").annotate(
            last=Max("defer_timestamp")
        )
    )
    for task in sorted(
        app.periodic_registry.periodic_tasks.values(), key=lambda one: one.task.name
    ):
        last, coming = lasts.get(task.task.name), task.croniter.get_next(start_time=now.timestamp())
        yield Periodic(
            task.task.name,
            task.cron,
            None if last is None else datetime.fromtimestamp(last, UTC),
            datetime.fromtimestamp(coming, UTC),
        )


def failed_tasks() -> QuerySet[ProcrastinateJob]:
    """Tasks of the product itself that failed; a run says so in its own row."""
    failed = ProcrastinateJob.objects.filter(status="failed")
    return failed.exclude(task_name="jobs.run").order_by("-pk")


def put_back(job_id: int) -> None:
    """Let the queue hand out a failed job again, at once."""
    with connection.cursor() as cursor:
        cursor.execute("select procrastinate_retry_job_v2(%s, now(), null, null, null)", [job_id])


def orphaned() -> QuerySet[Run]:
    """Open runs whose job is gone or has ended."""
    carried = ProcrastinateJob.objects.filter(status__in=LIVE).values("pk")
    return Run.objects.filter(state__in=Run.OPEN).exclude(job__in=carried).order_by("pk")
