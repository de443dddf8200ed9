"""Every table of persons is fenced: raw SQL sees exactly what the reach allows."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import connection

from vungcao.kernel.people import services
from vungcao.kernel.people.drafts import NewContact, NewIdentifier
from vungcao.kernel.people.models import Consent, ConsentPurpose, HouseholdMember, PersonRole
from vungcao.kernel.people.services import MergePlan, NewHousehold
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.people.conftest import Place

NOW, DAY = datetime(2026, 11, 23, 8, tzinfo=UTC), date(2026, 1, 5)
TABLES = sorted(model._meta.db_table for model in apps.get_app_config("people").get_models())


@pytest.fixture
def filled(place: Place) -> Place:
    """A row in every table, all of one commune."""
    papers = (NewIdentifier("citizen_card", "000000000001"),)
    person = place.person(identifiers=papers, contacts=(NewContact("telephone", "0900000001"),))
    other = place.person(address="Nhà số 1")
    services.merge(
        plan=MergePlan(kept=person, merged=other, from_merged=frozenset({"address"})),
        now=NOW,
        by=place.by,
    )
    member = (person, HouseholdMember.Relation.HEAD)
    services.open_household(
        new=NewHousehold(unit=place.village, members=[member]), valid_from=DAY, by=place.by
    )
    services.assign_role(
        person=person,
        role=PersonRole.Role.CLAN_HEAD,
        place=place.village,
        valid_from=DAY,
        by=place.by,
    )
    services.give_consent(
        person=person,
        purpose=ConsentPurpose.SURVEY,
        way=Consent.Way.SPOKEN,
        now=NOW,
        by=place.by,
    )
    return place


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_seen_within_reach_only(table: str, filled: Place) -> None:
    with scoped((filled.north.scope,)):
        assert count(table) > 0
    with scoped((filled.south.scope,)):
        assert count(table) == 0
    with scoped(()):
        assert count(table) == 0
