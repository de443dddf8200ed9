"""The desk with all its tiles in one request, among a million figures and a hundred thousand cases.

A request is whole: session, account, reach, what waits, every tile, the page. The reader holds the
roles to which tiles are offered, over the province. `drawn` says how many tiles there are; the time
is that of this page, not of twelve of them.

`python -m vungcao.config.bench.dashboard` measures in the database that the environment names.
"""

import json
import sys
from dataclasses import dataclass
from time import process_time

from vungcao.config import boot
from vungcao.config.bench import ground, onestop
from vungcao.config.bench.browser import Browser, p50, p95

BUDGETS: dict[str, float] = {"tiles12_p95_ms": 300}
WARM, TILES = 3, 12


@dataclass(frozen=True)
class Size:
    """How much is laid and how often the desk is asked for."""

    months: int = 62
    communes: int = 99
    has_cases: bool = True
    asks: int = 60


def main() -> None:
    """The last line is what was measured."""
    boot.enter()
    rows, figures = measure(Size())
    sys.stdout.write(json.dumps({"rows": rows, "figures": figures}) + "\n")


def measure(size: Size) -> tuple[int, dict[str, float]]:
    """How many figures stand, and how long the desk takes."""
    from django.urls import reverse

    from vungcao.kernel.access.roles import Role
    from vungcao.kernel.offers.screens import tiles

    if size.has_cases:
        onestop._fill(onestop._accounts()["canbo-xa"])
    with ground.everywhere() as by:
        version = ground.asked(months=size.months, communes=size.communes, by=by)
        roles = (Role.SPECIALIST, Role.DEPARTMENT_LEADER, Role.ADMINISTRATOR)
        user = ground.account(*roles, is_of_province=True, by=by)
        rows = ground.lay(version, by)
    if size.has_cases:
        ground.looked_after()
    drawn = [name for name, tile in tiles.items() if tile.roles & set(roles)]
    assert len(drawn) >= TILES, drawn
    browser, address = Browser(user), reverse("home")
    taken = [browser.timed(address) for _nth in range(WARM)]
    cpu = process_time()
    taken = [browser.timed(address) for _nth in range(size.asks)]
    own = (process_time() - cpu) / size.asks * 1000
    return rows, {
        "tiles12_p95_ms": p95(taken),
        "desk_p50_ms": p50(taken),
        "own_cpu_ms": round(own, 2),
        "drawn": len(drawn),
    }


if __name__ == "__main__":
    main()
