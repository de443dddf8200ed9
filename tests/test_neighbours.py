"""An officer of a commune in what was Lục Ngạn gets at nothing of one in what was Sơn Động."""

from dataclasses import dataclass

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from vungcao.config import demo
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.files import services as files
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.files.registrations import OWN
from vungcao.kernel.notices.models import Notice
from vungcao.kernel.people.models import Person
from vungcao.kernel.scopes.queries import tables_with_policy
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.factories import (
    GrantFactory,
    PersonFactory,
    TallyFactory,
    VillageFactory,
)
from vungcao.kernel.tests.notices.telling import NOON
from vungcao.kernel.units.models import Tally, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@dataclass
class Neighbours:
    """What Vân Sơn holds, its officer, and the curious officer of xã Lục Ngạn."""

    place: Unit
    theirs: User
    curious: User
    person: Person
    file: StoredFile
    notice: Notice


@pytest.fixture
def neighbours(province: None) -> Neighbours:
    place, other = demo.commune(), demo.neighbour()
    theirs, curious = (
        GrantFactory.create(role=Role.COMMUNE_OFFICER, unit=unit).user for unit in (place, other)
    )
    with scoped(("/1/",), account=theirs.pk, door=Door.OFFICE):
        village = VillageFactory.create(parent=place)
        TallyFactory.create(unit=village)
        notice = Notice.objects.create(
            recipient=theirs,
            kind="units.reform_took_effect",
            subject="units.Reform:1",
            key="neighbours",
            details={"title": "Mẫu"},
            made_at=NOON,
        )
        return Neighbours(
            place,
            theirs,
            curious,
            PersonFactory.create(full_name="Nông Mẫu An", unit=village),
            files.store(content=b"rieng", name="rieng.txt", kind=OWN, unit=place, by=theirs),
            notice,
        )


def seen(table: str, column: str, value: object) -> int:
    with connection.cursor() as cursor:
        name = connection.ops.quote_name
        cursor.execute(
            f"select count(*) from {name(table)} where {name(column)} = %s", [str(value)]
        )
        return int(cursor.fetchone()[0])


def scoped_tables() -> list[str]:
    """Every guarded table with a scope."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name from information_schema.columns where column_name = 'scope'"
        )
        named = {row[0] for row in cursor.fetchall()}
    return sorted(
        table for table, guarded in tables_with_policy().items() if guarded and table in named
    )


def rows_there(place: Unit) -> dict[str, int]:
    """Rows under the commune, by table, as the running transaction sees them."""
    found = {}
    with connection.cursor() as cursor:
        for table in scoped_tables():
            name = connection.ops.quote_name(table)
            cursor.execute(f"select count(*) from {name} where scope like %s", [f"{place.scope}%"])
            found[table] = int(cursor.fetchone()[0])
    return {table: count for table, count in found.items() if count}


def test_raw_sql_shows_rows_to_their_own_officer_and_none_to_the_neighbour(
    neighbours: Neighbours,
) -> None:
    curious = neighbours.curious
    own = (demo.neighbour().scope,)
    with scoped((neighbours.place.scope,), account=neighbours.theirs.pk, door=Door.OFFICE):
        assert {"people_person", "units_tally"} <= rows_there(neighbours.place).keys()

    with scoped(own, account=curious.pk, door=Door.OFFICE):
        assert rows_there(neighbours.place) == {}
        assert seen("people_person", "id", neighbours.person.pk) == 0
        assert seen("files_storedfile", "id", neighbours.file.pk) == 0
        assert seen("notices_notice", "id", neighbours.notice.pk) == 0


def test_raw_sql_writes_nothing_there_either(neighbours: Neighbours) -> None:
    with scoped((demo.neighbour().scope,), account=neighbours.curious.pk, door=Door.OFFICE):
        with connection.cursor() as cursor:
            cursor.execute("update people_person set scope = scope")
            assert cursor.rowcount == 0
            cursor.execute("delete from units_tally")
            assert cursor.rowcount == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            TallyFactory.create(unit=neighbours.place)
    with scoped(("/1/",)):
        assert Tally.objects.filter(scope__startswith=neighbours.place.scope).exists()


def test_the_files_address_answers_as_if_there_were_none(
    client: Client, neighbours: Neighbours
) -> None:
    client.force_login(neighbours.curious)

    there = client.get(reverse("file", args=[neighbours.file.code]))
    nowhere = client.get(reverse("file", args=["a" * len(neighbours.file.code)]))

    assert there.status_code == nowhere.status_code == 404
    client.force_login(neighbours.theirs)
    assert client.get(reverse("file", args=[neighbours.file.code])).status_code == 200


def test_the_unit_page_is_open_and_its_counts_are_not(
    client: Client, neighbours: Neighbours
) -> None:
    address = reverse("administration:unit", args=[neighbours.place.pk])
    client.force_login(neighbours.curious)
    page = client.get(address)

    assert page.status_code == 200
    assert page.context["counts"] == []


def test_the_inbox_holds_nothing_of_the_neighbours(client: Client, neighbours: Neighbours) -> None:
    client.force_login(neighbours.curious)

    assert list(Notice.objects.filter(recipient=neighbours.curious)) == []
    assert client.get(reverse("notice-read", args=[neighbours.notice.code])).status_code in (
        404,
        405,
    )
    assert client.post(reverse("notice-read", args=[neighbours.notice.code])).status_code == 404


def test_trying_numbers_is_traced(client: Client, neighbours: Neighbours) -> None:
    client.force_login(neighbours.curious)
    for _ in range(3):
        client.get(reverse("file", args=[neighbours.file.code]))

    refused = Entry.objects.filter(action="access.refused", actor=neighbours.curious.username)
    assert refused.filter(subject__endswith="views.download").count() == 3
