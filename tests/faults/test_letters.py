"""Each letter arrives once by its Message-ID, whatever dies or errs on the way."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from django.db import connection, transaction

from tests import templates
from tests.faults.product import wait_for
from vungcao.integrations.email import fake
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.exchange import services
from vungcao.kernel.exchange.models import OutboxMessage, Partner, Receipt
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.scopes.services import scoped
from vungcao.runtime import database_urls, ports
from vungcao.runtime.env import PROJECT, environment

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]

SENDER = "khong-tra-loi@vung-cao.invalid"


class World:
    """A mail server that errs, and a worker that is killed; both are started again."""

    def __init__(self) -> None:
        self.port = ports.any_free()
        self.box = fake.Memory()
        self.plan = Noted(later=5, slow=2, silent=3, twice=3, seconds=0.2)
        self.server: Controller | None = None
        self.worker: subprocess.Popen[bytes] | None = None
        self.kills = 0

    def open_server(self) -> None:
        self.server = fake.serve(self.port, self.box, self.plan)

    def close_server(self) -> None:
        if self.server is not None:
            self.server.stop()
            self.server = None

    def start_worker(self) -> None:
        name = str(connection.settings_dict["NAME"])
        app = database_urls.address(environment(), "app").of(name)
        given = {
            "DATABASE_URL": database_urls.url(app),
            "DATABASE_OWNER_URL": database_urls.url(templates.owner_address(name)),
            "DJANGO_SETTINGS_MODULE": "vungcao.config.settings",
            "VUNGCAO_DB_ROLE": "app",
            "PYTHONPATH": str(PROJECT),
            "SMTP_URL": f"smtp://127.0.0.1:{self.port}",
            "SMTP_FROM": SENDER,
        }
        command = [sys.executable, "-W", "ignore", "-m", "tests.faults.deliverer"]
        self.worker = subprocess.Popen(command, cwd=PROJECT, env=os.environ | given)

    def kill_worker(self) -> None:
        assert self.worker is not None
        self.worker.send_signal(signal.SIGKILL)
        self.worker.wait()
        self.kills += 1

    def end(self) -> None:
        self.kill_worker()
        self.close_server()


class Noted(fake.Plan):
    """A plan that remembers how often it erred in which way."""

    done: Counter[str] = Counter()

    def fault(self) -> str:
        found = super().fault()
        self.done[found] += 1
        return found


@pytest.fixture
def world() -> Iterator[World]:
    made = World()
    made.plan.done.clear()
    made.open_server()
    made.start_worker()
    yield made
    made.end()


def put(count: int) -> None:
    services.enrol(code="email", by=system_account("tests"))
    Partner.objects.update(settings={"first_wait_seconds": 0.3})
    with transaction.atomic():
        for ref in range(count):
            details: dict[str, str | int | bool | None] = {"kind": "tests.mail", "ref": ref}
            services.write(
                [Announcement("letter", f"tests.Row:{ref}", "", "email", f"k{ref}", details)]
            )


def left() -> int:
    with scoped(("/1/",)):
        return OutboxMessage.objects.exclude(state="delivered").count()


def torment(world: World, letters: int, kills: int) -> None:
    """Kill the worker again and again while letters are on their way; once, close the server."""
    chance = random.Random(20261123)
    for number in range(kills):
        goal = letters * (number + 1) // (kills + 2)
        wait_for(lambda: len(world.box.copies) >= goal, patience=300)  # noqa: B023
        time.sleep(chance.uniform(0, 0.3))
        if number == 0:
            world.close_server()
            time.sleep(0.5)
            world.open_server()
        world.kill_worker()
        world.start_worker()
    wait_for(lambda: left() == 0, lambda: f"{left()} left", patience=60 + letters / 5)


def proves(world: World, letters: int) -> None:
    """Every letter is there; what came twice was doubled by the server, or its outcome unknown."""
    with scoped(("/1/",)):
        receipts: dict[int, list[str]] = {}
        for message, outcome in Receipt.objects.order_by("pk").values_list("message", "outcome"):
            receipts.setdefault(message, []).append(outcome)
    unknown = sum(outcomes.count("unknown") for outcomes in receipts.values())
    extra = sum(world.box.copies.values()) - letters

    assert len(world.box.copies) == letters
    assert all(outcomes[-1] == "delivered" for outcomes in receipts.values())
    assert all(outcomes.count("delivered") == 1 for outcomes in receipts.values())
    assert extra <= unknown + world.plan.done["twice"]
    sys.stdout.write(
        f"\n{letters} thư, {world.kills} lần giết, {dict(world.plan.done)}, "
        f"{unknown} lần không rõ, {extra} bản lặp cùng Message-ID\n"
    )


@pytest.mark.slow
def test_each_letter_arrives_once_though_the_worker_is_killed(world: World) -> None:
    put(300)

    torment(world, letters=300, kills=2)

    proves(world, 300)


@pytest.mark.soak
def test_five_thousand_letters_arrive_once_though_the_worker_is_killed_ten_times(
    world: World,
) -> None:
    put(5_000)
    began = time.monotonic()

    torment(world, letters=5_000, kills=10)

    proves(world, 5_000)
    sys.stdout.write(f"{5_000 / (time.monotonic() - began):.0f} thư một giây\n")
