"""What the public writes arrives, and is answered: the answer leaves by letter, the case ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import Case
from vungcao.kernel.cases.services import NewCase
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.models import DataKey
from vungcao.systems.portal.models import (
    Consultation,
    LetterKind,
    LetterTopic,
    OpinionCount,
    PublicLetter,
    Verdict,
)
from vungcao.systems.portal.queries import offices
from vungcao.systems.portal.rules import letters as rules
from vungcao.systems.portal.rules.consultations import State
from vungcao.systems.portal.services.doors import standing_in
from vungcao.systems.portal.services.sealing import contact_index, seal, words_index

ANSWERED = "answered"
LETTER = "portal.answered"  # the kind of letter that takes an answer to its writer
SENT_AGAIN_WITHIN = timedelta(days=1)


@dataclass(frozen=True)
class NewLetter:
    """What somebody wrote. With a consultation it is an opinion on it, else a question."""

    words: str
    name: str = ""
    email: str = ""
    topic: str = ""
    consultation: Consultation | None = None

    @property
    def kind(self) -> LetterKind:
        return LetterKind.OPINION if self.consultation else LetterKind.QUESTION


@transaction.atomic
def write(*, new: NewLetter, now: datetime, by: User) -> PublicLetter:
    """Keep a letter sealed and open its case. Raises `RuleBroken` with all that stands against it.

    The same words about the same thing are taken once a day.
    """
    said, name = rules.tidy(new.words), rules.tidy_line(new.name)
    office = offices.office(now.astimezone(ZONE).date())
    with standing_in(office.scope, by) as acting:
        _refuse(new, said, now)
        key = vault.make_key(by=acting)
        case = _case(new, key, now, acting)
        made = PublicLetter.objects.create(
            kind=new.kind,
            case=case,
            unit=case.unit,
            scope=case.scope,
            page=new.consultation.pk if new.consultation else None,
            topic="" if new.consultation else new.topic,
            key=key,
            name=seal(name, key, "name") if name else None,
            words=seal(said, key, "words"),
            contact=seal(new.email, key, "contact") if new.email else None,
            contact_index=contact_index(new.email),
            words_index=words_index(rules.folded(said)),
            sent_at=now,
        )
        if new.consultation:
            _count(new.consultation.pk, "received")
        audit.record(by=acting, action="portal.letter_written", subject=made, case=case.pk)
    return made


@transaction.atomic
def answer(
    *,
    letter: PublicLetter,
    said: str,
    verdict: str = "",
    now: datetime,
    by: User,
    seen: int | None = None,
) -> PublicLetter:
    """Answer a question, or say what becomes of an opinion; the letter leaves, the case ends.

    Raises `RuleBroken` for an empty answer and for a letter that was answered before.
    """
    rows = PublicLetter.objects.select_for_update(of=("self",)).select_related("case", "key")
    locked = rows.get(pk=letter.pk)
    _refuse_answer(locked, said, verdict)
    locked.answer = seal(rules.tidy(said), locked.key, "answer")
    locked.answered_at, locked.verdict = now, verdict
    cases.note(case=locked.case, action=ANSWERED, now=now, by=by, seen=seen)
    cases.close(case=locked.case, outcome=verdict or ANSWERED, reason="", now=now, by=by)
    locked.save(update_fields=["answer", "answered_at", "verdict"])
    if locked.page is not None:
        _count(locked.page, verdict)
    audit.record(by=by, action="portal.letter_answered", subject=locked, verdict=verdict)
    _tell(locked)
    return locked


def _refuse(new: NewLetter, said: str, now: datetime) -> None:
    wrong = rules.against_words(said)
    about = new.consultation
    if about is None and new.topic not in LetterTopic.values:
        wrong.append("Chọn lĩnh vực của câu hỏi.")
    if about and about.state_on(now.astimezone(ZONE).date()) != State.OPEN:
        wrong.append("Dự thảo này không nhận ý kiến, hoặc đã hết thời gian nhận.")
    same = PublicLetter.objects.filter(
        words_index=words_index(rules.folded(said)),
        page=about.pk if about else None,
        sent_at__gt=now - SENT_AGAIN_WITHIN,
    )
    if same.exists():
        wrong.append("Thư với đúng những lời này đã được nhận, không cần gửi lại.")
    if wrong:
        raise RuleBroken("\n".join(wrong))


def _refuse_answer(letter: PublicLetter, said: str, verdict: str) -> None:
    if letter.answered_at is not None:
        raise RuleBroken("Thư này đã được trả lời: mở lại trang để xem.")
    wrong = [] if said.strip() else ["Ghi nội dung trả lời."]
    if letter.kind == LetterKind.OPINION and verdict not in Verdict.values:
        wrong.append("Chọn tiếp thu, tiếp thu một phần hay giải trình.")
    if letter.kind == LetterKind.QUESTION and verdict:
        wrong.append("Câu hỏi chỉ có trả lời, không có tiếp thu.")
    if wrong:
        raise RuleBroken("\n".join(wrong))


def _case(new: NewLetter, key: DataKey, now: datetime, by: User) -> Case:
    day, about = now.astimezone(ZONE).date(), new.consultation
    label = f"Ý kiến về: {about.title}" if about else f"Câu hỏi: {LetterTopic(new.topic).label}"
    opened = NewCase(
        kind=offices.OPINION if about else offices.QUESTION,
        label=label[:200],
        organisation=offices.office(day),
        term=None if about else offices.term(day),
        key=key,
    )
    return cases.open_case(new=opened, now=now, by=by)


def _count(page: int, name: str) -> None:
    OpinionCount.objects.get_or_create(page=page)
    OpinionCount.objects.filter(page=page).update(**{name: F(name) + 1})


def _tell(letter: PublicLetter) -> None:
    """The outbox holds a kind and an id, never an address. Nobody to write to: no letter."""
    if letter.contact is None:
        return
    put(
        Announcement(
            topic="letter",
            subject=f"{letter._meta.label}:{letter.pk}",
            scope=letter.scope,
            partner="email",
            key=f"{LETTER}:{letter.pk}",
            details={"kind": LETTER, "ref": letter.pk},
        )
    )
