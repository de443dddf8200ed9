"""What cases offer to the rest of the kernel: running clocks, what hangs on units and persons."""

from collections.abc import Iterator
from datetime import date, datetime, time
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import OFFICE
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.loading import load_patterns
from vungcao.kernel.cases.models import Case
from vungcao.kernel.cases.queries.clocks import stops
from vungcao.kernel.offers.cases import case_kinds
from vungcao.kernel.offers.notices import AT_ONCE, NoticeKind, kinds
from vungcao.kernel.offers.people import keepers
from vungcao.kernel.offers.upkeep import (
    OpenDeadline,
    OpenDeadlines,
    ReferenceFile,
    Touch,
    open_deadlines,
    reference_files,
    touches,
)
from vungcao.kernel.people.models import Person
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import NATION_SCOPE


def running_over(day: date) -> Iterator[OpenDeadline]:
    """The clocks that were running on a day: received before its end, due after its beginning."""
    begins = datetime.combine(day, time.min, ZONE)
    ends = datetime.combine(day, time.max, ZONE)
    found = Case.objects.running().filter(received_at__lte=ends, due_at__gte=begins)
    kinds = dict(case_kinds.items())
    for case in found.select_related("calendar").order_by("due_at", "pk"):
        kind = kinds.get(case.kind)
        yield OpenDeadline(
            subject=case.number,
            url=kind.address(case.code) if kind else "",
            calendar=case.calendar.code,
            received=case.received_at,
            working_days=Fraction(case.term_halves or 0, 2),
            pauses=tuple(stops(case)),
        )


def running_on(units: frozenset[int]) -> int:
    return Case.objects.running().filter(unit__in=units).count()


def why_kept(person: int) -> str | None:
    """A case that is still going on needs who it is about; it may be held where nobody here looks.

    The sentence therefore counts and names none of them.
    """
    of_person = Person.objects.filter(pk=person).values("key")
    with scoped((NATION_SCOPE,)):
        number = Case.objects.running().filter(key__in=of_person).count()
    return str(KEPT) % {"number": number} if number else None


KEPT = _("Còn %(number)s vụ việc của người này chưa kết thúc: giải quyết xong rồi mới xoá được.")
keepers.register("cases.running", why_kept)

open_deadlines.register("cases.cases", OpenDeadlines(_("vụ việc đang xử lý"), running_over))
touches.register(
    "cases.cases",
    Touch(
        _("vụ việc đang xử lý"),
        running_on,
        _("giữ nguyên số, thời hạn và nhật ký; đơn vị tiếp nhận chịu trách nhiệm tiếp"),
    ),
)

reference_files.register("cases.numbers", ReferenceFile(230, "case_numbers.csv", load_patterns))

OFFICERS = frozenset(map(str, OFFICE))
SAMPLE = {"number": "VS-261116-0001", "label": "Vụ việc mẫu", "case": "abcdefghij"}

kinds.register(
    "cases.assigned",
    NoticeKind(
        label=_("Được giao vụ việc"),
        title=_("Chị/anh được giao vụ việc {number}"),
        text=_("{label}"),
        sample=SAMPLE,
        roles=OFFICERS,
        way=AT_ONCE,
        url_name="case",
        url_field="case",
    ),
)
kinds.register(
    "cases.delegated",
    NoticeKind(
        label=_("Được uỷ quyền xử lý vụ việc"),
        title=_("Chị/anh xử lý thay vụ việc {number}"),
        text=_("{label}. Uỷ quyền đến {until}."),
        sample={**SAMPLE, "until": "18/11/2026 17:00"},
        roles=OFFICERS,
        way=AT_ONCE,
        url_name="case",
        url_field="case",
    ),
)
