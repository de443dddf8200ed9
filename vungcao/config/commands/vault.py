"""`vungcao vault status|rotate|retire`: the master keys of encrypted texts."""

import argparse

from vungcao.config import boot
from vungcao.runtime.env import environment
from vungcao.runtime.errors import Refused

HELP = "khoá mã hoá: xem (status), thay khoá chủ (rotate), bỏ khoá cũ không còn dùng (retire)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["status", "rotate", "retire"])


def run(arguments: argparse.Namespace) -> int:
    boot.enter()
    from vungcao.kernel.vault.keys import NoSuchKey

    try:
        {"status": _status, "rotate": _rotate, "retire": _retire}[arguments.what]()
    except NoSuchKey as missing:
        raise Refused(str(missing)) from missing
    return 0


def _status() -> None:
    from vungcao.kernel.vault import keys, queries

    file = environment().vault_keys_file
    master = keys.load(file)
    counts = queries.keys_by_master()
    print(f"Tệp khoá: {file} (không bao giờ nằm trong bản sao lưu; giữ một bản ở nơi khác)")
    for name in sorted(master.by_name):
        mark = ", đang dùng" if name == master.current else ""
        print(f"  {name}: {counts.get(name, 0)} khoá dữ liệu{mark}")
    for name in sorted(counts.keys() - master.by_name.keys()):
        print(f"  {name}: {counts[name]} khoá dữ liệu, THIẾU khoá chủ này trong tệp")


def _rotate() -> None:
    from vungcao.kernel.accounts.services import system_account
    from vungcao.kernel.vault import services

    name, count = services.rotate(by=system_account("vault"))
    print(f"Khoá chủ mới: {name}; đã bọc lại {count} khoá dữ liệu. Sao tệp khoá sang nơi khác.")


def _retire() -> None:
    from vungcao.kernel.accounts.services import system_account
    from vungcao.kernel.vault import services

    gone = services.retire_masters(by=system_account("vault"))
    print(f"Đã bỏ: {', '.join(gone)}." if gone else "Không có khoá chủ nào bỏ được.")
