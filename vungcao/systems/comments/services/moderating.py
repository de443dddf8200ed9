"""What moderators decide about a held comment; each decision is told to its writer by letter."""

from datetime import date, datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import services as cases
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.vault import services as vault
from vungcao.systems.comments.models import Comment, PublishedComment, Reason, Remark, Takedown
from vungcao.systems.comments.queries import offices
from vungcao.systems.comments.rules import moving
from vungcao.systems.comments.services import remarks, telling
from vungcao.systems.comments.services.sealing import open_words, seal


@transaction.atomic
def approve(*, comment: Comment, now: datetime, by: User, seen: int | None = None) -> Comment:
    """Publish a comment: from now on anybody reads its name and words below the article."""
    locked = _locked(comment, "approved")
    name, words = open_words(locked.name, locked.words)
    if not words:
        raise RuleBroken("Lời bình luận đã xoá theo quy định, không đăng được nữa.")
    _end(locked, "approved", now, by, seen)
    audit.record(by=by, action="comments.approved", subject=locked)
    PublishedComment.objects.create(
        code=locked.code,
        article=locked.article,
        name=name,
        words=words,
        written_at=locked.sent_at,
        published_at=now,
    )
    telling.tell(telling.PUBLISHED, locked)
    return locked


@transaction.atomic
def reject(
    *, comment: Comment, reason: Reason, now: datetime, by: User, seen: int | None = None
) -> Comment:
    """Do not publish a comment; its writer is told why. The words stay sealed until their day."""
    locked = _locked(comment, "rejected")
    locked.reason = Reason(reason)
    _end(locked, "rejected", now, by, seen, reason=locked.reason)
    audit.record(by=by, action="comments.rejected", subject=locked, reason=locked.reason)
    telling.tell(telling.REJECTED, locked)
    return locked


@transaction.atomic
def escalate(*, comment: Comment, now: datetime, by: User, seen: int | None = None) -> Remark:
    """Pass a comment on as a matter to be settled: a case of its own, with number and term."""
    locked = _locked(comment, "escalated")
    _end(locked, "escalated", now, by, seen)
    audit.record(by=by, action="comments.escalated", subject=locked)
    made = remarks.pass_on(comment=locked, now=now, by=by)
    telling.tell(telling.ESCALATED, locked)
    return made


@transaction.atomic
def remove(
    *,
    comment: Comment,
    asked_by: str,
    document: str,
    document_on: date,
    asked_at: datetime,
    now: datetime,
    by: User,
) -> Takedown:
    """Take a published comment down, with the record of who asked, by what, and when.

    Raises `RuleBroken` with everything that is wrong with the record.
    """
    locked = _locked(comment, "removed")
    published = PublishedComment.objects.get(code=locked.code)
    wrong = moving.against_takedown(
        asked_by=asked_by,
        document=document,
        document_on=document_on,
        asked_at=asked_at,
        published_at=published.published_at,
        now=now,
    )
    if wrong:
        raise RuleBroken("\n".join(wrong))
    norm = offices.norm(offices.TAKEDOWN_HOURS, asked_at.astimezone(ZONE).date())
    made = Takedown.objects.create(
        comment=locked,
        asked_by=asked_by.strip(),
        document=document.strip(),
        document_on=document_on,
        asked_at=asked_at,
        removed_at=now,
        hours=norm.value if norm else None,
        basis=norm.basis if norm else None,
    )
    _keep_words(locked, published, by)
    published.delete()
    locked.state = moving.moved(locked.state, "removed")
    locked.decided_at = now
    locked.save()
    assert locked.case is not None
    details = {"takedown": made.pk, "late": made.is_late}
    cases.note(
        case=locked.case, action="removed", details=details, now=now, by=by, is_after_end=True
    )
    audit.record(by=by, action="comments.removed", subject=locked, takedown=made.pk)
    telling.tell(telling.REMOVED, locked)
    return made


def _keep_words(comment: Comment, published: PublishedComment, by: User) -> None:
    """What is taken down stays readable to inspectors, also when its first seal was erased."""
    if comment.erased_at is None:
        return
    comment.key = vault.make_key(by=by)
    comment.name = seal(published.name, comment.key, Comment, "name")
    comment.words = seal(published.words, comment.key, Comment, "words")
    comment.erased_at = None


def _locked(comment: Comment, action: str) -> Comment:
    """The comment, for a step that its state allows. Raises `RuleBroken`."""
    rows = Comment.objects.select_for_update(of=("self",)).select_related("case", "key", "account")
    locked = rows.get(pk=comment.pk)
    moving.moved(locked.state, action)
    return locked


def _end(
    comment: Comment, action: str, now: datetime, by: User, seen: int | None, reason: str = ""
) -> None:
    """The decision itself, in the comment and in its case."""
    assert comment.case is not None
    comment.state = moving.moved(comment.state, action)
    comment.decided_at = now
    details = {"reason": reason} if reason else {}
    cases.note(case=comment.case, action=action, details=details, now=now, by=by, seen=seen)
    cases.close(case=comment.case, outcome=action, reason="", now=now, by=by)
    comment.save(update_fields=["state", "decided_at", "reason"])
