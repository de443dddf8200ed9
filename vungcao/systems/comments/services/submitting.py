"""A comment arrives, and its writer confirms it by the link of a letter."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.services import NewCase
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.articles import Article
from vungcao.kernel.vault import services as vault
from vungcao.systems.comments.models import Comment, CommentState, Way
from vungcao.systems.comments.queries import discussions, locks, offices
from vungcao.systems.comments.rules import locking, moving, words
from vungcao.systems.comments.services.doors import standing_in
from vungcao.systems.comments.services.sealing import contact_index, seal, words_index
from vungcao.systems.comments.services.telling import CONFIRM, tell


@dataclass(frozen=True)
class NewComment:
    """What somebody wrote, as it came, and where they can be reached."""

    article: Article
    name: str
    words: str
    way: Way
    contact: str = ""
    account: User | None = None


@transaction.atomic
def submit(*, new: NewComment, now: datetime, by: User) -> Comment:
    """Keep a comment sealed until its writer confirms it; an account has confirmed already.

    Raises `RuleBroken` with everything that stands against it, also a discussion that is closed.
    """
    name, said = words.tidy_line(new.name), words.tidy(new.words)
    _refuse(new, name, said, now)
    office = offices.office(now.astimezone(ZONE).date())
    with standing_in(office.scope, by) as acting:
        made = _made(new, name, said, now, acting)
        made.unit, made.scope = office.unit, office.scope
        if made.way == Way.ACCOUNT:
            _refuse_locked(made, now)
        made.save()
        audit.record(by=acting, action="comments.submitted", subject=made, article=made.article)
        if made.way == Way.ACCOUNT:
            return _hold(made, now, acting)
        tell(CONFIRM, made)
    return made


@transaction.atomic
def confirm(*, comment: Comment, now: datetime, by: User) -> Comment:
    """Put a comment before the moderators: its case opens and its term begins.

    Raises `RuleBroken` for one that was confirmed before, or whose link is over, and while its
    contact is locked: only who gets the contact's letters learns of that.
    """
    with standing_in(comment.scope, by) as acting:
        locked = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
        if not moving.may_confirm(locked.state, locked.sent_at, now):
            raise RuleBroken(moving.WHY_NOT["confirmed"])
        _refuse_locked(locked, now)
        return _hold(locked, now, acting)


def _refuse_locked(comment: Comment, now: datetime) -> None:
    if locking.is_locked(locks.until(comment, now), now):
        raise RuleBroken(locking.LOCKED)


def _hold(comment: Comment, now: datetime, by: User) -> Comment:
    day = now.astimezone(ZONE).date()
    case = cases.open_case(
        new=NewCase(
            kind=offices.COMMENT,
            label=f"Bình luận: {comment.title}"[:200],
            organisation=offices.office(day),
            term=offices.term(offices.DECISION_DAYS, day),
            key=comment.key,
        ),
        now=now,
        by=by,
    )
    case = cases.note(
        case=case, action="screened", details={"marks": comment.marks}, now=now, by=by
    ).case
    comment.case, comment.verified_at = case, now
    comment.state = moving.moved(comment.state, "confirmed")
    comment.save(update_fields=["case", "verified_at", "state"])
    audit.record(by=by, action="comments.confirmed", subject=comment, case=case.pk)
    return comment


def _made(new: NewComment, name: str, said: str, now: datetime, by: User) -> Comment:
    """Not yet saved. What was sent is compared with what came before, by fingerprint alone."""
    key, index = vault.make_key(by=by), words_index(words.folded(said))
    is_known = Comment.objects.filter(words_index=index).exists()
    marks = words.marks(name=name, words=said, sent=new.words, is_known=is_known)
    return Comment(
        article=new.article.key,
        title=new.article.title[:300],
        way=new.way,
        account=new.account,
        key=key,
        name=seal(name, key, Comment, "name"),
        words=seal(said, key, Comment, "words"),
        contact=seal(new.contact, key, Comment, "contact") if new.contact else None,
        contact_index=contact_index(new.contact),
        words_index=index,
        marks=" ".join(marks),
        state=CommentState.SUBMITTED,
        sent_at=now,
    )


def _refuse(new: NewComment, name: str, said: str, now: datetime) -> None:
    wrong = [*words.against_name(name), *words.against_words(said)]
    if not discussions.takes_comments(new.article, now):
        wrong.append("Bài này không nhận ý kiến, hoặc đã hết thời gian nhận.")
    if bool(new.account) != (new.way == Way.ACCOUNT) or bool(new.account) == bool(new.contact):
        wrong.append("Chưa rõ cách xác nhận người viết.")
    if wrong:
        raise RuleBroken("\n".join(wrong))
