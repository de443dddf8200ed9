"""`vungcao audit verify|anchor`: whether the trail is whole, and its heads kept outside."""

import argparse

from vungcao.config import boot
from vungcao.runtime.env import environment

HELP = "kiểm tra nhật ký (verify), ghi các đầu chuỗi ra tệp ngoài cơ sở dữ liệu (anchor)"
FAULTS = {
    "missing": "thiếu bản ghi",
    "gap": "đứt chuỗi",
    "changed": "bản ghi đã bị sửa",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["verify", "anchor"])


def run(arguments: argparse.Namespace) -> int:
    boot.enter()
    return _verify() if arguments.what == "verify" else _anchor()


def _verify() -> int:
    from django.db import transaction

    from vungcao.kernel.audit import anchors, queries

    with transaction.atomic():
        verdict = queries.verify()
        faults = list(anchors.faults(anchors.file(environment())))
    if verdict.holds:
        print(f"Nhật ký nguyên vẹn: {verdict.entries} bản ghi nối liền.")
    else:
        reason = FAULTS.get(verdict.fault, f"{verdict.unlinked} bản ghi chưa nối")
        print(f"Nhật ký KHÔNG nguyên vẹn: dòng “{verdict.stream}”, số {verdict.seq}: {reason}.")
    for fault in faults:
        print(f"Tệp neo, dòng {fault.line}: {fault.reason}.")
    return 0 if verdict.holds and not faults else 1


def _anchor() -> int:
    from django.db import transaction

    from vungcao.kernel.audit import anchors
    from vungcao.kernel.calendar import clock

    file = anchors.file(environment())
    with transaction.atomic():
        anchor = anchors.append(file, clock.today())
    print(f"Đã ghi {len(anchor.heads)} đầu chuỗi vào {file}. Chép tệp này sang nơi khác mỗi ngày.")
    return 0
