"""`vungcao backup DIR`: database, files and audit heads as of one moment; keys never."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from vungcao.runtime import archive, serving
from vungcao.runtime.env import environment

HELP = "sao lưu cơ sở dữ liệu và tệp vào một thư mục mới"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="THƯ_MỤC", help="thư mục chưa có, sẽ tạo ra")


def run(arguments: argparse.Namespace) -> int:
    folder: Path = arguments.folder.resolve()
    with serving.running(environment()):
        made = archive.backup(environment(), folder, datetime.now(UTC))
    print(f"Đã sao lưu vào {folder}: {len(made.tables)} bảng, {sum(made.tables.values())} dòng.")
    print("Bản sao lưu không chứa khoá. Cất riêng, ở nơi khác, các tệp sau:")
    for name, fingerprint in sorted(made.keys.items()):
        print(f"  {name}  (dấu vân tay {fingerprint})")
    return 0
