"""Disclosures made outside of the editor: by the demo, by tests."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.portal.models import BudgetBoard, Disclosure, DisclosureLine


@dataclass(frozen=True)
class Told:
    """A disclosure before it is one; `lines` are labels with whole đồng, the last is the total."""

    slug: str
    title: str
    kind: str
    year: int
    period: str
    number: str
    decided_on: date
    disclosed_on: date
    lines: tuple[tuple[str, int], ...]


@transaction.atomic
def disclose(*, board: BudgetBoard, told: Told, by: User) -> Disclosure:
    """Publish a disclosure. Raises `ValidationError` for a period that has one."""
    given = {name: value for name, value in vars(told).items() if name != "lines"}
    made = Disclosure(**given, owner=by)
    made.clean()
    page: Disclosure = board.add_child(instance=made)
    last = len(told.lines) - 1
    page.lines.set(
        DisclosureLine(label=label, amount=amount, sort_order=nth, is_total=nth == last)
        for nth, (label, amount) in enumerate(told.lines)
    )
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    audit.record(by=by, action="portal.disclosed", subject=page)
    return page
