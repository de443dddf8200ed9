"""Laying down the letters of an issue, piece by piece, each letter once (docs/adr 0110).

A piece is one transaction: the letters, their rows in the outbox, and the mark how far it came.
Whoever is killed leaves the mark where it was; two who come at once take turns.
"""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.letters import TOPIC
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.systems.newsletter.models import Dispatch, Issue, IssueState, Subscriber, TrialLetter
from vungcao.systems.newsletter.queries import issues
from vungcao.systems.newsletter.queries.door import inside
from vungcao.systems.newsletter.queries.officers import work_address
from vungcao.systems.newsletter.queries.progress import PARTNER, key, readers
from vungcao.systems.newsletter.rules import composing, pacing
from vungcao.systems.newsletter.services.composing import locked

PIECE = 200


@transaction.atomic
def send(*, issue: Issue, at: datetime | None, now: datetime, by: User) -> Issue:
    """Let an approved issue be sent now, or from `at` on. Raises `RuleBroken` for a past moment."""
    row = locked(issue.pk, composing.SEND)
    if at is not None and at <= now:
        raise RuleBroken("Giờ hẹn gửi đã qua: chọn giờ sau lúc này, hoặc gửi ngay.")
    row.sends_at = at or now
    row.save(update_fields=["sends_at"])
    audit.record(by=by, action="newsletter.send_ordered", subject=row, at=row.sends_at.isoformat())
    if at is None:
        _begin(row, now, by)
    return row


@transaction.atomic
def unschedule(*, issue: Issue, by: User) -> Issue:
    """An approved issue waits for another order. Raises `RuleBroken` once it is being sent."""
    row = locked(issue.pk, composing.SEND)
    row.sends_at = None
    row.save(update_fields=["sends_at"])
    audit.record(by=by, action="newsletter.unscheduled", subject=row)
    return row


@transaction.atomic
def begin_due(*, now: datetime, by: AbstractBaseUser) -> int:
    """Begin the issues whose hour has come. How many."""
    due = Issue.objects.select_for_update(skip_locked=True, of=("self",))
    rows = list(due.filter(state=IssueState.APPROVED, sends_at__lte=now).order_by("pk"))
    for row in rows:
        _begin(row, now, by)
    return len(rows)


@transaction.atomic
def lay_piece(*, issue: int, now: datetime, by: AbstractBaseUser, most: int = PIECE) -> bool:
    """Lay down the next letters that may leave soon; whether more may follow at once.

    Readers whose sections the issue does not have are passed over. When nobody is left and the last
    letter may leave, the issue has been sent.
    """
    with inside():
        row = Issue.objects.select_for_update(of=("self",)).get(pk=issue)
        if row.state != IssueState.SENDING:
            return False
        moments = pacing.moments(row.next_at, now, row.rate, most)
        if not moments:
            return False
        ahead = list(readers(row).only("pk", "sections").order_by("pk")[: len(moments)])
        if not ahead:
            if row.next_at is not None and row.next_at <= now:
                _end(row, now, by)
            return False
        wanting = _wanting(row, ahead)
        _lay(row, wanting, moments)
        row.reached = ahead[-1].pk
        if wanting:
            row.next_at = moments[len(wanting) - 1] + pacing.between(row.rate)
        row.save(update_fields=["reached", "next_at"])
        audit.record(by=by, action="newsletter.laid", subject=row, letters=len(wanting))
    return True


@transaction.atomic
def pause(*, issue: Issue, by: User) -> Issue:
    """Lay down no more letters; what was laid leaves within a minute."""
    row = locked(issue.pk, composing.PAUSE)
    row.state = IssueState.PAUSED
    row.save(update_fields=["state"])
    audit.record(by=by, action="newsletter.paused", subject=row)
    return row


@transaction.atomic
def resume(*, issue: Issue, by: User) -> Issue:
    """Go on where it was paused."""
    row = locked(issue.pk, composing.RESUME)
    row.state = IssueState.SENDING
    row.save(update_fields=["state"])
    audit.record(by=by, action="newsletter.resumed", subject=row)
    return row


@transaction.atomic
def set_rate(*, issue: Issue, rate: int, by: User) -> Issue:
    """So many letters a minute from the next piece on. Raises `RuleBroken` beyond what is sane."""
    row = Issue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    if row.state == IssueState.SENT:
        raise RuleBroken("Số này đã gửi xong.")
    if not 1 <= rate <= pacing.FASTEST:
        raise RuleBroken(f"Nhịp gửi từ 1 đến {pacing.FASTEST} thư mỗi phút.")
    row.rate = rate
    row.save(update_fields=["rate"])
    audit.record(by=by, action="newsletter.rate_set", subject=row, rate=rate)
    return row


@transaction.atomic
def try_out(*, issue: Issue, now: datetime, by: User) -> TrialLetter:
    """Send the issue as it is to the officer who asks. Raises `RuleBroken` without an address."""
    if not work_address(by):
        raise RuleBroken("Tài khoản chưa có địa chỉ thư công vụ: nhờ người quản trị ghi.")
    with inside():
        made = TrialLetter.objects.create(issue=issue, account_id=by.pk, made_at=now)
        _put([_announced("newsletter.trial", made)])
        audit.record(by=by, action="newsletter.tried_out", subject=issue)
    return made


def _begin(row: Issue, now: datetime, by: AbstractBaseUser) -> None:
    row.state, row.started_at, row.next_at = IssueState.SENDING, now, now
    row.save(update_fields=["state", "started_at", "next_at"])
    put(Announcement(topic="newsletter.begun", subject=f"{row._meta.label}:{row.pk}"))
    audit.record(by=by, action="newsletter.begun", subject=row)


def _end(row: Issue, now: datetime, by: AbstractBaseUser) -> None:
    row.state, row.ended_at = IssueState.SENT, now
    row.save(update_fields=["state", "ended_at"])
    audit.record(by=by, action="newsletter.ended", subject=row)


def _wanting(row: Issue, ahead: Sequence[Subscriber]) -> list[Subscriber]:
    sections = {pick.section for pick in issues.picks(row)}
    has_note = bool(row.note.strip()) or not sections
    return [one for one in ahead if composing.wants(sections, one.sections, has_note=has_note)]


def _lay(row: Issue, to: Sequence[Subscriber], moments: Sequence[datetime]) -> None:
    laid = Dispatch.objects.bulk_create(
        Dispatch(issue=row, subscriber=one, leaves_at=moment)
        for one, moment in zip(to, moments, strict=False)
    )
    _put(
        [
            _announced("newsletter.issue", one, key=key(row, one), not_before=one.leaves_at)
            for one in laid
        ]
    )


def _announced(
    kind: str,
    row: Dispatch | TrialLetter,
    key: str = "",
    not_before: datetime | None = None,
) -> Announcement:
    return Announcement(
        topic=TOPIC,
        subject=f"{row._meta.label}:{row.pk}",
        partner=PARTNER,
        key=key,
        details={"kind": kind, "ref": row.pk},
        not_before=not_before,
    )


def _put(announcements: Sequence[Announcement]) -> None:
    if announcements:
        put(*announcements)
