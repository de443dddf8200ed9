"""`vungcao demo`: the demo province, built by the offers of every package."""

import argparse

from vungcao.config import boot
from vungcao.runtime import database_urls, keys, practice
from vungcao.runtime import practice_databases as databases
from vungcao.runtime.env import Environment, environment
from vungcao.runtime.errors import Refused
from vungcao.runtime.preparation import Preparation, Progress
from vungcao.runtime.roles import Server

HELP = "dựng tỉnh trình diễn với dữ liệu giả lập"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The same demo comes out each time."""
    parser.add_argument(
        "--practice",
        action="store_true",
        help="dựng lại cơ sở dữ liệu thực hành cho lớp tập huấn; dữ liệu của tỉnh không đổi",
    )

    parser.add_argument(
        "--keep",
        action="store_true",
        help="cùng --practice: giữ dữ liệu của lớp nếu còn hợp với bản đang chạy",
    )


def run(arguments: argparse.Namespace) -> int:
    if arguments.practice:
        return _practice(keeps=arguments.keep)
    if not environment().is_demo:
        raise Refused("Chỉ dựng dữ liệu trình diễn khi VUNGCAO_MODE=demo.")
    boot.enter()
    try:
        _build()
    except LookupError as missing:
        raise Refused(str(missing)) from missing
    return 0


def _practice(*, keeps: bool) -> int:
    """Make the original once per state of the code, then put the class's copy back to it.

    An original that was left half-made, or is of another state of the code, is made anew.
    """
    here = environment()
    database_urls.require(here)
    progress = Progress()
    with databases.alone(here) as server:
        original, inner = practice.inside(here, "original"), practice.inside(here)
        is_new_key = bool(keys.make_missing(original))
        if is_new_key or not _is_whole(server, original, progress):
            databases.make_original(server, original)
            Preparation(original, progress).fill()
        elif keeps and _is_whole(server, inner, progress):
            progress("Bản thực hành: giữ nguyên dữ liệu của lớp")
            return 0
        progress(f"Bản thực hành: đã đặt lại trong {databases.reset(server, here):.1f} giây")
    return 0


def _is_whole(server: Server, inner: Environment, progress: Progress) -> bool:
    is_there = databases.exists(server, inner) and inner.home.is_dir()
    return is_there and Preparation(inner, progress).is_filled()


def accounts() -> list[tuple[str, str]]:
    """The name of each demo account and its role in words."""
    boot.enter()
    from vungcao.config.demo import ACCOUNTS, CITIZENS

    officers = [(account.username, str(account.role.label)) for account in ACCOUNTS]
    return [*officers, *((role.value, str(role.label)) for role in CITIZENS)]


def _build() -> None:
    from vungcao.config import demo
    from vungcao.kernel.accounts.services import system_account
    from vungcao.kernel.calendar import clock
    from vungcao.kernel.offers.upkeep import demos
    from vungcao.kernel.scopes.services import scoped

    offers = sorted(demos.items(), key=lambda offer: (offer[1].order, offer[0]))
    with scoped(("/1/",)):
        account = system_account("demo")
        for name, offer in offers:
            if offer.order <= demo.GROUND:
                offer.build(account, clock.today())
                print(name)
        demo.open_accounts(password=environment().demo_password, by=account)
        for name, offer in offers:
            if offer.order > demo.GROUND:
                offer.build(account, clock.today())
                print(name)
