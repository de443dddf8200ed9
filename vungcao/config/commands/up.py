"""`vungcao up`: database, preparation, web and worker in one foreground process."""

import argparse
import importlib
import time
from contextlib import suppress
from dataclasses import replace

from vungcao.runtime import (
    children,
    database_urls,
    health,
    keys,
    leftovers,
    ports,
    queries,
    roles,
)
from vungcao.runtime.database_urls import APP, OWNER
from vungcao.runtime.env import Environment, environment
from vungcao.runtime.errors import Refused
from vungcao.runtime.lock import HomeLock
from vungcao.runtime.postgres import Postgres
from vungcao.runtime.practice_keeper import Keeper
from vungcao.runtime.preparation import Preparation, Progress
from vungcao.runtime.processes import adopt_orphans
from vungcao.runtime.stop import StopAsked, StopRequest
from vungcao.runtime.supervisor import Supervisor

HELP = "chạy toàn bộ: cơ sở dữ liệu, dữ liệu nền, máy chủ web, công việc nền"

SERVER_SETTINGS = {"max_connections": "80", "shared_buffers": "256MB"}
EVENTS = {
    "new": "đã tạo mới",
    "started": "đã chạy",
    "recovered": "đã chạy, phục hồi sau khi bị ngắt đột ngột",
    "replaced": "đã chạy, thay tiến trình cũ còn sót lại",
}
SLOW_AFTER_SECONDS = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything comes from the environment (docs/configuration.md)."""


def run(arguments: argparse.Namespace) -> int:
    request = StopRequest()
    here = environment()
    lock = HomeLock(here.home)
    postgres: Postgres | None = None
    try:
        request.listen()
        lock.acquire()
        adopt_orphans()
        progress = Progress()
        leftovers.end(here.home)
        postgres = _database(here, lock, progress)
        _keys(here)
        reservation = _port(here, progress)
        Preparation(here, progress).run()
        announcement = Announcement(replace(here, port=reservation.port), progress)
        offspring = children.of_product(here, reservation.port)
        keeper = Keeper(replace(here, port=reservation.port), offspring)

        def each_round() -> None:
            announcement.each_round()
            keeper.each_round()

        try:
            Supervisor(offspring, postgres, request).run(each_round, keeper.own)
        finally:
            keeper.close()
    except StopAsked:
        print("Đã dừng khi đang chuẩn bị.")
    finally:
        request.interrupts = False
        if postgres:
            postgres.stop(patience=3)
        lock.release()
    return 0


def _database(here: Environment, lock: HomeLock, progress: Progress) -> Postgres | None:
    if here.database_url:
        progress("Cơ sở dữ liệu: dùng máy chủ ở DATABASE_URL")
        return None
    postgres = Postgres(here.home, SERVER_SETTINGS)
    postgres.lock = lock
    event = postgres.start()
    passwords = keys.database_passwords(here.home)
    roles.bootstrap(postgres.address(), {role: passwords[role] for role in (OWNER, APP)})
    progress(f"Cơ sở dữ liệu: {EVENTS[event]}")
    return postgres


def _keys(here: Environment) -> None:
    """New keys for a new database only."""
    if not queries.is_empty(database_urls.address(here, "owner")):
        keys.require(here)
    keys.make_missing(here)


def _port(here: Environment, progress: Progress) -> ports.Reservation:
    reservation = ports.reserve(here.port, here.host)
    if reservation.port != here.port:
        if not here.is_demo:
            raise Refused(f"Cổng {here.port} đang bận: dừng chương trình kia hoặc đặt PORT khác.")
        progress(f"Cổng {here.port} đang bận, dùng cổng {reservation.port}")
    return reservation


class Announcement:
    """Says the address once the product answers, and says so when it takes too long."""

    def __init__(self, here: Environment, progress: Progress) -> None:
        self.here, self.progress = here, progress
        self.done = False
        self._complains_at = time.monotonic() + SLOW_AFTER_SECONDS
        progress("Máy chủ web và công việc nền: đang khởi động …")

    def each_round(self) -> None:
        if self.done:
            return
        name = next(iter(self.here.allowed_hosts), "localhost")
        if health.answers(self.here.host, self.here.port, name):
            self.done = True
            self._say_address()
        elif time.monotonic() > self._complains_at:
            self._complains_at = float("inf")
            self.progress("Chưa thấy /healthz trả lời: xem các dòng ở trên, hoặc vungcao doctor.")

    def _say_address(self) -> None:
        self.progress(f"Sẵn sàng: http://localhost:{self.here.port}/")
        if not self.here.is_demo:
            return
        for name, description in _demo_accounts():
            print(f"    {name:<12} {description}")
        print(f"    Mật khẩu trình diễn: {self.here.demo_password}", flush=True)


def _demo_accounts() -> list[tuple[str, str]]:
    with suppress(ModuleNotFoundError):
        demo = importlib.import_module("vungcao.config.commands.demo")
        found: list[tuple[str, str]] = demo.accounts()
        return found
    return []
