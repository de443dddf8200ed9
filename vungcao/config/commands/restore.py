"""`vungcao restore DIR`: bring a backup back into an empty database and check it."""

import argparse
from pathlib import Path

from vungcao.config import boot
from vungcao.runtime import archive, serving
from vungcao.runtime.env import environment
from vungcao.runtime.errors import Refused

HELP = "phục hồi một bản sao lưu vào cơ sở dữ liệu trống, rồi kiểm tra"


class ChainBroken(Refused):
    """The restored audit trail is not the one that was written."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="THƯ_MỤC", help="bản sao lưu")


def run(arguments: argparse.Namespace) -> int:
    folder: Path = arguments.folder.resolve()
    with serving.running(environment()):
        restored = archive.restore(environment(), folder)
        entries = _verify_audit()
    tables = restored.manifest.tables
    print(f"Đã phục hồi: {len(tables)} bảng, {sum(tables.values())} dòng, khớp bản sao lưu.")
    print(f"Nhật ký nguyên vẹn: {entries} mục.")
    for path in restored.missing_keys:
        print(f"Chép tệp khoá đã cất riêng vào {path} trước khi chạy “vungcao up”.")
    return 0


def _verify_audit() -> int:
    boot.enter("owner")

    from vungcao.kernel.audit import queries

    verdict = queries.verify()
    if not verdict.holds:
        raise ChainBroken("Nhật ký trong bản sao lưu không nguyên vẹn: không dùng bản này.")
    return verdict.entries
