"""`vungcao demo`: the demo province, built by the offers of every package."""

import argparse

from vungcao.config import boot
from vungcao.runtime.env import environment
from vungcao.runtime.errors import Refused

HELP = "dựng tỉnh trình diễn với dữ liệu giả lập"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none: the same demo comes out each time."""


def run(arguments: argparse.Namespace) -> int:
    if not environment().is_demo:
        raise Refused("Chỉ dựng dữ liệu trình diễn khi VUNGCAO_MODE=demo.")
    boot.enter()
    try:
        _build()
    except LookupError as missing:
        raise Refused(str(missing)) from missing
    return 0


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
