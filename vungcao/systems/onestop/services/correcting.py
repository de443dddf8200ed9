"""The one way to undo a decision: another one, which is signed and says what it corrects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import services as cases
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents.models import Document, RelationKind
from vungcao.kernel.documents.services import issuing
from vungcao.kernel.documents.services.drafting import Text
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.systems.onestop.models import Decision, Dossier, Outcome, Subject
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.queries.papers import may_correct
from vungcao.systems.onestop.rules import deciding as rules
from vungcao.systems.onestop.rules.deciding import Line
from vungcao.systems.onestop.rules.definition import Definition
from vungcao.systems.onestop.services import sealing
from vungcao.systems.onestop.services.deciding import draft, issue, run
from vungcao.systems.onestop.services.engine import lock, reaching
from vungcao.systems.onestop.services.listed import Listed, read_lines
from vungcao.systems.onestop.services.papers import read_marks

CORRECTED = "onestop.corrected"
NO_WAY_BACK = "Chưa có cách sửa tác động của quyết định này bằng một quyết định khác."


@dataclass(frozen=True)
class Correction:
    """Whom the first decision should not have named; `reason` is a code of the register's own."""

    subjects: Sequence[int]
    reason: str
    words: str
    signer_post: str
    signer_name: str
    place: str = ""


@transaction.atomic
def correct(*, decision: Decision, correction: Correction, now: datetime, by: User) -> Decision:
    """Sign a decision that takes persons out of an earlier one; that one stays as it was signed.

    What it changed in other registers is undone there in the same transaction. Raises `RuleBroken`
    with the words of the register that refuses.
    """
    row = lock(decision.dossier)
    first = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    found = read_lines(dossier=row, by=by)
    lines = [one for one in found.granted if one.subject in set(correction.subjects)]
    _refuse(first, correction, lines, now, by)
    document = issue(document=_drafted(first, correction, lines, now, by), now=now, by=by)
    made = Decision.objects.create(
        dossier=row,
        document=document,
        corrects=first,
        prepared_by=by,
        prepared_at=now,
        signed_by=by,
        signed_at=now,
        effects=_undo(row, document, correction, lines, found, by),
    )
    _relate(document, first.document, by)
    _take_out(row, lines, correction.words, now)
    cases.note(
        case=row.case,
        action=CORRECTED,
        words=correction.words,
        details={
            "decision": made.pk,
            "corrects": first.pk,
            "removed": len(lines),
            **read_marks(document=document, by=by),
        },
        now=now,
        by=reaching(by, row.case.scope),
        is_after_end=True,
    )
    audit.record(by=by, action="onestop.decision_corrected", subject=made, removed=len(lines))
    put(Announcement("onestop.signed", f"onestop.Decision:{made.pk}", row.case.scope))
    return made


def _refuse(
    first: Decision, correction: Correction, lines: Sequence[Line], now: datetime, by: User
) -> None:
    wrong = []
    if first.signed_at is None:
        wrong.append("Quyết định chưa ký: trả lại để làm lại, không cần quyết định sửa.")
    if Decision.objects.filter(corrects=first).exists():
        wrong.append("Quyết định này đã được sửa: sửa tiếp ở quyết định sau.")
    if not may_correct(first, by, now.astimezone(ZONE).date()):
        wrong.append("Chỉ người ký ở cơ quan đã ban hành mới sửa được quyết định.")
    if not lines:
        wrong.append("Chọn ít nhất một người đã được đồng ý.")
    if not correction.signer_post.strip():
        wrong.append("Ghi chức vụ người ký.")
    if not correction.words.strip():
        wrong.append("Ghi lý do sửa.")
    if wrong:
        raise RuleBroken("\n".join(wrong))


def _drafted(
    first: Decision, correction: Correction, lines: Sequence[Line], now: datetime, by: User
) -> Document:
    before, words = first.document, correction.words.strip()
    text = Text(
        subject=f"Về việc sửa Quyết định số {before.number}",
        values={
            "place": correction.place,
            "authority_head": f"{correction.signer_post.splitlines()[-1]} {before.issuer_name}",
            "bases": f"Căn cứ Quyết định số {before.number} ngày {before.issued_on:%d/%m/%Y}",
            "body": rules.correction(before.number, len(lines), " ".join(words.split())),
            "recipients": "Như trên\nLưu: VT",
            "heads": list(rules.CORRECTED_HEADS),
            "granted": [],
            "refused": [[str(one.position), one.name, words] for one in lines],
        },
        signer_post=correction.signer_post,
        signer_name=correction.signer_name,
    )
    day = now.astimezone(ZONE).date()
    return draft(issuer=before.issuer, template=before.template, text=text, day=day, by=by)


def _undo(
    row: Dossier,
    document: Document,
    correction: Correction,
    lines: Sequence[Line],
    found: Listed,
    by: User,
) -> int:
    process, refused, done = versions.process(row.version), [], 0
    for one in lines:
        name, values = _way_back(process, found.values[one.subject], correction.reason, document)
        if not name:
            continue
        try:
            run(name=name, values=values, document=document, by=by)
            done += 1
        except RuleBroken as broken:
            refused += [f"Dòng {one.position}: {said}" for said in str(broken).splitlines()]
    if refused:
        raise RuleBroken("\n".join(refused))
    return done


def _way_back(
    process: Definition, line: dict[str, Any], reason: str, document: Document
) -> tuple[str, dict[str, Any]]:
    """The effect that takes back what one line changed; none where it changed nothing."""
    effect = rules.chosen(process, line)
    if effect is None:
        return "", {}
    if effect.name not in rules.UNDONE_BY:
        raise RuleBroken(NO_WAY_BACK)
    name, _table = rules.UNDONE_BY[effect.name]
    return name, {"person": line["person"], "reason": reason, "ends_on": document.issued_on}


def _relate(document: Document, first: Document, by: User) -> None:
    assert document.issued_on is not None
    issuing.relate(
        document=document,
        target=first,
        kind=RelationKind.AMENDS,
        effective_on=document.issued_on,
        by=by,
    )


def _take_out(row: Dossier, lines: Sequence[Line], words: str, now: datetime) -> None:
    """The lines keep why they are no longer granted."""
    key = row.case.key
    assert key is not None
    for one in Subject.objects.filter(pk__in=[line.subject for line in lines]).order_by("pk"):
        one.outcome, one.decided_at = Outcome.REFUSED, now
        one.reason = sealing.seal(words.strip(), key, Subject, "reason")
        one.save(update_fields=["outcome", "reason", "decided_at"])
