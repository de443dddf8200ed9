"""What a list of procedures would change: lines that are new, and every wrong cell."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from vungcao.kernel.files.workbooks import Cell
from vungcao.systems.onestop.models import ProcedureVersion
from vungcao.systems.onestop.rules import lists
from vungcao.systems.onestop.rules.lists import Fault, Line

HELD = "Thủ tục đã có, khác ở {}: bỏ dòng này, soạn phiên bản mới ở trang của thủ tục."


@dataclass
class Preview:
    """What a list would do: lines that are new, how many stand there already, what is wrong."""

    new: list[Line] = field(default_factory=list)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        return bool(self.new) and not self.faults


def preview(rows: Sequence[Sequence[Cell]], valid_from: date) -> Preview:
    """What would be entered; nothing is written."""
    read = lists.read(rows)
    seen = Preview(faults=list(read.faults))
    held = _held({line.code for line in read.lines}, valid_from)
    for line in read.lines:
        there = held.get(line.code)
        if there is None:
            seen.new.append(line)
        elif different := _different(line, there):
            said = HELD.format(", ".join(different))
            seen.faults.append(Fault(line.cell, said, line.code, (line.row, 0)))
        else:
            seen.unchanged += 1
    seen.faults.sort(key=lambda one: one.place)
    return seen


def _held(codes: set[str], valid_from: date) -> dict[str, ProcedureVersion]:
    """What counts on the day or later, or waits as a draft of that day, by code."""
    rows = ProcedureVersion.objects.filter(procedure__code__in=codes)
    rows = rows.exclude(valid_until__lte=valid_from).select_related("procedure")
    return {one.procedure.code: one for one in rows.order_by("-valid_from")}


def _different(line: Line, there: ProcedureVersion) -> list[str]:
    """In which columns a line says something else than what stands there."""
    pairs = {
        "name": (line.name, there.name),
        "field": (line.field, there.field),
        "agency": (line.agency, there.agency),
        "level": (line.level, there.online_level),
        "term": (line.term_halves, there.term_halves),
        "fee": (line.fee, there.fee),
    }
    return [lists.HEADS[name][0].lower() for name, (said, held) in pairs.items() if said != held]
