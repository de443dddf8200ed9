"""The checks of forms over every answer that a file touches: its figures upon those that stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from vungcao.systems.statistics.models import FormCell, FormVersion
from vungcao.systems.statistics.queries import value_checks as asked
from vungcao.systems.statistics.rules import definition
from vungcao.systems.statistics.rules.checks import Check, Level
from vungcao.systems.statistics.rules.checks_in_sql import Compiler, LeftOut
from vungcao.systems.statistics.services.value_reading import MOST_FAULTS, Faults

AT_ONCE = 200  # checks in one statement


@dataclass(frozen=True)
class _Rule:
    """A check as SQL, and at which place of the form it is said."""

    check: Check
    sql: str
    place: int | None


def note_failed(faults: Faults, column: str) -> int:
    """Checks that block stand among the faults; how many others do not hold."""
    remarks = 0
    for version in asked.versions():
        rules = list(_rules(version))
        for begin in range(0, len(rules), AT_ONCE):
            part = rules[begin : begin + AT_ONCE]
            given = [(one.sql, one.place) for one in part]
            for nth, line in asked.failed(version, given, 50 * MOST_FAULTS):
                remarks += _note(faults, part[nth].check, line, column)
    return remarks


def _note(faults: Faults, check: Check, line: int, column: str) -> bool:
    """Whether it only asks for a reason."""
    if check.level != Level.BLOCK:
        return True
    faults.add(line, column, f"{check.say} (ô {check.at})")
    return False


def _rules(version: FormVersion) -> Iterator[_Rule]:
    """Those that read the answer alone; the others are asked when it is handed in."""
    layout = definition.read(version.definition)
    cells = FormCell.objects.filter(version=version).order_by("position")
    places = {code: nth for nth, code in enumerate(cells.values_list("code", flat=True), start=1)}
    compiler = Compiler(places, layout.trees(), asked.places(version))
    for rule in layout.rules():
        for check in rule.spread():
            try:
                yield _Rule(check, compiler.compiled(check.tree), places.get(check.at))
            except LeftOut:
                continue
