"""What is wrong among the lines of a file, and writing them: figures, log, counters, outbox."""

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.systems.statistics.models import Channel, Submission
from vungcao.systems.statistics.queries import value_staging as staged
from vungcao.systems.statistics.queries.value_staging import Counts
from vungcao.systems.statistics.rules import operations
from vungcao.systems.statistics.rules.value_files import INDICATOR, UNIT
from vungcao.systems.statistics.services.batches import CHANGED
from vungcao.systems.statistics.services.value_reading import MOST_FAULTS, Faults

MOVED_ON = "Số liệu đã đổi sau khi kiểm tra tệp: kiểm tra lại rồi nhập."


def note_doubles(faults: Faults, names: Mapping[str, str], counts: Counts) -> None:
    """Two lines for one figure, and figures that belong to the answer of another form."""
    count, listed = staged.doubles(_left(faults))
    faults.count += count - len(listed)
    for line, first in listed:
        faults.add(line, names[INDICATOR], f"Trùng với dòng {first}")
    alone = staged.foreign(_left(faults)) if counts.foreign else []
    faults.count += counts.foreign - len(alone)
    text = operations.OTHERS
    for (line,) in alone:
        faults.add(line, names[UNIT], f"{text[:1].upper()}{text[1:]}")


@transaction.atomic
def write(*, by: User, now: datetime) -> int:
    """Enter what is staged with its log; how many answers have changed.

    Raises `RuleBroken` when the answer of another form took one of the figures meanwhile.
    """
    given = {"channel": Channel.CSV, "by": by.pk, "at": now, "mark": uuid4().hex[:20]}
    try:
        with transaction.atomic():
            changed, is_anothers = staged.write(given)
    except IntegrityError as taken:
        raise RuleBroken(MOVED_ON) from taken
    if is_anothers:
        raise RuleBroken(MOVED_ON)
    _announce(changed)
    return len(changed)


def _announce(changed: list[int]) -> None:
    """Each answer by itself, as if its cells had been typed: readers follow one by one."""
    rows = (
        Submission.objects.filter(pk__in=changed)
        .order_by("pk")
        .values_list(
            "pk",
            "scope",
            "unit",
            "counter",
            "obligation__campaign__period",
            "obligation__campaign__version__form__code",
        )
    )
    put(
        *(
            Announcement(
                CHANGED,
                f"statistics.Submission:{pk}",
                scope=scope,
                details={"form": form, "period": period, "unit": unit, "revision": revision},
            )
            for pk, scope, unit, revision, period, form in rows
        )
    )


def _left(faults: Faults) -> int:
    """How many more faults are listed; the rest is only counted."""
    return max(0, MOST_FAULTS - len(faults.listed))
