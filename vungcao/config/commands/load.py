"""`vungcao load`: the reference data of `data/`, checked, file by file; may be repeated."""

import argparse
from time import perf_counter

from vungcao.config import boot
from vungcao.runtime.errors import Refused

HELP = "nạp dữ liệu tham chiếu trong data/ (chạy lại không đổi gì)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="TÊN", help="chỉ nạp các phần này")


def run(arguments: argparse.Namespace) -> int:
    boot.enter()
    from vungcao.kernel.accounts.services import system_account
    from vungcao.kernel.calendar import clock
    from vungcao.kernel.files import services as files
    from vungcao.kernel.offers import reference
    from vungcao.kernel.offers.upkeep import reference_files
    from vungcao.kernel.scopes.services import scoped
    from vungcao.kernel.units import services as units
    from vungcao.kernel.units.models import NATION_SCOPE

    known = dict(reference_files.items())
    if unknown := sorted(set(arguments.names) - known.keys()):
        raise Refused(f"Không có phần dữ liệu: {', '.join(unknown)}.")
    chosen = arguments.names or known
    account = system_account("reference-data")
    for name, offer in sorted(known.items(), key=lambda item: (item[1].order, item[0])):
        if name not in chosen:
            continue
        started = perf_counter()
        with scoped((NATION_SCOPE,)):
            try:
                rows = reference.rows(offer.file)
            except reference.BadReferenceData as bad:
                raise Refused(str(bad)) from bad
            offer.load(rows, account)
            units.take_effect(today=clock.today(), by=account)
        print(f"{name:<28} {len(rows):>6} dòng  {perf_counter() - started:.1f} s  {offer.file}")
    with scoped((NATION_SCOPE,)):
        files.declare_periods(by=account)
    return 0
