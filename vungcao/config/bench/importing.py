"""A million values from a CSV file, every check on: read, checked, entered with log, committed.

The file is made before the clock runs, in the layout that the export writes, for answers that are
blank; it comes in pieces, as from the store. Measured is the service that a job calls, with its
commit; looking at a file beforehand costs what is told as `look_s`.

`python -m vungcao.config.bench.importing` measures in the database that the environment names.
"""

import json
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from time import perf_counter, process_time
from typing import IO, TYPE_CHECKING

from vungcao.config import boot
from vungcao.config.bench import ground

if TYPE_CHECKING:
    from vungcao.kernel.accounts.models import User
    from vungcao.systems.statistics.models import FormVersion
    from vungcao.systems.statistics.services.value_files import Looked

BUDGETS: dict[str, float] = {"values_1m_s": 30}
MILLION, PIECE = 1_000_000, 1 << 16


@dataclass(frozen=True)
class Size:
    """So many months of so many communes make the values; the figure is for a million."""

    months: int = 62
    communes: int = 99


def main() -> None:
    """The last line is what was measured."""
    boot.enter()
    rows, figures = measure(Size())
    sys.stdout.write(json.dumps({"rows": rows, "figures": figures}) + "\n")


def measure(size: Size) -> tuple[int, dict[str, float]]:
    """How many values went in, and how long a million takes."""
    from vungcao.kernel.access.roles import Role
    from vungcao.systems.statistics.services import value_files

    with tempfile.TemporaryFile("w+b") as held:
        with ground.everywhere() as by:
            version = ground.asked(months=size.months, communes=size.communes, by=by)
            user = ground.account(Role.SPECIALIST, is_of_province=True, by=by)
            rows = _written(version, held)
        look = _cost(partial(value_files.look, content=_pieces(held)), user)
        done: list[Looked] = []
        cost = _cost(
            lambda **given: done.append(
                value_files.enter(content=_pieces(held), subject="bench", **given)
            ),
            user,
        )
    assert done[0].counts.new == rows, done
    each = MILLION / rows
    return rows, {
        "values_1m_s": round(cost.seconds * each, 1),
        "look_1m_s": round(look.seconds * each, 1),
        "own_cpu_1m_s": round(cost.own * each, 1),
        "server_cpu_1m_s": round(cost.server * each, 1),
        "rss_growth_mb": round(look.memory + cost.memory, 1),
    }


@dataclass(frozen=True)
class Cost:
    """Of one transaction with its commit: by the clock, and processor time of both sides."""

    seconds: float
    own: float
    server: float
    memory: float


def _cost(work: Callable[..., object], user: "User") -> Cost:
    from vungcao.config.bench.queries.figures import server_cpu
    from vungcao.kernel.calendar import clock
    from vungcao.kernel.scopes.services import scoped

    memory, server = _most_memory(), server_cpu()
    own, began = process_time(), perf_counter()
    with scoped(user.reach, account=user.pk):
        work(by=user, now=clock.now())
    seconds, own = perf_counter() - began, process_time() - own
    return Cost(seconds, own, server_cpu() - server, _most_memory() - memory)


def _written(version: "FormVersion", held: IO[bytes]) -> int:
    """Figures that keep every check: few households, more people, the whole above its parts."""
    from vungcao.config.bench.queries import figures
    from vungcao.systems.statistics.models import CodeList
    from vungcao.systems.statistics.rules import value_files

    names = dict(
        CodeList.objects.filter(code__in=("ethnic_group", "sex")).values_list("code", "name")
    )
    heads = value_files.heads([names["ethnic_group"], names["sex"]])
    held.write(("\ufeff" + ",".join(heads) + "\r\n").encode())
    rows = 0
    for found in figures.asked(version.pk):
        held.write("".join(_line(*one) for one in found).encode())
        rows += len(found)
    return rows


def _line(indicator: str, ethnic: str, sex: str, unit: str, period: int, some: int) -> str:
    from vungcao.systems.statistics.rules.value_files import written_period

    most = 1 if ethnic else 1000
    value = (10 if not sex else 20) * most + some
    return f"{indicator},{ethnic},{sex},{unit},{written_period(period)},{value},v\r\n"


def _pieces(held: IO[bytes]) -> Iterator[bytes]:
    held.seek(0)
    yield from iter(partial(held.read, PIECE), b"")


def _most_memory() -> float:
    """The most that this process has ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
