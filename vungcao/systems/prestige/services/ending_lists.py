"""Taking many persons off the list by one decision, all or none."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.prestige.models import EndKind, Recognition
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.services.deciding import Authorities, Decided, against_number
from vungcao.systems.prestige.services.ending import Ending, against, fill
from vungcao.systems.prestige.services.telling import tell

FILLED = (
    "valid_until",
    "end_kind",
    "end_reason",
    "end_number",
    "end_decided_on",
    "end_issuer_name",
    "end_document",
    "end_note",
)


@transaction.atomic
def withdraw_all(
    *, endings: Mapping[int, Ending], decided: Decided, today: date, by: AbstractBaseUser
) -> list[Recognition]:
    """Close these recognitions (by id), in a fixed number of statements.

    Raises `RuleBroken` with everything that stands against it.
    """
    rows = _locked(endings)
    if found := _faults(rows, endings, decided, today):
        raise RuleBroken("\n".join(f"#{pk}: {text}" if pk else text for pk, text in found))
    for row in rows:
        fill(row, EndKind.WITHDRAWN, endings[row.pk], decided)
    Recognition.objects.bulk_update(rows, FILLED)
    audit.record(
        by=by,
        action="prestige.withdrawn",
        subject=rows[0] if len(rows) == 1 else Recognition._meta.label,
        recognitions=[row.pk for row in rows],
        number=decided.number.strip(),
        document=decided.document.pk if decided.document else None,
    )
    tell("prestige.withdrawn", rows, decided_in=decided.unit.pk)
    return rows


def faults_of_endings(
    *, endings: Mapping[int, Ending], decided: Decided, today: date
) -> list[tuple[int, str]]:
    """Everything that stands against it (id of the recognition, 0 for the decision; sentence)."""
    return _faults(_locked(endings), endings, decided, today)


def _faults(
    rows: Sequence[Recognition], endings: Mapping[int, Ending], decided: Decided, today: date
) -> list[tuple[int, str]]:
    authorities, reasons = Authorities(decided), cache(norms.reasons)
    found = [(0, sentence) for sentence in against_number(decided)]
    for row in rows:
        wrong = against(row, endings[row.pk], authorities, today, reasons)
        found += [(row.pk, sentence) for sentence in wrong]
    return found


def _locked(endings: Mapping[int, Ending]) -> list[Recognition]:
    rows = Recognition.objects.select_for_update(of=("self",)).filter(pk__in=endings)
    return list(rows.select_related("unit").order_by("pk"))
