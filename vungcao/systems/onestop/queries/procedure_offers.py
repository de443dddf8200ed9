"""Procedures as the rest of the product knows them: public list, search, what is in doubt."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.citations.models import State
from vungcao.kernel.offers.publications import Offered
from vungcao.kernel.offers.search import Entry, PublicText
from vungcao.kernel.offers.upkeep import Doubt
from vungcao.systems.onestop.models import ProcedureVersion
from vungcao.systems.onestop.queries import procedures
from vungcao.systems.onestop.rules import wording

KIND = "onestop.procedure"
COLUMNS = (
    "code",
    "name",
    "field",
    "agency",
    "online_level",
    "online_level_state",
    "term_days",
    "term_state",
    "fee",
    "valid_from",
)


def items(day: date) -> Iterator[tuple[str, str]]:
    """The public list: those that count on a day, each with its guide."""
    for one in procedures.catalogue(day):
        yield one.name, reverse("onestop:guide", args=[one.procedure.code])


def offered(day: date, keys: Collection[str] | None) -> Iterator[Offered]:
    """Those that count on a day, each with its guide; what can be submitted online says so."""
    for one in procedures.catalogue(day):
        code = one.procedure.code
        if keys is None or code in keys:
            is_online = getattr(one, "has_process", False) and one.online_level in procedures.ONLINE
            yield Offered(
                key=code,
                title=one.name,
                address=reverse("onestop:guide", args=[code]),
                text=one.agency,
                act=_("Nộp trực tuyến") if is_online else "",
                way=reverse("onestop:apply", args=[code]) if is_online else "",
            )


def newest(day: date) -> date | None:
    """From which day on the newest of them counts."""
    return max((one.valid_from for one in procedures.catalogue(day)), default=None)


def rows(day: date) -> Iterator[tuple[object, ...]]:
    """The same as an open dataset."""
    for one in procedures.catalogue(day):
        yield (
            one.procedure.code,
            one.name,
            one.field,
            one.agency,
            one.online_level,
            one.level_state,
            None if one.term_halves is None else one.term_halves / 2,
            one.term_state,
            one.fee,
            one.valid_from.isoformat(),
        )


def entries(keys: frozenset[str] | None, day: date) -> Iterator[Entry]:
    """What the office's search finds: a procedure by its name or code."""
    for one in procedures.catalogue(day):
        code = one.procedure.code
        if keys is None or code in keys:
            yield Entry(key=code, title=one.name, detail=f"{code}, {one.field}", also=(code,))


def texts(keys: frozenset[str] | None, day: date) -> Iterator[PublicText]:
    """What anybody finds: a procedure that counts, by all that its guide says in words."""
    rows = ProcedureVersion.objects.valid_on(day).select_related("procedure")
    if keys is not None:
        rows = rows.filter(procedure__code__in=keys)
    for one in rows.defer("definition").order_by("procedure__code", "pk"):
        code = one.procedure.code
        said = (code, one.field, one.agency, one.guide, one.result)
        yield PublicText(
            key=code,
            title=one.name,
            kind=KIND,
            address=reverse("onestop:guide", args=[code]),
            text="\n".join(filter(None, said)),
            day=one.valid_from,
            stamp=_stamp(one),
        )


def stamps(day: date) -> Mapping[str, str]:
    """The procedures that count on a day, and which version of each."""
    return {one.procedure.code: _stamp(one) for one in procedures.catalogue(day)}


def readable(keys: frozenset[str], now: datetime) -> set[str]:
    """Which of these procedures count now."""
    day = now.astimezone(ZONE).date()
    versions = procedures.rows().valid_on(day).filter(procedure__code__in=keys)
    return set(versions.order_by("procedure__code").values_list("procedure__code", flat=True))


def _stamp(version: ProcedureVersion) -> str:
    return f"{version.pk} {version.hash}"


def code_of(key: str) -> str:
    """The procedure of a version that was announced."""
    found = ProcedureVersion.objects.filter(pk=int(key)) if key.isdecimal() else None
    row = found.values_list("procedure__code", flat=True).first() if found is not None else None
    return row or ""


def doubts() -> Iterator[Doubt]:
    """Published versions whose term or online level nobody has verified."""
    for one in procedures.rows().published().order_by("procedure__code", "valid_from"):
        if State.SEEN == one.term_state == one.level_state:
            continue
        value = wording.term(one.term_halves, one.fixed_term) or "chưa rõ thời hạn"
        yield Doubt(
            title=f"{one.procedure.code} từ {one.valid_from:%d/%m/%Y}: {one.name}",
            value=f"{value}; trực tuyến: {one.get_online_level_display()}",
            basis=str(one.basis),
            url=reverse("onestop:version", args=[one.pk]),
        )
