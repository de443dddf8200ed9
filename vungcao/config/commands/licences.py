"""`vungcao licences`: writes the licences of the locked packages into docs/licences.md."""

import argparse

from vungcao.config import licences
from vungcao.runtime.env import PROJECT

HELP = "ghi giấy phép của các thư viện đã khoá vào docs/licences.md"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # nothing to choose


def run(arguments: argparse.Namespace) -> int:
    """Refuses a shipped package whose licence is not in the list of `config.licences`."""
    del arguments
    target = PROJECT / "docs/licences.md"
    target.write_text(licences.page(PROJECT), encoding="utf-8")
    print(f"Đã ghi {target.relative_to(PROJECT)}.")
    return 0
