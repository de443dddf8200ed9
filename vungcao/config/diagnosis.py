"""What `vungcao doctor` looks at: one function per question, each answers with a finding."""

import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from vungcao.config import boot
from vungcao.runtime import binaries, database_urls, open_tables, queries
from vungcao.runtime.env import environment

OLDEST_PYTHON = (3, 11)
OLDEST_SERVER = 15
FREE_GIGABYTES = 2
WORKER_IS_DEAD_AFTER_SECONDS = 60
LETTERS_ARE_LATE_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Finding:
    """What was looked at; `advice` is empty when it is right, else says what to do."""

    title: str
    advice: str = ""


def python() -> Finding:
    """Python."""
    found = ".".join(map(str, sys.version_info[:3]))
    is_old = sys.version_info[:2] < OLDEST_PYTHON
    return Finding(f"Python {found}", "cần từ 3.11 trở lên" if is_old else "")


def home() -> Finding:
    """Thư mục dữ liệu."""
    place = environment().home
    if not place.is_dir():
        return Finding(f"Thư mục {place}", "chưa có: chạy “make up”")
    return Finding(f"Thư mục {place}")


def keys() -> Finding:
    """Tệp khoá."""
    here = environment()
    wanted = [here.secret_key_file, here.vault_keys_file]
    passwords = here.home / "keys" / "database.json"
    if not here.database_url:
        wanted.append(passwords)
    advice = [wrong for path in wanted if (wrong := _wrong_with_key(path))]
    return Finding("Tệp khoá: chỉ chủ sở hữu đọc được", "; ".join(advice))


def _wrong_with_key(path: Path) -> str:
    if not path.exists():
        return f"thiếu {path}, khôi phục từ nơi cất khoá"
    mode = stat.S_IMODE(path.stat().st_mode)
    return f"{path} có quyền {mode:o}, chạy chmod 600 {path}" if mode & 0o077 else ""


def disk() -> Finding:
    """Chỗ trống trên đĩa."""
    place = environment().home
    gigabytes = shutil.disk_usage(place if place.is_dir() else "/").free / 1e9
    low = gigabytes < FREE_GIGABYTES
    advice = f"dưới {FREE_GIGABYTES} GB, dọn đĩa hoặc mở rộng" if low else ""
    return Finding(f"Chỗ trống trên đĩa: {gigabytes:.0f} GB", advice)


def database() -> Finding:
    """Cơ sở dữ liệu."""
    try:
        with _as("app") as connection:
            major = queries.server_major(connection)
    except queries.Unreachable as error:
        return Finding("Cơ sở dữ liệu", f"không trả lời, chạy “make up” ({str(error)[:200]})")
    return Finding("Cơ sở dữ liệu trả lời", _wrong_with_server(major))


def _wrong_with_server(major: int) -> str:
    if environment().database_url:
        return f"PostgreSQL {major}, cần từ {OLDEST_SERVER}" if major < OLDEST_SERVER else ""
    wanted = binaries.MAJOR
    return f"PostgreSQL {major}, bản này dùng {wanted}" if major != wanted else ""


def role() -> Finding:
    """Quyền của vai trò ứng dụng."""
    with _as("app") as connection:
        faults = queries.faults_of_role(connection)
    advice = f"vai trò ứng dụng {', '.join(faults)}; tạo lại theo deploy/README.md"
    return Finding("Vai trò ứng dụng không vượt được rào quyền", advice if faults else "")


def time_zone() -> Finding:
    """Múi giờ."""
    boot.enter()

    from django.conf import settings

    wrong = settings.TIME_ZONE != "Asia/Ho_Chi_Minh" or not settings.USE_TZ
    return Finding("Múi giờ Việt Nam", "đặt TIME_ZONE = Asia/Ho_Chi_Minh" if wrong else "")


def migrations() -> Finding:
    """Cấu trúc dữ liệu."""
    boot.enter()

    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    advice = f"còn {len(waiting)} bước, chạy “vungcao manage migrate”" if waiting else ""
    return Finding("Cấu trúc dữ liệu đúng với bản này", advice)


def policies() -> Finding:
    """Rào quyền theo dòng."""
    with _as("owner") as connection:
        without = set(queries.tables_without_policy(connection)) - set(open_tables.listed())
    advice = f"{', '.join(sorted(without))} không có rào và không nằm trong docs/security.md"
    return Finding("Mỗi bảng có rào theo dòng hoặc có lý do", advice if without else "")


