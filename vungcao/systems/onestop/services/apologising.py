"""Apologies (form 04): drafted by the system when a term ends, sent by an officer with a reason."""

from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents.services import drafting
from vungcao.kernel.organisations.models import Organisation
from vungcao.systems.onestop.models import Apology, Dossier, Extension
from vungcao.systems.onestop.queries import apologies
from vungcao.systems.onestop.rules.forms import APOLOGY
from vungcao.systems.onestop.services import papers, sealing
from vungcao.systems.onestop.services.doors import standing_in
from vungcao.systems.onestop.services.engine import lock

AT_A_TIME = 100


@transaction.atomic
def prepare_apologies(*, now: datetime, by: User) -> int:
    """Draft an apology for each dossier that ends today or is late and has none; how many.

    A draft whose moment has moved, or was kept after all, is thrown away before. One that cannot be
    written (erased, without an agency) holds up no other.
    """
    for needless in apologies.needless():
        _throw_away(needless, by)
    rows = apologies.without(now)[:AT_A_TIME]
    return sum(_tried(row, now, by) for row in rows)


@transaction.atomic
def send(
    *,
    dossier: Dossier,
    reason: str,
    fault: Organisation | None,
    promised: datetime,
    extension: Extension | None = None,
    now: datetime,
    by: User,
) -> Apology:
    """Issue form 04 of a locked dossier, as it was drafted or anew, and tell the applicant."""
    was = extension.old_due_at if extension is not None else dossier.case.due_at
    key = dossier.case.key
    assert was is not None
    assert key is not None  # every dossier is opened with one
    row = Apology.objects.filter(dossier=dossier, old_due_at=was).first()
    row = row or Apology(dossier=dossier, step=dossier.step, old_due_at=was, prepared_at=now)
    row.dossier, row.extension, row.new_due_at = dossier, extension, promised
    row.fault = fault or (row.fault if row.pk else dossier.case.organisation)
    row.reason = sealing.seal(reason.strip(), key, Apology, "reason")
    _issue(row, reason.strip(), now, by)
    return row


def _issue(row: Apology, words: str, now: datetime, by: User) -> None:
    """Another office than the one that drafted it writes its own: the draft goes."""
    scopes = [party.scope for party in row.dossier.case.parties.order_by("pk")]
    with standing_in(row.dossier.case.scope, by, *scopes):
        before = row.document
    made = papers.write(dossier=row.dossier, form=APOLOGY, words=words, apology=row, now=now, by=by)
    row.document, row.sent_at, row.sent_by = made.document, now, by
    row.save()
    if before is not None and before.pk != made.document_id:
        with standing_in(before.scope, by) as acting:
            drafting.discard(document=before, by=acting)
    audit.record(by=by, action="onestop.apologised", subject=row)


def _tried(row: Dossier, now: datetime, by: User) -> int:
    try:
        with transaction.atomic():
            return _prepare(row, now, by)
    except RuleBroken:
        return 0


def _prepare(found: Dossier, now: datetime, by: User) -> int:
    row = lock(found)
    if row.finished_at is not None or not apologies.is_wanted(row):
        return 0
    due = row.case.due_at
    assert due is not None
    made = Apology(
        dossier=row, step=row.step, fault=row.case.organisation, prepared_at=now, old_due_at=due
    )
    made.document = papers.draft_apology(apology=made, now=now, by=by)
    made.save()
    audit.record(by=by, action="onestop.apology_prepared", subject=made)
    return 1


def _throw_away(row: Apology, by: User) -> None:
    document = row.document
    row.delete()
    if document is not None:
        drafting.discard(document=document, by=by)
