"""Only views, jobs and commands know what time it is; everything below is told."""

import ast
from pathlib import Path

from tests.architecture import tree

CLOCK = "vungcao.kernel.calendar.clock"
# Outside Django there is nothing to be told by; a terminal is a door like a view.
DOORS = ("runtime", "config", "integrations")


def readings(module: ast.AST) -> list[str]:
    """Calls that ask the machine for a day or a time."""
    return [
        ast.unparse(call.func)
        for call, name in tree.calls(module)
        if name in {"now", "today", "localdate", "localtime", "utcnow"}
        and isinstance(call.func, ast.Attribute)
        and ast.unparse(call.func.value).rpartition(".")[2] in {"date", "datetime", "timezone"}
    ]


def is_a_door(path: Path) -> bool:
    return path.relative_to(tree.PACKAGE).parts[0] in DOORS


def test_nobody_reads_the_machines_clock_but_the_clock() -> None:
    wrong = [
        f"{tree.name(path)}: {reading}"
        for path in tree.modules()
        if not is_a_door(path) and not tree.name(path).endswith("kernel/calendar/clock.py")
        for reading in readings(tree.parsed(path))
    ]

    assert wrong == []


def test_the_kernel_does_not_ask_the_clock() -> None:
    wrong = [
        tree.name(path)
        for path in tree.modules()
        if path.is_relative_to(tree.PACKAGE / "kernel") and path.name != "jobs.py"
        for name in tree.imports(tree.parsed(path))
        if name.startswith(CLOCK)
    ]

    assert wrong == []


def test_the_rule_sees_each_way_to_ask() -> None:
    bad = "date.today()\ndatetime.datetime.now(tz)\ntimezone.now()\nclock.today()\nNow()\n"

    assert readings(ast.parse(bad)) == ["date.today", "datetime.datetime.now", "timezone.now"]
