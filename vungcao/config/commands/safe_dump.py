"""`vungcao safe-dump DIR`: an archive to give away, with every personal value taken out."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from vungcao.config import boot
from vungcao.runtime import scrubbing, serving
from vungcao.runtime.env import environment
from vungcao.runtime.errors import Refused

HELP = "xuất bản sao đã bỏ dữ liệu cá nhân, để thử nghiệm hoặc gửi đi"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="THƯ_MỤC", help="thư mục chưa có, sẽ tạo ra")


def run(arguments: argparse.Namespace) -> int:
    folder: Path = arguments.folder.resolve()
    with serving.running(environment()):
        boot.enter("owner")
        from vungcao.kernel.people.scrubbing import faults, plan

        if wrong := faults():
            raise Refused("Chưa phân loại hết dữ liệu cá nhân:\n" + "\n".join(wrong))
        made = scrubbing.safe_dump(environment(), folder, plan(), datetime.now(UTC))
    print(f"Đã xuất vào {folder}: {len(made.tables)} bảng, {sum(made.tables.values())} dòng.")
    print("Không có giá trị cá nhân, tệp, nhật ký, phiên đăng nhập, mật khẩu hay khoá.")
    print("Đọc lại bằng “vungcao restore”. Xem docs/playbooks/safe-dump.md.")
    return 0
