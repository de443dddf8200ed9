"""`vungcao bench NAME`: measure a part of the product in a scratch database, against its budget."""

import argparse
import importlib
import json
import os
import platform
from pathlib import Path

from vungcao.runtime import database_urls, scratch, serving
from vungcao.runtime.env import environment

HELP = "đo một phần của hệ thống trên cơ sở dữ liệu tạm, so với mức cho phép"
# What is measured, and the module that measures it: `import` is no name for one.
MODULES = {
    "dashboard": "dashboard",
    "entry": "entry",
    "export": "exporting",
    "import": "importing",
    "onestop": "onestop",
    "public": "public",
    "search": "search",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", choices=MODULES, metavar="TÊN", help=", ".join(MODULES))
    parser.add_argument("--json", action="store_true", help="dòng cuối là một đối tượng JSON")


def run(arguments: argparse.Namespace) -> int:
    """Status 1 when a budget is missed."""
    module = f"vungcao.config.bench.{MODULES[arguments.name]}"
    bench = importlib.import_module(module)
    with serving.running(environment()):
        database_urls.require(environment())
        with scratch.database(environment(), arguments.name) as variables:
            said = json.loads(scratch.run(variables, "-m", module).splitlines()[-1])
    at_least: frozenset[str] = getattr(bench, "AT_LEAST", frozenset())
    result = judged(arguments.name, said["rows"], said["figures"], bench.BUDGETS, at_least)
    if arguments.json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        _show(result)
    return 0 if result["met"] else 1


def judged(
    name: str,
    rows: int,
    figures: dict[str, float],
    budgets: dict[str, float],
    at_least: frozenset[str] = frozenset(),
) -> dict[str, object]:
    """What was measured, and whether every figure that has a budget keeps within it.

    A budget is the most that may be, or the least for the figures of `at_least`.
    """
    return {
        "bench": name,
        "machine": machine(),
        "rows": rows,
        "figures": figures,
        "budgets": budgets,
        "met": all(
            figures[figure] >= limit if figure in at_least else figures[figure] <= limit
            for figure, limit in budgets.items()
        ),
    }


def machine() -> str:
    """Processor, cores and memory, as far as the system says."""
    with Path("/proc/cpuinfo").open() as lines:
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    name = names[0] if names else platform.machine()
    return f"{name}, {os.cpu_count()} cores, {gib:.0f} GiB, load {os.getloadavg()[0]:.1f}"


def _show(result: dict[str, object]) -> None:
    print(f"{result['bench']}: {result['rows']} dòng, {result['machine']}")
    figures, budgets = result["figures"], result["budgets"]
    assert isinstance(figures, dict)
    assert isinstance(budgets, dict)
    for name, figure in figures.items():
        most = f"  mức cho phép {budgets[name]}" if name in budgets else ""
        print(f"  {name:<24} {figure:>8}{most}")
    print("Trong mức cho phép." if result["met"] else "Vượt mức cho phép.")
