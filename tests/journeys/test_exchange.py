"""An administrator finds a letter that was given up, reads why, ticks it and passes over it."""

import pytest
from django.db import transaction

from tests.journeys.conftest import ON_A_DESK
from tests.journeys.walking import Walk
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar import clock
from vungcao.kernel.exchange import delivery, services
from vungcao.kernel.offers.outbox import Announcement

pytestmark = pytest.mark.journey


@pytest.mark.soak
@ON_A_DESK
def test_a_letter_that_was_given_up_is_passed_over(walk: Walk) -> None:
    with transaction.atomic():
        services.write([Announcement("letter", "tests.Row:1", "/1/", "sms")])
    delivery.deliver("sms", clock.now, system_account("exchange"))
    walk.sign_in("quan-tri")

    walk.open("/quan-tri/ket-noi/")
    walk.is_fit()
    walk.press("Tin nhắn SMS")
    walk.is_fit()
    walk.press("1 thư")
    walk.is_fit()
    walk.page.locator("tbody th a").first.click()
    walk.is_fit()
    walk.reads("Không biết soạn loại thư này")

    walk.page.go_back()
    walk.page.locator("input[name=pick]").first.check()
    walk.press("Bỏ qua")
    walk.reads("Bỏ qua 1 thư?")
    walk.is_fit()
    walk.press("Bỏ qua 1 thư")

    walk.reads("Đã bỏ qua 1 thư.")
    walk.is_fit()
    walk.open("/ket-noi/hop-thu/")
    walk.is_fit()
