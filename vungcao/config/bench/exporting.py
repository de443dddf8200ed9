"""A million figures leave as CSV by the address of a screen; the memory of the process meanwhile.

`python -m vungcao.config.bench.exporting` measures in the database that the environment names.
"""

import json
import resource
import sys
from dataclasses import dataclass
from time import perf_counter, process_time

from vungcao.config import boot
from vungcao.config.bench import ground
from vungcao.config.bench.browser import Browser

BUDGETS: dict[str, float] = {"rss_growth_mb": 64}
MILLION = 1_000_000


@dataclass(frozen=True)
class Size:
    """So many months of so many communes make the rows; the time is for a million."""

    months: int = 62
    communes: int = 99


def main() -> None:
    """The last line is what was measured."""
    boot.enter()
    rows, figures = measure(Size())
    sys.stdout.write(json.dumps({"rows": rows, "figures": figures}) + "\n")


def measure(size: Size) -> tuple[int, dict[str, float]]:
    """How many rows left, how long a million takes, and what that adds to the memory."""
    from django.urls import reverse

    from vungcao.kernel.access.roles import Role

    with ground.everywhere() as by:
        version = ground.asked(months=size.months, communes=size.communes, by=by)
        user = ground.account(Role.SPECIALIST, is_of_province=True, by=by)
        rows = ground.lay(version, by)
    browser, address = Browser(user), reverse("statistics:values-export")
    browser.ask(reverse("statistics:values"))  # what any page reads is read
    before, cpu, began = _most_memory(), process_time(), perf_counter()
    lines = browser.lines(f"{address}?format=csv")
    taken, own = perf_counter() - began, process_time() - cpu
    assert lines == rows + 1, (lines, rows)
    each = MILLION / rows
    return rows, {
        "rows_1m_s": round(taken * each, 1),
        "own_cpu_1m_s": round(own * each, 1),
        "rss_growth_mb": round(_most_memory() - before, 1),
    }


def _most_memory() -> float:
    """The most that this process has ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
