"""By which decision a line begins and ends, and whose decision it was."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.translation import gettext as _

from vungcao.kernel.norms.queries import NothingInForce
from vungcao.kernel.people.rules import tidy
from vungcao.kernel.units import names
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import UnitOnDay
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.atlas import MapOfDay
from vungcao.systems.prestige.services.deciding import Decided
from vungcao.systems.prestige.services.ending import Ending
from vungcao.systems.prestige.services.importing.sheets import Job, Line

TITLES = re.compile(r"(?:quyền )?(?:chủ tịch )?(?:(?:uỷ|ủy) ban nhân dân|ubnd)?\s*(.*)")
LEVELS = (Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE)


@dataclass(frozen=True)
class Act:
    """A decision as the file tells it, of the unit that took it."""

    number: str
    day: date
    issuer: str
    unit: UnitOnDay


def decide(job: Job, lines: Sequence[Line]) -> None:
    """Give new lines their decisions; what is missing of them is said elsewhere."""
    level = cache(norms.authority)
    placed = [line for line in lines if line.is_new and line.unit is not None]
    begun = {line.number: _act(job, line, "", level) for line in placed}
    ended = {line.number: _act(job, line, "end_", level) for line in placed}
    acts = [act for act in (*begun.values(), *ended.values()) if act is not None]
    units = Unit.objects.in_bulk({act.unit.id for act in acts})
    for line in placed:
        line.decided = _decided(begun[line.number], units)
        line.ended_by = _decided(ended[line.number], units)
        if line.ended_by and "valid_until" in line.said and "reason" in line.said:
            line.ending = Ending(line.said["valid_until"], line.said["reason"])
            if line.ending.ends_on <= line.valid_from:
                sentence = _("Ngày thôi phải sau ngày bắt đầu công nhận %(day)s.")
                job.wrong(line, "valid_until", sentence % {"day": f"{line.valid_from:%d/%m/%Y}"})


def _decided(act: Act | None, units: Mapping[int, Unit]) -> Decided | None:
    return Decided(act.number, act.day, units[act.unit.id], act.issuer) if act else None


def _act(
    job: Job, line: Line, before: str, level: Callable[[date], tuple[str, object]]
) -> Act | None:
    """One decision of a line; `before` stands before the names of its columns."""
    day, issuer = line.said.get(f"{before}decided_on"), line.said.get(f"{before}issuer", "")
    if day is None or line.unit is None:
        return None
    map_ = job.atlas.on(day)
    chain = {unit.kind: unit for unit in map_.above(line.unit.pk)}
    try:
        usual = chain.get(Kind(level(day)[0]))
    except NothingInForce as nothing:
        job.wrong(line, f"{before}decided_on", str(nothing))
        return None
    unit = issuing(issuer, chain.values(), map_) if issuer else usual
    if unit is None:
        sentence = _(
            "Không nhận ra nơi ra quyết định “%(text)s”: ghi “Uỷ ban nhân dân” và tên tỉnh,"
            " huyện hoặc xã."
        )
        job.wrong(line, f"{before}issuer", sentence % {"text": issuer})
        return None
    called = issuer or f"Uỷ ban nhân dân {unit.name[:1].lower()}{unit.name[1:]}"
    return Act(line.said.get(f"{before}number", ""), day, called, unit)


def issuing(text: str, chain: Iterable[UnitOnDay], map_: MapOfDay) -> UnitOnDay | None:
    """The unit of an authority: one above the village where one is called so, else any other."""
    found = TITLES.fullmatch(tidy(text).lower())
    rest = found[1] if found else ""
    wanted = names.read(rest)
    for unit in chain:
        here = names.read(unit.text)
        is_named = wanted.key in (here.key, here.toneless) and wanted.form in (None, unit.form)
        if unit.kind in LEVELS and (is_named or rest == str(unit.form.label).lower()):
            return unit
    if not rest:
        return None
    return map_.match("all", lambda: [u for kind in LEVELS for u in map_.of(kind)], rest).found