def audit() -> Finding:
    """Nhật ký."""
    boot.enter()

    from vungcao.kernel.audit import queries as trail

    verdict = trail.verify()
    advice = f"đứt ở {verdict.stream} {verdict.seq} ({verdict.fault}), gọi người phụ trách an ninh"
    return Finding(f"Nhật ký nguyên vẹn: {verdict.entries} mục", "" if verdict.holds else advice)


def heads() -> Finding:
    """Mốc nhật ký ngoài cơ sở dữ liệu."""
    boot.enter()

    from vungcao.kernel.audit import anchors

    wrong = list(anchors.faults(environment().home / "log" / "audit-heads.jsonl"))
    advice = "; ".join(f"dòng {fault.line}: {fault.reason}" for fault in wrong[:3])
    return Finding("Mốc nhật ký hằng ngày khớp", advice)


def worker() -> Finding:
    """Công việc nền."""
    boot.enter()

    from vungcao.kernel.jobs.queries import seconds_since_heartbeat

    silence = seconds_since_heartbeat()
    lives = silence is not None and silence < WORKER_IS_DEAD_AFTER_SECONDS
    return Finding("Công việc nền đang chạy", "" if lives else "không thấy, chạy “make up”")


def files() -> Finding:
    """Kho tệp."""
    boot.enter()

    from vungcao.kernel.files import storage

    return Finding(f"Kho tệp {storage.store().place} ghi và đọc được", storage.check())


def contents() -> Finding:
    """Nội dung của các tệp."""
    boot.enter()

    from vungcao.kernel.calendar import clock
    from vungcao.kernel.files import inventory
    from vungcao.kernel.scopes.services import Door, scoped
    from vungcao.kernel.units.models import NATION_SCOPE

    with scoped((NATION_SCOPE,), door=Door.SYSTEM):
        found = inventory.take(clock.now())
    return Finding(
        "Kho có đủ nội dung của mọi tệp", "; ".join(_wrong_with_contents(found.lost, found.strays))
    )


def _wrong_with_contents(lost: list[str], strays: int) -> Iterator[str]:
    if lost:
        named = ", ".join(lost[:3]) + (", …" if len(lost) > 3 else "")
        yield (
            f"{len(lost)} tệp mất nội dung (mã {named}), lấy lại thư mục files từ bản sao lưu"
            " theo docs/playbooks/restore.md"
        )
    if strays:
        yield (
            f"{strays} nội dung không thuộc tệp nào mà chưa được dọn, xem việc “Rà soát tệp"
            " hết thời hạn lưu” ở Quản trị › Công việc nền"
        )


def antivirus() -> Finding:
    """Phần mềm diệt vi-rút; không có cũng chạy được, tệp mang dấu “chưa quét”."""
    boot.enter()

    from vungcao.kernel.files import scanning

    found = scanning.versions()
    if not found:
        return Finding("Diệt vi-rút: chưa cài (đặt CLAMD_URL khi có), tệp mang dấu “chưa quét”")
    silent = ", ".join(name for name, said in found.items() if not said)
    advice = f"{silent} không trả lời, xem CLAMD_URL và dịch vụ clamd" if silent else ""
    return Finding(f"Diệt vi-rút: {'; '.join(said for said in found.values() if said)}", advice)


def letters() -> Finding:
    """Thư đi."""
    boot.enter()

    from vungcao.kernel.calendar import clock
    from vungcao.kernel.exchange.queries import held_up
    from vungcao.kernel.scopes.services import scoped
    from vungcao.kernel.units.models import NATION_SCOPE

    with scoped((NATION_SCOPE,)):
        late = held_up(clock.now() - LETTERS_ARE_LATE_AFTER)
    advice = f"quá một giờ chưa đi: {', '.join(late)}; xem Quản trị › Kết nối và hộp thư đi"
    return Finding("Không thư đi nào chờ quá một giờ", advice if late else "")


def _as(role: str) -> AbstractContextManager[queries.Connection]:
    return queries.connected(database_urls.address(environment(), role))


ON_THE_MACHINE = [python, home, keys, disk]
IN_THE_DATABASE = [
    role,
    time_zone,
    migrations,
    policies,
    audit,
    heads,
    worker,
    letters,
    files,
    contents,
    antivirus,
]
