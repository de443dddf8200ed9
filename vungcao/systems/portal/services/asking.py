"""Drafts on which opinions are asked, made outside of the editor: by the demo, by tests."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.portal.models import Consultation, ConsultationBoard
from vungcao.systems.portal.services import revisions


@dataclass(frozen=True)
class Draft:
    """A consultation before it is one; bodies hold (block, value) as in `models.blocks`."""

    slug: str
    title: str
    lead: str
    asked_by: str
    opens_on: date
    closes_on: date
    body: list[tuple[str, Any]] = field(default_factory=list)


@transaction.atomic
def consult(*, board: ConsultationBoard, draft: Draft, by: User) -> Consultation:
    """Publish a draft below the board of consultations."""
    made: Consultation = board.add_child(instance=Consultation(**vars(draft), owner=by))
    revisions.keep_as_published(page=made, by=by)
    audit.record(by=by, action="portal.consulted", subject=made)
    return made


@transaction.atomic
def conclude(
    *, consultation: Consultation, outcome: list[tuple[str, Any]], day: date, by: User
) -> Consultation:
    """Publish what became of the opinions."""
    consultation.outcome, consultation.answered_on = outcome, day
    revision = consultation.save_revision(user=by)
    revision.publish(user=by, skip_permission_checks=True)
    audit.record(by=by, action="portal.concluded", subject=consultation)
    return Consultation.objects.get(pk=consultation.pk)
