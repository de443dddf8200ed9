"""Opening what was written down in a case, with an entry in the trail where words were opened."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.cases.models import Case, CaseEvent
from vungcao.kernel.cases.services.events import Value
from vungcao.kernel.offers.people import gates
from vungcao.kernel.vault import services as vault


@dataclass(frozen=True)
class EventRecord:
    """One event, opened. `details` are ids and codes; `words` are empty once they were erased."""

    seq: int
    at: datetime
    actor: str
    action: str
    details: dict[str, Value]
    words: str


@transaction.atomic
def read(*, case: Case, by: AbstractBaseUser) -> list[EventRecord]:
    """The events of a case, the oldest first, with the words that somebody wrote beside them.

    Raises `PermissionDenied` for an account that opens no records of persons.
    """
    events = list(CaseEvent.objects.filter(case=case).order_by("seq"))
    sealed = [event.pk for event in events if event.note is not None]
    if sealed:
        if not all(gate(by) for _name, gate in gates.items()):
            raise PermissionDenied
        audit.record(by=by, action="cases.read", subject=case, events=sealed)
    words = vault.open_texts(event.note for event in events)
    return [_record(event, said or "") for event, said in zip(events, words, strict=True)]


def _record(event: CaseEvent, words: str) -> EventRecord:
    body = json.loads(event.body)
    actor, action = str(body.pop("actor")), str(body.pop("action"))
    return EventRecord(event.seq, event.at, actor, action, body, words)
