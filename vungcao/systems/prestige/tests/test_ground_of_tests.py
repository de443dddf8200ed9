"""The factories give what they promise: one recognised person in a village of a commune."""

import pytest

from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import UserFactory
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.tests.factories import TODAY, commune, law, recognised, village

pytestmark = pytest.mark.django_db


def test_a_recognised_person_stands_in_the_register_of_the_day() -> None:
    with scoped(("/1/",)):
        law()
        made = recognised(village(commune()), UserFactory.create())

        assert list(Recognition.objects.in_force(TODAY)) == [made]
        assert (made.authority, made.slot) == ("commune", 1)
