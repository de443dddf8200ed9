"""What is said about a page, or was passed on from a comment: a case with an answer by letter."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import Case
from vungcao.kernel.cases.services import NewCase
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.models import DataKey
from vungcao.systems.comments.models import Comment, Remark, Way
from vungcao.systems.comments.queries import offices
from vungcao.systems.comments.rules import pages, words
from vungcao.systems.comments.services import telling
from vungcao.systems.comments.services.doors import standing_in
from vungcao.systems.comments.services.sealing import contact_index, open_words, seal

ANSWERED = "answered"


@dataclass(frozen=True)
class NewRemark:
    """What somebody wrote about a page, and where they want the answer, if anywhere."""

    page: str
    words: str
    way: Way | None = None
    contact: str = ""


@transaction.atomic
def leave(*, new: NewRemark, now: datetime, by: User) -> Remark:
    """Open a case for what somebody says about a page. Raises `RuleBroken`."""
    said = words.tidy(new.words)
    if wrong := words.against_words(said):
        raise RuleBroken("\n".join(wrong))
    office = offices.office(now.astimezone(ZONE).date())
    with standing_in(office.scope, by) as acting:
        page, key = pages.named(new.page), vault.make_key(by=acting)
        case = _case(offices.PAGE, f"Góp ý trang {page}", key, now, acting)
        made = Remark(
            page=page,
            way=(new.way or "") if new.contact else "",
            contact=seal(new.contact, key, Remark, "contact") if new.contact else None,
            contact_index=contact_index(new.contact),
        )
        return _kept(made, said, key, case, now, acting)


@transaction.atomic
def pass_on(*, comment: Comment, now: datetime, by: User) -> Remark:
    """A comment as a matter to be settled, sealed anew: it outlives the comment's own day."""
    said, contact = open_words(comment.words, comment.contact)
    key = vault.make_key(by=by)
    case = _case(offices.COMPLAINT, f"Giải quyết bình luận: {comment.title}", key, now, by)
    made = Remark(
        page="/",
        source=comment,
        way=comment.way,
        contact=seal(contact, key, Remark, "contact") if contact else None,
        contact_index=comment.contact_index,
    )
    return _kept(made, said, key, case, now, by)


@transaction.atomic
def answer(
    *, remark: Remark, said: str, now: datetime, by: User, seen: int | None = None
) -> Remark:
    """Answer a remark; the letter leaves, and the case ends.

    Raises `RuleBroken` for an empty answer and for one that was answered before.
    """
    rows = Remark.objects.select_for_update(of=("self",)).select_related("case", "key")
    locked = rows.get(pk=remark.pk)
    if not said.strip():
        raise RuleBroken("Ghi nội dung trả lời.")
    if locked.answered_at is not None:
        raise RuleBroken("Góp ý này đã được trả lời.")
    locked.answer = seal(said.strip(), locked.key, Remark, "answer")
    locked.answered_at = now
    cases.note(case=locked.case, action=ANSWERED, now=now, by=by, seen=seen)
    cases.close(case=locked.case, outcome=ANSWERED, reason="", now=now, by=by)
    locked.save(update_fields=["answer", "answered_at"])
    audit.record(by=by, action="comments.answered", subject=locked)
    telling.tell(telling.ANSWERED, locked)
    return locked


def _case(kind: str, label: str, key: DataKey, now: datetime, by: User) -> Case:
    day = now.astimezone(ZONE).date()
    new = NewCase(
        kind=kind,
        label=label[:200],
        organisation=offices.office(day),
        term=offices.term(offices.REMARK_DAYS, day),
        key=key,
    )
    return cases.open_case(new=new, now=now, by=by)


def _kept(made: Remark, said: str, key: DataKey, case: Case, now: datetime, by: User) -> Remark:
    made.case, made.key, made.unit, made.scope = case, key, case.unit, case.scope
    made.words, made.sent_at = seal(said, key, Remark, "words"), now
    made.save()
    audit.record(by=by, action="comments.remark_left", subject=made, case=case.pk)
    return made
