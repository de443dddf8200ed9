"""Which village and ethnic group a line names; several that fit are asked about."""

from collections.abc import Iterable, Sequence
from functools import cache

from django.utils.translation import gettext as _

from vungcao.kernel.norms.queries import GroupMatcher
from vungcao.kernel.people.rules import spelt
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import Match, UnitOnDay
from vungcao.systems.prestige.queries.atlas import MapOfDay
from vungcao.systems.prestige.services.importing.sheets import Choice, Job, Line, digest

SHOWN = 12  # choices of one question


def place(job: Job, lines: Sequence[Line]) -> None:
    """Give each line its village, or say why it has none."""
    found = {line.number: _village(job, line) for line in lines if "village" in line.said}
    units = Unit.objects.in_bulk({unit.id for unit in found.values() if unit is not None})
    for line in lines:
        unit = found.get(line.number)
        if unit is not None:
            line.unit = units[unit.id]
        elif line.held is not None and "village" not in line.said:
            line.unit = line.held.unit


def _village(job: Job, line: Line) -> UnitOnDay | None:
    day = min(line.valid_from, job.today)
    said, then = line.said["village"], job.atlas.on(day)
    found = _searched(job, line, then)
    if not (found.found or found.choices) and day != job.today:
        later = _searched(job, line, job.atlas.on(job.today))  # by the names of today
        own = line.held.unit_id if line.held else None
        found_now = [unit for unit in (later.found, *later.choices) if unit is not None]
        now = [unit for unit in found_now if unit.id in then.units or unit.id == own]
        found = Match(found=now[0]) if len(now) == 1 else Match(choices=tuple(now))
    every = [unit for unit in (found.found, *found.choices) if unit is not None]
    reached = [unit for unit in every if _is_reached(job, unit)]
    if line.held is not None and line.held.unit_id in {unit.id for unit in every}:
        return then.units.get(line.held.unit_id, every[0])
    if len(reached) == 1:
        return reached[0]
    if reached:
        return _asked(job, line, then, reached)
    if every:
        job.wrong(line, "village", _beyond(said))
    else:
        _unknown(job, line, then)
    return None


def _searched(job: Job, line: Line, map_: MapOfDay) -> Match:
    """In the commune that the line names; without one, where the officer may enter anybody."""
    village = line.said["village"]
    if line.said.get("commune"):
        parents = _parents(line, map_)
        return map_.match(("under", parents), lambda: map_.below(parents, Kind.VILLAGE), village)
    above = _named(line.said.get("district", ""), map_, Kind.DISTRICT)

    def own() -> list[UnitOnDay]:
        units = map_.below(above, Kind.VILLAGE) if above else map_.of(Kind.VILLAGE)
        return [unit for unit in units if _is_reached(job, unit)]

    return map_.match(("own", above), own, village)


def _parents(line: Line, map_: MapOfDay) -> frozenset[int]:
    """The communes of that name; a district narrows them where it holds one of them."""
    parents = _named(line.said["commune"], map_, Kind.COMMUNE)
    districts = _named(line.said.get("district", ""), map_, Kind.DISTRICT)
    inside = {pk for pk in parents if districts & {unit.id for unit in map_.above(pk)}}
    return frozenset(inside) or parents


def _named(text: str, map_: MapOfDay, kind: Kind) -> frozenset[int]:
    if not text:
        return frozenset()
    found = map_.match(kind, lambda: map_.of(kind), text)
    return frozenset(unit.id for unit in (found.found, *found.choices) if unit is not None)


def _is_reached(job: Job, unit: UnitOnDay) -> bool:
    return unit.scope.startswith(job.by.reach)


def _beyond(text: str) -> str:
    sentence = _(
        "“%(text)s” ngoài phạm vi của chị/anh: bỏ dòng này, để nơi quản lý thôn hoặc cấp trên nhập."
    )
    return sentence % {"text": text}


def _asked(job: Job, line: Line, map_: MapOfDay, units: Sequence[UnitOnDay]) -> UnitOnDay | None:
    said = [line.said.get(name, "") for name in ("village", "commune", "district")]
    named = ", ".join(text for text in said if text)
    told = sorted((map_.words(unit), unit.id) for unit in units)
    choices = [Choice(str(pk), words) for words, pk in told[:SHOWN]]
    key = f"unit-{digest(*said, *(choice.value for choice in choices))}"
    text = _("“%(text)s” là thôn nào?") % {"text": named}
    chosen = job.ask(line, "village", key, text, choices)
    return next((unit for unit in units if str(unit.id) == chosen), None)


def _unknown(job: Job, line: Line, map_: MapOfDay) -> None:
    """Which cell is wrong, and what is near to it."""
    commune, village = line.said.get("commune", ""), line.said["village"]
    if commune and not _parents(line, map_) and not _parents(line, job.atlas.on(job.today)):
        found = map_.match(Kind.COMMUNE, lambda: map_.of(Kind.COMMUNE), commune)
        sentence = _("Không có xã, phường “%(text)s” vào ngày %(day)s.%(near)s")
        name, text = "commune", commune
    else:
        found = _searched(job, line, map_)
        name, text = "village", village
        sentence = _("Không có thôn, bản, tổ dân phố “%(text)s” ở nơi đó vào ngày %(day)s.%(near)s")
    words = {"text": text, "day": f"{map_.day:%d/%m/%Y}", "near": _near(found.suggestions)}
    job.wrong(line, name, sentence % words)


def _near(units: Iterable[UnitOnDay]) -> str:
    near = ", ".join(dict.fromkeys(unit.name for unit in units))
    return _(" Có phải: %(near)s?") % {"near": near} if near else ""


def group(job: Job, lines: Sequence[Line]) -> None:
    """Give each line its ethnic group; a name of several groups is asked about once."""
    matcher = GroupMatcher()
    match = cache(matcher.match)
    local = {spelt(one.name): one for one in matcher.local_groups}
    for line in lines:
        said = line.said.get("ethnic_group")
        if said:
            found = match(said)
            line.local = found.local_group
            if found.is_one:
                line.group = found.groups[0]
            elif found.groups:
                choices = [Choice(str(one.pk), one.name) for one in found.groups]
                text = _("“%(text)s” là dân tộc nào?") % {"text": said}
                key = f"group-{digest(spelt(said))}"
                chosen = job.ask(line, "ethnic_group", key, text, choices)
                line.group = next((g for g in found.groups if str(g.pk) == chosen), None)
            else:
                near = ", ".join(one.name for one in found.suggestions)
                hint = _(" Có phải: %(near)s?") % {"near": near} if near else ""
                sentence = _("Không có dân tộc “%(text)s” trong danh mục.%(near)s")
                job.wrong(line, "ethnic_group", sentence % {"text": said, "near": hint})
        if wanted := line.said.get("local_group"):
            one = local.get(spelt(wanted))
            if one is None or line.group not in (None, one.group):
                sentence = _("Không có nhóm địa phương “%(text)s” của dân tộc này trong danh mục.")
                job.wrong(line, "local_group", sentence % {"text": wanted})
            else:
                line.local, line.group = one, one.group
