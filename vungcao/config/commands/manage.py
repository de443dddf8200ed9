"""`vungcao manage …`: Django's own commands, each with the role it needs."""

import argparse
import os

from vungcao.config import boot
from vungcao.runtime import binaries, database_urls, processes
from vungcao.runtime.children import CHILDREN_END_WITHIN, MARK
from vungcao.runtime.env import environment
from vungcao.runtime.stamps import DatabaseStamps

HELP = "chạy một lệnh của Django, ví dụ “manage migrate”"

OF_THE_OWNER = {
    "dbshell",
    "makemigrations",
    "migrate",
    "showmigrations",
    "sqlmigrate",
    "squashmigrations",
}
WITHOUT_DATABASE = {
    "",
    "check",
    "collectstatic",
    "compilemessages",
    "help",
    "makemessages",
    "makemigrations",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="lệnh …")


def run(arguments: argparse.Namespace) -> int:
    if MARK in os.environ:
        processes.end_after_parent(CHILDREN_END_WITHIN)
    name = arguments.arguments[0] if arguments.arguments else ""
    boot.choose_role("owner" if name in OF_THE_OWNER else "app")
    if name not in WITHOUT_DATABASE:
        boot.enter(environment().role)
    if name == "dbshell":
        os.environ["PATH"] = f"{binaries.bundled()}:{os.environ.get('PATH', '')}"

    from django.core.management import execute_from_command_line

    if name == "migrate":
        from vungcao.config import first_structure

        first_structure.prepare()
    execute_from_command_line(["vungcao manage", *arguments.arguments])
    if name == "migrate":
        # `up` looks anew: this may have gone back to an earlier state.
        DatabaseStamps(database_urls.address(environment(), "owner")).clear()
    return 0
