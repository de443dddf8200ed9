"""Asking for everything that is missing, at once; and the answer to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.cases import services as cases
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.vault.models import DataKey
from vungcao.systems.onestop.models import Dossier, Paper, Supplement
from vungcao.systems.onestop.queries import locking, store
from vungcao.systems.onestop.services import papers as forms
from vungcao.systems.onestop.services import sealing
from vungcao.systems.onestop.services.engine import Turn
from vungcao.systems.onestop.services.submitting import NewPaper, lay_papers

ONCE = (
    "Bước này đã yêu cầu bổ sung một lần. Chỉ yêu cầu thêm khi người dân nộp giấy tờ mới "
    "làm phát sinh nội dung khác: đánh dấu và ghi rõ lý do."
)

HAD = (
    "Hệ thống đã có {names}: không yêu cầu nộp lại. Nếu văn bản ấy không dùng được cho hồ sơ này, "
    "đánh dấu và ghi rõ lý do."
)


@dataclass(frozen=True)
class Item:
    """One thing that is missing: a paper of the list or an answer, and what about it."""

    code: str
    words: str


@dataclass(frozen=True)
class Request:
    """Everything that is missing. `reason` says why a step asks a second time."""

    items: Sequence[Item]
    is_for_new_facts: bool = False
    reason: str = ""


@transaction.atomic
def ask(
    *,
    dossier: Dossier,
    action: str,
    request: Request,
    now: datetime,
    by: User,
    seen: int | None = None,
) -> Supplement:
    """Ask for what is missing (form 02); the clock stands still until it is there.

    Raises `RuleBroken` for an empty request, for a step that has asked before, and for a paper that
    the system has itself, unless it says why all the same.
    """
    turn = Turn.take(dossier, action, now=now, by=by, seen=seen, does="ask")
    _refuse(turn, request)
    row, key = turn.dossier, _key(turn.dossier)
    items = [{"code": one.code, "words": one.words.strip()} for one in request.items]
    try:
        with transaction.atomic():
            made = Supplement.objects.create(
                dossier=row,
                step=row.step,
                items=sealing.seal_json(items, key, Supplement, "items"),
                is_for_new_facts=request.is_for_new_facts,
                reason=sealing.seal(request.reason, key, Supplement, "reason")
                if request.reason
                else None,
                asked_at=now,
                asked_by=by,
                old_due_at=row.case.due_at,
            )
    except IntegrityError as twice:
        raise RuleBroken(ONCE) from twice
    words = "; ".join(one["words"] for one in items)
    moved = turn.end(words, supplement=made.pk, items=len(items))
    forms.write(dossier=moved, form="02", words=words, supplement=made, now=now, by=by)
    audit.record(by=by, action="onestop.supplement_asked", subject=moved, supplement=made.pk)
    return made


@transaction.atomic
def supply(
    *,
    dossier: Dossier,
    action: str,
    papers: Sequence[NewPaper],
    words: str = "",
    now: datetime,
    by: User,
    seen: int | None = None,
) -> Dossier:
    """Bring what was asked for: the clock runs on with the minutes that were left.

    A paper of the same place in the list takes the place of the one before.
    """
    with audit.together():
        turn = Turn.take(dossier, action, now=now, by=by, seen=seen, does="supply")
        return _supply(turn, papers, words)


def _supply(turn: Turn, papers: Sequence[NewPaper], words: str) -> Dossier:
    now, by = turn.now, turn.by
    waiting = locking.waiting(turn.dossier.pk)
    if not papers and not words.strip():
        raise RuleBroken("Gửi giấy tờ hoặc ghi nội dung bổ sung.")
    codes = {one.code for one in papers}
    locking.take_away(turn.dossier.pk, codes, now)
    lay_papers(made=turn.dossier, papers=papers, now=now, by=by, supplement=waiting)
    moved = turn.end(words, papers=len(papers))
    if waiting is not None:
        before = cases.columns(waiting)
        waiting.answered_at, waiting.new_due_at = now, moved.case.due_at
        cases.save_changed(waiting, before)
    audit.record(by=by, action="onestop.supplemented", subject=moved, papers=len(papers))
    return moved


def _refuse(turn: Turn, request: Request) -> None:
    if not request.items or not all(one.words.strip() for one in request.items):
        raise RuleBroken("Ghi từng nội dung cần bổ sung, tất cả trong một lần.")
    if request.is_for_new_facts and request.reason.strip():
        return
    if had := _had(turn, request):
        raise RuleBroken(HAD.format(names=", ".join(had)))
    if Supplement.objects.filter(dossier=turn.dossier, step=turn.dossier.step).exists():
        raise RuleBroken(ONCE)


def _had(turn: Turn, request: Request) -> list[str]:
    """What is asked for although the dossier uses a document of the system's own in its place, or
    although the system has it for the same persons.
    """
    rows = Paper.objects.filter(dossier=turn.dossier, is_reused=True, removed_at=None)
    used = rows.order_by("pk").values_list("code", "document_code")
    codes = {code: document or "đang dùng lại" for code, document in used}
    labels = {one.code: one.label for one in turn.process.documents}
    asked = {one.code for one in request.items}
    known = store.had(turn.dossier, turn.process, turn.by, asked - codes.keys())
    codes |= {code: one.words for code, one in known.items()}
    return [f"“{labels[code]}” ({codes[code]})" for code in sorted(asked & codes.keys())]


def _key(dossier: Dossier) -> DataKey:
    key = dossier.case.key
    assert key is not None  # every dossier is opened with one
    return key
