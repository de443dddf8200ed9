"""A list of procedures is entered whole or not at all: published, without a process."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.citations.services import cite
from vungcao.kernel.files.workbooks import Cell
from vungcao.systems.onestop.queries.procedure_list import Preview, preview
from vungcao.systems.onestop.services import publishing
from vungcao.systems.onestop.services.publishing import Text


@transaction.atomic
def enter(
    *,
    rows: Sequence[Sequence[Cell]],
    decision_number: str,
    valid_from: date,
    now: datetime,
    by: User,
) -> Preview:
    """Publish every new line. Raises `RuleBroken` with the first faults, and keeps nothing then."""
    seen = preview(rows, valid_from)
    if seen.faults:
        raise RuleBroken("\n".join(f"{one.cell}: {one.text}" for one in seen.faults[:20]))
    basis = cite(number=decision_number, by=by)
    for line in seen.new:
        text = Text(
            name=line.name,
            field=line.field,
            basis=basis,
            valid_from=valid_from,
            agency=line.agency,
            online_level=line.level,
            term_halves=line.term_halves,
            term_source=line.link,
            fee=line.fee,
        )
        made = publishing.draft(code=line.code, text=text, by=by)
        publishing.publish(version=made, decision_number=decision_number, now=now, by=by)
    return seen
