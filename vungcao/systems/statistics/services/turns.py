"""One step of an answer: lock, who and when, move, figures follow, and the trail's plain values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.systems.statistics.models import (
    Obligation,
    Observation,
    Stage,
    StageChange,
    Submission,
)
from vungcao.systems.statistics.services.batches import lock

STALE = "Báo cáo vừa được người khác xử lý: mở lại trang để xem."
MOVED = "statistics.stage_changed"


@dataclass
class Turn:
    """A step that somebody has begun on a locked answer. Nothing is written before `end`."""

    submission: Submission
    by: User
    now: datetime

    @classmethod
    def take(
        cls,
        submission: Submission,
        *,
        at: Collection[Stage],
        by: User,
        now: datetime,
        seen: int | None,
    ) -> Self:
        """Lock an answer that stands at one of these steps.

        Raises `RuleBroken` when it has moved on since `seen`, or stands elsewhere.
        """
        locked = lock(submission)
        if seen is not None and locked.version != seen:
            raise RuleBroken(STALE)
        if locked.stage not in at:
            raise RuleBroken(
                f"Báo cáo “{locked.get_stage_display()}”: không làm được việc này ở bước này."
            )
        return cls(locked, by, now)

    @property
    def day(self) -> date:
        return self.now.astimezone(ZONE).date()

    @property
    def obligation(self) -> Obligation:
        return self.submission.obligation

    def end(
        self,
        action: str,
        after: Stage,
        *,
        reason: str = "",
        is_delegated: bool = False,
        **columns: Any,
    ) -> Submission:
        """Move the answer; its figures carry the new step from now on."""
        row, before = self.submission, self.submission.stage
        for name, value in columns.items():
            setattr(row, name, value)
        row.stage, row.version = after, row.version + 1
        row.save(update_fields=["stage", "version", *columns])
        Observation.objects.filter(submission=row).update(stage=after)
        StageChange.objects.create(
            submission=row,
            action=action,
            before=before,
            after=after,
            revision=row.counter,
            reason=reason,
            by=self.by,
            is_delegated=is_delegated,
            at=self.now,
        )
        self._announce(after)
        return row

    def _announce(self, after: Stage) -> None:
        row, campaign = self.submission, self.obligation.campaign
        put(
            Announcement(
                MOVED,
                f"statistics.Submission:{row.pk}",
                scope=row.scope,
                details={
                    "form": campaign.version.form.code,
                    "period": campaign.period,
                    "unit": row.unit_id,
                    "stage": int(after),
                    "revision": row.counter,
                },
            )
        )


def words(reason: str) -> str:
    """The reason, which must be given. Raises `RuleBroken`."""
    if not reason.strip():
        raise RuleBroken("Ghi lý do.")
    return reason.strip()[:2000]
