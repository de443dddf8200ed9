"""Notices, while the worker is killed and the mail server errs in every way: each comes once."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from tests.faults.product import PATIENCE, wait_for
from vungcao.integrations.email import fake
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar import clock
from vungcao.kernel.exchange.services import enrol
from vungcao.kernel.notices import services
from vungcao.kernel.notices.services import News
from vungcao.kernel.tests.notices.telling import officer
from vungcao.runtime import ports
from vungcao.runtime.env import PROJECT, environment

pytestmark = [pytest.mark.fault, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ACCOUNTS = 20
NOTICES = int(os.environ.get("SOAK_NOTICES", "5000"))
STATES = "select state, count(*) from exchange_outboxmessage where receiver = 'email' group by 1"
# A letter was acknowledged to us once: one receipt that it was taken, whatever came before.
TAKEN = """
select count(*) from (
    select message_id from exchange_receipt where outcome = 'delivered'
    group by 1 having count(*) > 1
) as twice
"""
HANDED = "select count(*), count(distinct notice_id) from notices_delivery where state = 'handed'"


class Sending:
    """A mail server that errs, a database of this test, and a worker that can be killed."""

    def __init__(self) -> None:
        self.box, self.port = fake.Memory(), ports.any_free()
        plan = fake.Plan(later=10, slow=3, silent=5, twice=5, seconds=0.05)
        self.server = fake.serve(self.port, self.box, plan)
        self.worker: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "vungcao.config.commands", "manage", "procrastinate"]
        command += ["worker", "--queues", "delivery,housekeeping", "--concurrency", "3"]
        base = os.environ["DATABASE_URL"]
        name = str(connection.settings_dict["NAME"])
        place = {
            "DATABASE_URL": _of(base, name),
            "DATABASE_OWNER_URL": _of(os.environ["DATABASE_OWNER_URL"], name),
            "DJANGO_SETTINGS_MODULE": "vungcao.config.settings",
            "SMTP_URL": f"smtp://127.0.0.1:{self.port}",
            "SMTP_FROM": "khong-tra-loi@mau.vn",
            "VUNGCAO_HOME": str(environment().home),
            "VUNGCAO_DB_ROLE": "app",
            "VUNGCAO_POOL": "8",
        }
        self.worker = subprocess.Popen(
            command, cwd=PROJECT, env=os.environ | place, stdin=subprocess.DEVNULL
        )

    def kill(self) -> None:
        assert self.worker is not None
        self.worker.send_signal(signal.SIGKILL)
        self.worker.wait()
        self.start()

    def end(self) -> None:
        if self.worker is not None:
            self.worker.kill()
            self.worker.wait()
        self.server.stop()


@pytest.fixture
def sending(transactional_db: None) -> Iterator[Sending]:
    made = Sending()
    yield made
    made.end()


def _of(url: str, name: str) -> str:
    """The same server, another database."""
    head, _slash, rest = url.rpartition("/")
    _old, mark, words = rest.partition("?")
    return f"{head}/{name}{mark}{words}"


def tell(number: int) -> None:
    """So many notices to a few officers, whose letters leave at once."""
    by, now = system_account("notices"), clock.now()
    with transaction.atomic():
        partner = enrol(code="email", by=by)
        partner.settings = {"first_wait_seconds": 0.2}
        partner.save()
        officers = [officer() for _number in range(ACCOUNTS)]
    for event in range(number // ACCOUNTS):
        news = News("accounts.new_device", f"tests.Row:{event}")
        with transaction.atomic():
            told = services.notify_all(news=news, to=officers, now=now, by=by)
            again = services.notify_all(news=news, to=officers[:2], now=now, by=by)
        assert (len(told), again) == (ACCOUNTS, [])


def each_arrives_once(
    sending: Sending, owner: Any, number: int, kills: int, patience: float = PATIENCE
) -> None:
    chance = random.Random(20261123)
    tell(number)
    sending.start()
    for kill in range(1, kills + 1):
        share = number * kill // (kills + 1)
        wait_for(lambda: len(sending.box.copies) >= share, patience=patience)  # noqa: B023
        time.sleep(chance.uniform(0, 0.2))
        sending.kill()
    explain = lambda: str(states(owner))  # noqa: E731
    wait_for(lambda: states(owner) == {"delivered": number}, explain, patience)

    assert len(sending.box.copies) == number
    assert owner.execute(HANDED).fetchone() == (number, number)
    assert owner.execute(TAKEN).fetchone() == (0,)


def states(owner: psycopg.Connection[Any]) -> dict[str, int]:
    return dict(owner.execute(STATES).fetchall())


def test_each_notice_arrives_once_while_the_worker_is_killed(sending: Sending, owner: Any) -> None:
    each_arrives_once(sending, owner, number=100, kills=2)


@pytest.mark.soak
def test_five_thousand_notices_arrive_once_each(sending: Sending, owner: Any) -> None:
    each_arrives_once(sending, owner, number=NOTICES, kills=10, patience=900)
    repeated = sum(copies - 1 for copies in sending.box.copies.values())
    sys.stdout.write(f"{NOTICES} thông báo, 10 lần giết, mỗi thư đến một lần; {repeated} bản lặp\n")
