"""Saying who stands in a list: each line is bound to a person's record and a village."""

from datetime import datetime

from django.db import IntegrityError, transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import services as cases
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people.drafts import PersonDraft
from vungcao.kernel.people.models import Person
from vungcao.kernel.people.queries import kept_of
from vungcao.kernel.people.services import register
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.onestop.models import Dossier, Subject
from vungcao.systems.onestop.services import sealing
from vungcao.systems.onestop.services.listing import examine, key_of


@transaction.atomic
def identify(
    *,
    subject: Subject,
    somebody: Person | PersonDraft,
    village: Unit,
    now: datetime,
    by: User,
    seen: int | None = None,
) -> Subject:
    """Bind a line to a person, whom a draft enters first, and to the village it is for.

    What the line says is sealed with the person's own key from now on. Raises `RuleBroken` for a
    person out of reach or already in the list, and for a place that is no village of today.
    """
    dossier = examine(dossier=subject.dossier, now=now, by=by, seen=seen)
    row = Subject.objects.select_for_update(of=("self",)).get(pk=subject.pk, dossier=dossier)
    day = now.astimezone(ZONE).date()
    if village.kind != Kind.VILLAGE or not Unit.objects.in_force(day).filter(pk=village.pk):
        raise RuleBroken("Chọn một thôn, bản, tổ dân phố đang có.")
    if isinstance(somebody, PersonDraft):
        person = register(draft=somebody, today=day, by=by)
    else:
        person = _known(somebody, by)
    _bind(row, person, village, dossier)
    cases.note(
        case=dossier.case,
        action="onestop.identified",
        details={"position": row.position, "person": person.pk, "village": village.pk},
        now=now,
        by=by,
    )
    audit.record(
        by=by, action="onestop.identified", subject=dossier, position=row.position, person=person.pk
    )
    return row


def _known(somebody: Person, by: User) -> Person:
    found = Person.objects.visible_to(by).filter(pk=kept_of(somebody).pk, erased_at=None).first()
    if found is None:
        raise RuleBroken("Không thấy người này trong phạm vi của chị/anh.")
    return found


def _bind(row: Subject, person: Person, village: Unit, dossier: Dossier) -> None:
    (values,) = sealing.open_json([row.values])
    (reason,) = sealing.open_words([row.reason])
    row.person, row.village = person, village
    key = key_of(row, dossier)
    row.values = sealing.seal_json(dict(values), key, Subject, "values")
    row.reason = sealing.seal(reason, key, Subject, "reason") if reason else None
    try:
        with transaction.atomic():
            row.save(update_fields=["person", "village", "values", "reason"])
    except IntegrityError as twice:
        raise RuleBroken("Người này đã có ở dòng khác trong danh sách.") from twice
