"""Linked dossiers (liên thông): an action that opens a dossier of another procedure."""

from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import Party
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop.models import (
    Applicant,
    Channel,
    Delivery,
    Dossier,
    Original,
    Paper,
    ProcedureVersion,
    Subject,
)
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.services import engine, sealing
from vungcao.systems.onestop.services.engine import Turn
from vungcao.systems.onestop.services.submitting import NewDossier, NewPaper, NewSubject, submit


@transaction.atomic
def spawn(
    *,
    dossier: Dossier,
    action: str,
    words: str = "",
    now: datetime,
    by: User,
    seen: int | None = None,
) -> Dossier:
    """Open the dossier that an action calls for, at its own agency, and link it.

    What the other procedure asks too is handed on: contact, answers, persons, papers. Where the
    action waits, the dossier cannot end before the linked one. Gives the linked dossier. Raises
    `BadAnswers` when the other procedure wants more than is known here.
    """
    turn = Turn.take(dossier, action, now=now, by=by, seen=seen, does="spawn")
    version = versions.on(turn.action.spawns, now.astimezone(ZONE).date())
    if version is None:
        raise RuleBroken("Thủ tục liên thông không còn hiệu lực hoặc chưa công bố ở đây.")
    child = submit(new=_handed_on(turn.dossier, version), now=now, by=by).dossier
    cases.link(parent=turn.case, child=child.case, is_required=turn.action.waits, now=now, by=by)
    moved = turn.end(words, child=child.case_id)
    audit.record(by=by, action="onestop.spawned", subject=moved, child=child.pk)
    return child


def _handed_on(row: Dossier, version: ProcedureVersion) -> NewDossier:
    process = versions.process(version)
    asked = {one.code for group in process.groups if not group.is_list for one in group.fields}
    known = {one.code for one in process.documents}
    answers = engine.opened(row)
    (contact,) = sealing.open_json([row.contact])
    applied = row.case.parties.filter(role=Party.Role.APPLICANT).order_by("pk").first()
    return NewDossier(
        version=version,
        place=row.unit,
        intake=row.case.organisation,
        channel=Channel(row.channel),
        contact={name: str(value) for name, value in contact.items()},
        answers={code: value for code, value in answers.items() if code in asked},
        subjects=_subjects(row) if process.list_group else (),
        papers=[
            NewPaper(one.code, one.file, Original(one.kind), one.copies)
            for one in Paper.objects.filter(dossier=row, removed_at=None, code__in=known)
            .select_related("file")
            .order_by("pk")
        ],
        applicant_kind=Applicant(row.applicant_kind),
        applicant=row.applicant,
        account=applied.account if applied else None,
        delivery=Delivery(row.delivery),
    )


def _subjects(row: Dossier) -> list[NewSubject]:
    lines = row.subjects.exclude(outcome="removed").select_related("person__key", "village")
    found: list[Subject] = list(lines.order_by("position", "pk"))
    values = sealing.open_json(one.values for one in found)
    return [
        NewSubject(said, one.person, one.village) for one, said in zip(found, values, strict=True)
    ]
