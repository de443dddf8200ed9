"""Refusals on the screen: who was refused how often, by day."""

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.calendar import clock
from vungcao.systems.administration.queries.grants import refused_on
from vungcao.systems.administration.tests.factories import officer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SCREEN = reverse("administration:refusals")


@pytest.fixture
def refused(client: Client) -> None:
    """A commune officer tries a screen that is closed and two numbers that are not theirs."""
    client.force_login(officer(Role.COMMUNE_OFFICER))
    client.get(SCREEN)
    for pk in (999_999_998, 999_999_999):
        client.get(reverse("administration:unit", args=[pk]))


@pytest.mark.usefixtures("refused")
def test_who_tried_is_listed_with_how_often_and_where(client: Client) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))

    page = client.get(SCREEN, {"day": "01/01/2020"}).content.decode()

    assert "canbo-xa" in page
    assert Entry.objects.filter(actor="canbo-xa", action="access.refused").count() == 3
    assert "asked" in Entry.objects.filter(action="access.refused").latest("pk").body


@pytest.mark.usefixtures("refused")
def test_the_tile_counts_accounts_of_the_day() -> None:
    day = Entry.objects.latest("pk").at.date()

    assert refused_on((), day) == 1
    assert refused_on((), clock.today().replace(year=2099)) == 0


def test_nobody_else_opens_it(client: Client) -> None:
    client.force_login(officer(Role.SPECIALIST))

    assert client.get(SCREEN).status_code == 403
