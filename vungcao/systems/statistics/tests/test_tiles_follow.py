"""The leader's desk follows what was just decided: nothing of it is kept from before."""

import re
from time import process_time

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.systems.statistics.models import Stage, Submission
from vungcao.systems.statistics.tests.factories import (
    NOW,
    answer,
    campaign,
    commune,
    everywhere,
    officer,
    province,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("province")]
WAITING = re.compile(r"Báo cáo số liệu chờ tiếp nhận</[^>]+>\s*<[^>]+>\s*(?:<[^>]+>\s*)?([0-9.]+)")


def certified() -> Submission:
    """An answer that waits for the Sở."""
    with everywhere() as keeper:
        row = answer(campaign(keeper))
        row.author = officer("can-bo", Role.COMMUNE_OFFICER, commune())
        row.certifier = officer("lanh-dao", Role.COMMUNE_LEADER, commune())
        row.stage, row.submitted_at, row.certified_at = Stage.CERTIFIED, NOW, NOW
        row.save()
        officer("chuyen-vien", Role.SPECIALIST, province())
        officer("lanh-dao-so", Role.DEPARTMENT_LEADER, province())
        return row


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def tile(leader: Client) -> str:
    response = leader.get(reverse("home"))
    assert "max-age" not in response.headers.get("Cache-Control", "")
    found = WAITING.search(response.content.decode())
    assert found is not None
    return found[1]


def test_the_leader_s_tile_changes_with_the_next_look_within_a_second_of_acceptance() -> None:
    row = certified()
    leader, specialist = signed_in("lanh-dao-so"), signed_in("chuyen-vien")
    before = tile(leader)
    address = reverse("statistics:accept", args=[row.pk])
    accepted = specialist.post(address, {"seen": row.version})

    began = process_time()  # other work of the machine is not ours
    after = tile(leader)
    taken = process_time() - began

    assert accepted.status_code == 302
    assert (before, after) == ("1", "0")
    assert taken < 1
