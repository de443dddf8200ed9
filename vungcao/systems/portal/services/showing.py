"""An answered question becomes a draft of a page; who approves pages decides whether it appears."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.organisations import queries as organisations
from vungcao.systems.portal.models import (
    AnsweredQuestion,
    LetterKind,
    LetterTopic,
    PublicLetter,
    QuestionBoard,
)
from vungcao.systems.portal.queries import offices
from vungcao.systems.portal.rules import letters as rules
from vungcao.systems.portal.services.sealing import opened


@dataclass(frozen=True)
class Edited:
    """A question and its answer as everybody may read them."""

    title: str
    question: str
    answer: str
    topic: str


@transaction.atomic
def propose(*, letter: PublicLetter, edited: Edited, now: datetime, by: User) -> AnsweredQuestion:
    """A draft below the board of questions, handed to the steps of approval.

    Raises `RuleBroken` for what still says who somebody is, and for a letter shown before.
    """
    rows = PublicLetter.objects.select_for_update(of=("self",))
    locked = rows.get(pk=letter.pk)
    board = QuestionBoard.objects.live().order_by("path").first()
    _refuse(locked, edited, board)
    assert board is not None
    day = now.astimezone(ZONE).date()
    page: AnsweredQuestion = board.add_child(
        instance=AnsweredQuestion(
            title=edited.title,
            slug=f"cau-hoi-{locked.pk}",
            topic=edited.topic,
            question=edited.question,
            answer=edited.answer,
            answered_by=organisations.name(offices.office(day), day),
            live=False,
            has_unpublished_changes=True,
            owner=by,
        )
    )
    page.save_revision(user=by)
    workflow = page.get_workflow()
    if workflow is not None:
        workflow.start(page, by)
    locked.shown = page.pk
    locked.save(update_fields=["shown"])
    audit.record(by=by, action="portal.question_proposed", subject=locked, page=page.pk)
    return page


def _refuse(letter: PublicLetter, edited: Edited, board: QuestionBoard | None) -> None:
    if letter.kind != LetterKind.QUESTION or letter.answered_at is None:
        raise RuleBroken("Chỉ đưa lên cổng câu hỏi đã trả lời.")
    if letter.shown is not None:
        raise RuleBroken("Câu hỏi này đã có bản nháp trên cổng.")
    if board is None:
        raise RuleBroken("Cổng chưa có trang hỏi đáp.")
    (name,) = opened(letter.name)
    text = f"{edited.title}\n{edited.question}\n{edited.answer}"
    wrong = [] if edited.topic in LetterTopic.values else ["Chọn lĩnh vực của câu hỏi."]
    wrong += rules.against_showing(text, name)
    if wrong:
        raise RuleBroken("\n".join(wrong))
