"""The papers that the engine writes: forms 01 to 06 of TT 03/2025/TT-VPCP, signed by the agency."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import Case, CaseEvent
from vungcao.kernel.cases.rules import CLOSED, MERGED
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import queries as documents
from vungcao.kernel.documents.models import Document
from vungcao.kernel.documents.services import drafting, issuing
from vungcao.kernel.documents.services.drafting import Text
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.kernel.organisations import queries as organisations
from vungcao.kernel.organisations.models import Organisation
from vungcao.systems.onestop.models import (
    Apology,
    Dossier,
    Paper,
    Supplement,
    WrittenForm,
)
from vungcao.systems.onestop.queries import agencies, versions
from vungcao.systems.onestop.rules import forms, mistakes
from vungcao.systems.onestop.rules.definition import Definition
from vungcao.systems.onestop.rules.forms import About, Table, Told
from vungcao.systems.onestop.services import sealing
from vungcao.systems.onestop.services.doors import standing_in
from vungcao.systems.onestop.services.engine import MOVED, reaching
from vungcao.systems.onestop.services.telling import OWN_PAPERS

WRITTEN = "onestop.paper"
NOT_HELD = "Hồ sơ đang do cơ quan khác giữ: nơi đang giữ mới lập được phiếu này."
_by_hand: ContextVar[bool] = ContextVar("by_hand", default=False)


@contextmanager
def by_hand() -> Iterator[None]:
    """Until the end papers are printed to be signed by hand: signing hundreds of a demo is slow."""
    token = _by_hand.set(True)
    try:
        yield
    finally:
        _by_hand.reset(token)


@transaction.atomic
def write(
    *,
    dossier: Dossier,
    form: str,
    words: str = "",
    supplement: Supplement | None = None,
    apology: Apology | None = None,
    now: datetime,
    by: User,
) -> WrittenForm:
    """Write one form at its legal moment, in the transaction of what it is about.

    It is sealed with the dossier's key and signed with the agency's; an agency without one gets it
    to sign by hand. The chain of the case keeps the paper's fingerprint. An apology that was
    drafted before is the paper that is issued.
    """
    case = Case.objects.select_related("organisation", "key").get(pk=dossier.case_id)
    sheet = _sheet(form, dossier, case, _told(dossier, case, words, supplement, apology), now)
    before = apology.document if apology is not None else None
    document = _issued(_drafted(sheet, dossier, case, before, now, by), dossier, now, by)
    made = WrittenForm.objects.create(
        dossier=dossier,
        form=form,
        document=document,
        supplement=supplement,
        extension=apology.extension if apology is not None else None,
        made_at=now,
    )
    cases.note(
        case=case,
        action=WRITTEN,
        details={"form": form, **read_marks(document=document, by=by)},
        now=now,
        by=reaching(by, case.scope),
        is_after_end=case.state in (CLOSED, MERGED),
    )
    dossier.case = Case.objects.select_related("organisation", "calendar").get(pk=case.pk)
    audit.record(by=by, action="onestop.paper_written", subject=made, form=form)
    if form in OWN_PAPERS:
        put(Announcement("onestop.paper", f"onestop.WrittenForm:{made.pk}", case.scope))
    return made


@transaction.atomic
def draft_apology(*, apology: Apology, now: datetime, by: User) -> Document:
    """Form 04 before its reason and its new moment are known: nothing is signed or sent."""
    row = apology.dossier
    case = Case.objects.select_related("organisation", "key").get(pk=row.case_id)
    sheet = _sheet(forms.APOLOGY, row, case, _told(row, case, forms.DOTS, None, apology), now)
    return _drafted(sheet, row, case, None, now, by)


@transaction.atomic
def print_control(*, dossier: Dossier, now: datetime, by: User) -> WrittenForm:
    """Form 06 as the dossier stands now.

    Raises `RuleBroken` for who is not of the body that holds it, also for who is above it.
    """
    if dossier.case.scope not in by.reach:
        raise RuleBroken(NOT_HELD)
    return write(dossier=dossier, form=forms.CONTROL, now=now, by=by)


@transaction.atomic
def open_paper(*, document: Document | int, dossier: Dossier, by: User) -> bytes:
    """The kept PDF of a dossier's paper, for whoever takes part in it; written to the audit."""
    pk = document if isinstance(document, int) else document.pk
    audit.record(by=by, action="onestop.paper_opened", subject=dossier, document=pk)
    return read_content(pk=pk, dossier=dossier, by=by)


@transaction.atomic
def read_content(*, pk: int, dossier: Dossier, by: User) -> bytes:
    """The bytes of a paper, wherever in the dossier's places it lies; the caller has logged it."""
    scopes = [party.scope for party in dossier.case.parties.order_by("pk")]
    with standing_in(dossier.case.scope, by, *scopes, dossier.unit.scope):
        return documents.content(documents.versions(Document.objects.get(pk=pk))[0])


@transaction.atomic
def read_marks(*, document: Document, by: User) -> dict[str, str]:
    """What an event keeps of a paper: by which code it is verified, and its SHA-256."""
    with standing_in(document.scope, by):
        latest = documents.versions(document)[0]
    return {"document": document.code, "sha256": latest.sha256, "stage": latest.stage}


