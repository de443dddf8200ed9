"""Looking again at how the duties to publish stand, so that what is missing waits for somebody."""

from datetime import date

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.portal.models import DutyStanding
from vungcao.systems.portal.queries import duties
from vungcao.systems.portal.rules.duties import State


@transaction.atomic
def check_duties(*, day: date, by: User) -> int:
    """Note what meets each duty on a day; how many are not met."""
    found = duties.duties(day)
    DutyStanding.objects.exclude(duty__in=[one.key for one in found]).delete()
    known = {row.duty: row for row in DutyStanding.objects.select_for_update().order_by("pk")}
    changed = []
    for one in found:
        row = known.get(one.key) or DutyStanding(duty=one.key)
        before = (row.items, row.newest_on, row.lapses_on)
        row.items, row.newest_on, row.lapses_on = one.items, one.newest_on, one.lapses_on
        row.checked_on = day
        row.save()
        if before != (row.items, row.newest_on, row.lapses_on):
            changed.append(one.key)
    missing = sum(one.state != State.MET for one in found)
    if changed:
        audit.record(
            by=by,
            action="portal.duties_checked",
            subject=DutyStanding._meta.label,
            changed=" ".join(changed),
            missing=missing,
        )
    return missing
