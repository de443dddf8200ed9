"""The command `vungcao`: each module here is one subcommand."""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType

from vungcao.runtime.errors import Refused

ABOUT = "Nền tảng mở cho công tác dân tộc của một tỉnh."


def names() -> list[str]:
    """As they are typed: `safe_dump.py` is `vungcao safe-dump`."""
    found = (module.name for module in pkgutil.iter_modules(__path__))
    return sorted(name.replace("_", "-") for name in found if not name.startswith("_"))


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand. An expected failure is one sentence and status 1."""
    given = list(sys.argv[1:] if argv is None else argv)
    if not given or given[0] not in names():
        return _explain(given)
    command = _load(given[0])
    parser = argparse.ArgumentParser(prog=f"vungcao {given[0]}", description=command.HELP)
    command.add_arguments(parser)
    arguments = parser.parse_args(given[1:])
    try:
        status: int = command.run(arguments)
    except Refused as refusal:
        print(f"vungcao {given[0]}: {refusal}", file=sys.stderr)
        return 1
    except Exception as error:
        if not _is_unreachable(error):
            raise
        print(
            f"vungcao {given[0]}: không kết nối được cơ sở dữ liệu; chạy “make up” trước.",
            file=sys.stderr,
        )
        return 1
    return status


def _load(name: str) -> ModuleType:
    return importlib.import_module(f"{__name__}.{name.replace('-', '_')}")


def _explain(given: list[str]) -> int:
    asked = not given or given[0] in ("-h", "--help", "help")
    out = sys.stdout if asked else sys.stderr
    if not asked:
        print(f"vungcao: không có lệnh “{given[0]}”.", file=out)
    print(f"{ABOUT}\n\nCách dùng: vungcao LỆNH [tham số]\n", file=out)
    for name in names():
        print(f"  {name:<10} {_load(name).HELP}", file=out)
    return 0 if asked else 2


def _is_unreachable(error: BaseException) -> bool:
    """A connection that was never made has no SQLSTATE."""
    import psycopg

    cause = error.__cause__ if not isinstance(error, psycopg.Error) else error
    return isinstance(cause, psycopg.OperationalError) and cause.sqlstate is None