def _about(dossier: Dossier, case: Case, day: date) -> About:
    (contact,) = sealing.open_json([dossier.contact])
    return About(
        number=case.number,
        code=case.code,
        procedure_code=dossier.version.procedure.code,
        procedure=dossier.version.name,
        applicant=str(contact.get("name", "")),
        agency=organisations.name(case.organisation, day),
    )


def _told(
    dossier: Dossier,
    case: Case,
    words: str,
    supplement: Supplement | None,
    apology: Apology | None,
) -> Told:
    asked: Any = sealing.open_json([supplement.items])[0] if supplement is not None else ()
    return Told(
        received_at=dossier.received_at,
        due_at=apology.new_due_at if apology else case.due_at,
        old_due_at=apology.old_due_at if apology else None,
        delivery=dossier.get_delivery_display(),
        words=words,
        items=[str(one["words"]) for one in asked],
        fault=organisations.name(apology.fault, apology.prepared_at.date()) if apology else "",
    )


def _table(form: str, dossier: Dossier, process: Definition) -> Table:
    """The papers that came, on a slip; the way that was gone, on a control sheet."""
    if form == forms.SLIP:
        labels = {one.code: one.label for one in process.documents}
        rows = Paper.objects.filter(dossier=dossier, removed_at=None).order_by("pk")
        lines = [
            (str(nth), labels.get(one.code, one.code), one.get_kind_display(), str(one.copies))
            for nth, one in enumerate(rows, start=1)
        ]
        return Table(("STT", "Giấy tờ", "Loại bản", "Số bản"), lines)
    if form == forms.CONTROL:
        return Table(("Lúc", "Việc", "Chuyển đến bước"), _way(dossier, process))
    return Table()


def _way(dossier: Dossier, process: Definition) -> list[tuple[str, str, str]]:
    labels = {one.code: one.label for one in process.actions}
    labels |= {"submit": "Nộp hồ sơ", mistakes.CODE: mistakes.LABEL}
    steps = {one.code: one.label for one in process.steps}
    found = []
    for event in CaseEvent.objects.filter(case=dossier.case_id, action=MOVED).order_by("seq"):
        said = json.loads(event.body)
        action, after = str(said.get("step_action", "")), str(said.get("after", ""))
        found.append((forms.moment(event.at), labels.get(action, action), steps.get(after, after)))
    return found


@dataclass(frozen=True)
class _Sheet:
    """One form as it is to be printed, and who issues it."""

    form: str
    issuer: Organisation
    said: forms.Sheet


def _sheet(form: str, dossier: Dossier, case: Case, told: Told, now: datetime) -> _Sheet:
    day = now.astimezone(ZONE).date()
    desk = agencies.of_dossier("desk", dossier, "", day)
    issuer = desk if form in forms.AT_DESK else case.organisation
    told = replace(told, table=_table(form, dossier, versions.process(dossier.version)))
    return _Sheet(form, issuer, forms.composed(form, _about(dossier, case, day), told))


def _drafted(
    sheet: _Sheet, dossier: Dossier, case: Case, before: Document | None, now: datetime, by: User
) -> Document:
    """A draft, or the one before written anew where the same office still issues it."""
    day, issuer = now.astimezone(ZONE).date(), sheet.issuer
    text = _text(sheet, case, day)
    with standing_in(issuer.unit.scope, by, dossier.unit.scope) as acting:
        if before is not None and before.issuer_id == issuer.pk:
            drafting.revise(document=before, text=text, by=acting)
            return Document.objects.get(pk=before.pk)
        return drafting.draft(
            issuer=issuer,
            issuer_name=organisations.name(issuer, day),
            template=forms.template(sheet.form),
            text=text,
            by=acting,
        )


def _text(sheet: _Sheet, case: Case, day: date) -> Text:
    said = sheet.said
    return Text(
        subject=f"{forms.TITLES[sheet.form]} {case.number}",
        values={
            "mark": forms.MARK.format(form=sheet.form),
            "rows": [list(pair) for pair in said.rows],
            "body": "\n".join(_one_line(said.body)),
            "table": {"head": list(said.table.head), "rows": [list(r) for r in said.table.rows]},
        },
        signer_post=organisations.name(sheet.issuer, day),
        signer_name="",
        key=case.key,
        reference=case.number,
    )


def _issued(made: Document, dossier: Dossier, now: datetime, by: User) -> Document:
    """Issued at once after it was written: nothing of it can be changed between."""
    day = now.astimezone(ZONE).date()
    with standing_in(made.scope, by, dossier.unit.scope) as acting:
        key = None if _by_hand.get() else documents.office_key(made, day)
        if key is None and made.is_sample and not _by_hand.get():
            key = issuing.lend_demo_key(organisation=made.issuer, now=now, by=acting)
        if key is None:
            return issuing.issue_by_hand(document=made, issued_on=day, today=day, by=acting)
        return issuing.issue_signed(document=made, key=key, now=now, by=acting)


def _one_line(body: Sequence[str]) -> list[str]:
    """Paragraphs of words that somebody typed on several lines stay paragraphs."""
    return [line for said in body for line in said.splitlines() if line.strip()]
