"""What is wrong with a form that is being drawn, beside the part where it can be mended."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.systems.statistics.models import FormVersion
from vungcao.systems.statistics.rules import designing
from vungcao.systems.statistics.rules.designing import Spot
from vungcao.systems.statistics.rules.layout import Layout
from vungcao.systems.statistics.rules.reading import Fault
from vungcao.systems.statistics.rules.wording import Names

PLACE = re.compile(
    r"sections\[(?P<section>\d+)\](?:\.(?P<list>columns|rows)\[(?P<at>\d+)\])?"
    r"(?:\.cells\.(?P<cell>\w+\.\w+))?|checks\[(?P<check>\d+)\]"
)
KINDS = {"columns": designing.COLUMN, "rows": designing.ROW}
NAMED = 3


@dataclass(frozen=True)
class Wrong:
    """One sentence, where it is, and the page on which it is mended."""

    place: str
    says: str
    spot: str
    address: str


@dataclass
class Faults:
    """All that is wrong with a version, by part."""

    version: FormVersion
    layout: Layout
    every: list[Wrong] = field(default_factory=list)

    def at(self, spot: Spot) -> list[str]:
        return [one.says for one in self.every if one.spot == str(spot)]

    def take(self, faults: Iterable[Fault]) -> "Faults":
        """Of cells that lack the same thing one sentence is made."""
        alike: dict[tuple[str, str], list[str]] = defaultdict(list)
        for fault in faults:
            met = PLACE.match(fault.place)
            if met is None and (spot := self._of_cell(fault.place)):
                alike[str(spot), fault.says].append(fault.place)
            else:
                self._add(self._spot(met), fault.says)
        names = Names.of(self.layout)
        for (at, says), cells in alike.items():
            said = ", ".join(names.cell(one) for one in cells[:NAMED])
            more = _(" và %(n)s ô nữa") % {"n": len(cells) - NAMED} if len(cells) > NAMED else ""
            self._add(Spot.read(at), f"{says} ({said}{more})")
        return self

    def _add(self, spot: Spot | None, says: str) -> None:
        pk = self.version.pk
        said = "" if spot is None else str(spot)
        self.every.append(Wrong(self._name(spot), says, said, page_of(pk, said or "s")))

    def _spot(self, met: re.Match[str] | None) -> Spot | None:
        if met is None:
            return None
        if met["check"]:
            return Spot(designing.CHECK, 0, int(met["check"]))
        section = int(met["section"])
        if met["list"]:
            return Spot(KINDS[met["list"]], section, int(met["at"]))
        if met["cell"] and section < len(self.version.definition["sections"]):
            cells = sorted(self.version.definition["sections"][section].get("cells", {}))
            if met["cell"] in cells:
                return Spot(designing.CELL, section, cells.index(met["cell"]))
        return Spot(designing.SECTION, section, section)

    def _of_cell(self, code: str) -> Spot | None:
        """The column of a cell: that is where most of its meaning stands."""
        row, _dot, column = code.partition(".")
        for at, part in enumerate(self.layout.sections):
            columns = [one.code for one in part.columns]
            if column in columns and any(one.code == row for one in part.rows):
                return Spot(designing.COLUMN, at, columns.index(column))
        return None

    def _name(self, spot: Spot | None) -> str:
        if spot is None:
            return _("Biểu")
        if spot.kind == designing.CHECK:
            return _("Kiểm tra %(n)s") % {"n": (spot.place or 0) + 1}
        sections: Sequence[object] = self.layout.sections
        if spot.section >= len(sections):
            return _("Biểu")
        part = self.layout.sections[spot.section]
        if spot.kind == designing.COLUMN:
            return _("%(table)s, cột “%(name)s”") % {
                "table": part.title,
                "name": part.columns[spot.place or 0].name,
            }
        if spot.kind == designing.ROW:
            return _("%(table)s, dòng “%(name)s”") % {
                "table": part.title,
                "name": part.rows[spot.place or 0].label,
            }
        return part.title


def page_of(pk: int, spot: Spot | str) -> str:
    """Where a part is filled in; `s`, `s0c`, `k` are new ones."""
    return reverse("statistics:form-design-part", args=[pk, str(spot)])
