"""An issue to thousands, while the worker is killed and the mail server errs: each gets it once.

The short form is in `vungcao/systems/newsletter/tests/test_sending.py`: no process is needed to
interrupt a piece at its edges.
"""

import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from tests.faults.product import wait_for
from tests.faults.test_notices import TAKEN, Sending, states
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar import clock
from vungcao.kernel.exchange.services import enrol
from vungcao.systems.newsletter.queries.door import inside, visitor
from vungcao.systems.newsletter.services import sending as services
from vungcao.systems.newsletter.services.subscribing import enter_synthetic
from vungcao.systems.newsletter.tests.shelf import approved, numbering

pytestmark = [pytest.mark.fault, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

READERS = int(os.environ.get("SOAK_NEWSLETTER", "5000"))
KILLS_WHILE_LAID, KILLS_WHILE_SENT = 4, 6
PATIENCE = 900
LAID = "select count(*), count(distinct subscriber_id) from newsletter_dispatch"
ENDED = "select state from newsletter_issue"


@pytest.fixture
def sending(transactional_db: None) -> Iterator[Sending]:
    made = Sending()
    yield made
    made.end()


def begin(number: int) -> None:
    """So many readers, and an issue that is to be sent to them as fast as may be."""
    now, by = clock.now(), visitor()
    with transaction.atomic():
        partner = enrol(code="email", by=system_account("tests"))
        partner.settings = {"first_wait_seconds": 0.2}
        partner.save()
    with inside():
        addresses = [f"ban-doc-{nth}@mau.invalid" for nth in range(number)]
        enter_synthetic(addresses=addresses, now=now - timedelta(days=1), by=by)
        numbering()
        keeper = User.objects.create(username="duyet")
        issue = approved(keeper)
        services.set_rate(issue=issue, rate=6000, by=keeper)
        services.send(issue=issue, at=None, now=now, by=keeper)


@pytest.mark.soak
def test_an_issue_to_five_thousand_leaves_nobody_out_and_writes_to_nobody_twice(
    sending: Sending, owner: Any
) -> None:
    chance = random.Random(20261126)
    begin(READERS)
    sending.start()

    def laid() -> int:
        return int(owner.execute(LAID).fetchone()[0])

    for kill in range(1, KILLS_WHILE_LAID + 1):
        share = READERS * kill // (KILLS_WHILE_LAID + 2)
        wait_for(lambda: laid() >= share, patience=PATIENCE)  # noqa: B023
        sending.kill()
    for kill in range(1, KILLS_WHILE_SENT + 1):
        share = READERS * kill // (KILLS_WHILE_SENT + 2)
        wait_for(lambda: len(sending.box.copies) >= share, patience=PATIENCE)  # noqa: B023
        time.sleep(chance.uniform(0, 0.2))
        sending.kill()
    explain = lambda: f"{laid()} {states(owner)}"  # noqa: E731
    wait_for(lambda: states(owner) == {"delivered": READERS}, explain, PATIENCE)
    wait_for(lambda: owner.execute(ENDED).fetchone() == ("sent",), explain, PATIENCE)

    assert owner.execute(LAID).fetchone() == (READERS, READERS)
    assert len(sending.box.copies) == READERS
    assert owner.execute(TAKEN).fetchone() == (0,)
    repeated = sum(copies - 1 for copies in sending.box.copies.values())
    kills = KILLS_WHILE_LAID + KILLS_WHILE_SENT
    sys.stdout.write(
        f"{READERS} người nhận bản tin, {kills} lần giết, mỗi người một thư; {repeated} bản lặp\n"
    )
