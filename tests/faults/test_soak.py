"""Minutes of kills at random moments, during writes: nothing acknowledged is ever lost."""

import os
import random
import signal
import sys
import time

import pytest

from tests.faults.product import Product, wait_for
from tests.faults.test_kills import VICTIMS, lost, replaced

pytestmark = [pytest.mark.fault, pytest.mark.soak]

SECONDS = float(os.environ.get("SOAK_SECONDS", "240"))


def test_kills_at_random_moments_lose_nothing(product: Product) -> None:
    chance = random.Random(20261123)
    product.write()
    end, kills = time.monotonic() + SECONDS, 0

    while time.monotonic() < end:
        victim = chance.choice([*VICTIMS, "supervisor"])
        before: int = getattr(product, victim)()
        os.kill(before, signal.SIGKILL)
        kills += 1
        if victim == "supervisor":
            assert product.process is not None
            product.process.wait()
            product.start()
        else:
            wait_for(lambda: replaced(lambda own: getattr(own, victim)(), product, before))  # noqa: B023
        product.wait_until_healthy()
        time.sleep(chance.uniform(0, 2))
        assert lost(product) == set()

    assert product.command("doctor").returncode == 0
    rows = len(product.acknowledged())
    sys.stdout.write(f"{kills} lần giết, {rows} dòng đã xác nhận, không mất dòng nào\n")
