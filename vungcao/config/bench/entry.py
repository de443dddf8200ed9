"""A cell saved by the grid's own address, among a million figures.

A save is a whole request: session, account, middleware, row-level security, figure, log, audit and
outbox, committed. Cells of one answer are saved one after the other, as an officer types them.

`python -m vungcao.config.bench.entry` measures in the database that the environment names.
"""

import json
import sys
from dataclasses import dataclass
from time import perf_counter, process_time
from typing import TYPE_CHECKING
from uuid import uuid4

from vungcao.config import boot
from vungcao.config.bench import ground
from vungcao.config.bench.browser import Browser, p50, p95

if TYPE_CHECKING:
    from vungcao.kernel.accounts.models import User
    from vungcao.systems.statistics.models import Submission

BUDGETS: dict[str, float] = {"cell_save_p95_ms": 100}
WARM, SMALL = 5, 10


@dataclass(frozen=True)
class Size:
    """How much is laid and how often it is saved."""

    months: int = 62
    communes: int = 99
    saves: int = 200


def main() -> None:
    """The last line is what was measured."""
    boot.enter()
    rows, figures = measure(Size())
    sys.stdout.write(json.dumps({"rows": rows, "figures": figures}) + "\n")


def measure(size: Size) -> tuple[int, dict[str, float]]:
    """How many figures stand, and how long a save takes."""
    from vungcao.kernel.access.roles import Role
    from vungcao.systems.statistics.models import Submission

    with ground.everywhere() as by:
        version = ground.asked(months=size.months, communes=size.communes, by=by)
        officer = ground.account(Role.COMMUNE_OFFICER, is_of_province=False, by=by)
        rows = ground.lay(version, by)
        answer = Submission.objects.under(officer.reach).order_by("pk")[0]
        cells = list(version.form_cells.order_by("position").values_list("code", flat=True))
    if size.communes > SMALL:
        ground.looked_after()
    taken, own = _saves(officer, answer, cells, size.saves)
    return rows, {
        "cell_save_p95_ms": p95(taken),
        "cell_save_p50_ms": p50(taken),
        "own_cpu_ms": round(own * 1000, 2),
    }


def _saves(
    officer: "User", answer: "Submission", cells: list[str], many: int
) -> "tuple[list[float], float]":
    """Each on top of the one before; the first are not counted: a worker has run for a while."""
    from django.urls import reverse

    browser, address = Browser(officer), reverse("statistics:entry-sync", args=[answer.pk])
    taken, revision, cpu = [], len(cells), 0.0
    bases = {code: nth for nth, code in enumerate(cells, start=1)}
    for nth in range(many + WARM):
        code = cells[nth % len(cells)]
        op = {"id": str(uuid4()), "cell": code, "s": "v", "v": str(5001 + nth), "base": bases[code]}
        body = json.dumps({"user": str(officer.pk), "since": revision, "ops": [op]}).encode()
        began, own = perf_counter(), process_time()
        said = json.loads(browser.ask(address, body, "application/json"))
        taken.append(perf_counter() - began)
        cpu += process_time() - own
        assert [one["code"] for one in said["done"]] == [200], said
        bases[code] = revision = said["rev"]
    return taken[WARM:], cpu / len(taken)


if __name__ == "__main__":
    main()
