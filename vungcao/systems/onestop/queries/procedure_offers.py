"""Procedures as the rest of the product knows them: public list, search, what is in doubt."""

from collections.abc import Collection, Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.citations.models import State
from vungcao.kernel.offers.publications import Offered
from vungcao.kernel.offers.search import Entry
from vungcao.kernel.offers.upkeep import Doubt
from vungcao.systems.onestop.models import ProcedureVersion
from vungcao.systems.onestop.queries import procedures
from vungcao.systems.onestop.rules import wording

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
