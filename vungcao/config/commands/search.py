"""`vungcao search rebuild`: reads every source of the search anew."""

import argparse

from vungcao.config import boot

HELP = "dựng lại chỉ mục tìm kiếm (rebuild)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["rebuild"])


def run(arguments: argparse.Namespace) -> int:
    del arguments  # there is one thing to do
    boot.enter()
    from vungcao.kernel.accounts.services import system_account
    from vungcao.kernel.calendar import clock
    from vungcao.kernel.scopes.services import scoped
    from vungcao.kernel.search import services
    from vungcao.kernel.search.jobs import ACCOUNT
    from vungcao.kernel.units.models import NATION_SCOPE

    with scoped((NATION_SCOPE,)):
        counts = services.rebuild(today=clock.today(), by=system_account(ACCOUNT))
    for name, count in counts.items():
        print(f"{name:<32} {count:>6} mục")
    return 0
