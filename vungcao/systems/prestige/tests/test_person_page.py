"""The page of one recognised person: everything about them, logged, and for whom."""

import json
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.architecture.samples import cases
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.cases.models import Case
from vungcao.kernel.people import services as people
from vungcao.kernel.people.drafts import NewContact
from vungcao.kernel.people.models import Person, PersonContact, ResidenceKind
from vungcao.kernel.people.services import MergePlan
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import (
    Benefit,
    FieldReport,
    Level,
    Occasion,
    Recognition,
    ReportChannel,
    ReportKind,
    Visit,
    VisitState,
)
from vungcao.systems.prestige.services.ending import Ending, replace, void
from vungcao.systems.prestige.services.profiles import Profile
from vungcao.systems.prestige.services.recognising import NewRecognition
from vungcao.systems.prestige.tests.factories import (
    TODAY,
    commune,
    decided,
    law,
    officer,
    person,
    recognised,
    village,
)

pytestmark = pytest.mark.django_db
NATION = ("/1/",)
NAME = "Nông Mẫu An"


@pytest.fixture
def row() -> Recognition:
    """Somebody who was given two things, was visited, and reported once."""
    with scoped(NATION):
        law()
        home, by = commune(), UserFactory.create()
        telephone = NewContact(PersonContact.Kind.TELEPHONE, "0900000001")
        made = recognised(
            village(home),
            by,
            full_name=NAME,
            birth="5/6/1958",
            contacts=(telephone,),
            profile=Profile(("03", "11"), "Trung học cơ sở", "Nông nghiệp"),
        )
        _give(made, "tet_gift", date(2026, 2, 10), 500_000)
        _give(made, "newspaper", date(2026, 3, 1), None)
        _visit(made)
        _report(made, home, by)
    return made


def _given(row: Recognition) -> dict[str, object]:
    return {"recognition": row, "unit": row.unit, "scope": row.scope}


def _give(row: Recognition, kind: str, day: date, amount: int | None) -> None:
    Benefit.objects.create(
        **_given(row), kind=kind, level=Level.COMMUNE, granted_on=day, amount=amount, ceiling=amount
    )


def _visit(row: Recognition) -> None:
    Visit.objects.create(
        **_given(row),
        planned_on=date(2026, 2, 9),
        done_on=date(2026, 2, 10),
        state=VisitState.DONE,
        occasion=Occasion.TET,
        visitor="Uỷ ban nhân dân xã Mẫu",
    )


def _report(row: Recognition, home: Unit, by: User) -> None:
    case = Case.objects.get(**cases.case(home, by))
    FieldReport.objects.create(
        **_given(row),
        case=case,
        kind=ReportKind.WISH,
        channel=ReportChannel.MEETING,
        received_on=date(2026, 5, 4),
    )


def home_of(row: Recognition) -> Unit:
    return Unit.objects.get(pk=int(row.scope.strip("/").split("/")[-2]))


def page(client: Client, role: Role, row: Recognition) -> str:
    client.force_login(officer(role, home_of(row)))
    answer = client.get(reverse("prestige:person", args=[row.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_officer_reads_everything_about_a_person_in_one_place(
    client: Client, row: Recognition
) -> None:
    text = page(client, Role.COMMUNE_OFFICER, row)

    told = (
        NAME,
        "05/06/1958",
        'href="tel:0900000001"',
        "Già làng, Đảng viên",
        "Trung học cơ sở",
        "07/QĐ-MAU",
        "Được công nhận",
        "Quà Tết mẫu",
        "500.000 đồng",
        "hiện vật",
        "Đã thăm",
        f"MAU-{home_of(row).pk}",
        reverse("prestige:village", args=[row.unit_id]),
    )
    assert [words for words in told if words not in text] == []


def test_opening_a_page_is_one_entry_with_its_purpose_and_without_a_name(
    client: Client, row: Recognition
) -> None:
    page(client, Role.COMMUNE_OFFICER, row)

    (entry,) = Entry.objects.filter(action="people.read")
    said = json.loads(entry.body)
    assert (said["persons"], said["purpose"]) == ([row.person_id], "register")
    assert "Mẫu An" not in entry.body


def test_a_leader_reads_who_opened_the_record_and_an_officer_does_not(
    client: Client, row: Recognition
) -> None:
    assert "Ai đã mở hồ sơ" not in page(client, Role.COMMUNE_OFFICER, row)
    client.get(reverse("prestige:register"))

    text = page(client, Role.COMMUNE_LEADER, row)

    told = text.partition("Ai đã mở hồ sơ")[2]
    assert told.count(Role.COMMUNE_OFFICER.value) == 2
    assert told.count("riêng hồ sơ này") == 3  # a list of one is no list
    assert "lập và cập nhật danh sách quản lý" in told


def test_an_auditor_reads_and_finds_no_buttons(client: Client, row: Recognition) -> None:
    text = page(client, Role.AUDITOR, row)

    assert "Ai đã mở hồ sơ" in text
    assert "Việc với người này" not in text


def test_a_village_head_sees_neither_benefits_nor_reports(client: Client, row: Recognition) -> None:
    text = page(client, Role.VILLAGE_HEAD, row)

    assert NAME in text
    hidden = ("Chế độ đã hưởng", "Quà Tết mẫu", "Phản ánh", "Đã thăm", "Ai đã mở hồ sơ")
    assert [words for words in hidden if words in text] == []


def test_a_neighbouring_commune_gets_nothing_and_an_administrator_is_refused(
    client: Client, row: Recognition
) -> None:
    with scoped(NATION):
        neighbour = commune("Mẫu Bên")
    there = reverse("prestige:person", args=[row.pk])

    client.force_login(officer(Role.COMMUNE_OFFICER, neighbour))
    assert client.get(there).status_code == 404
    client.force_login(officer(Role.ADMINISTRATOR, home_of(row)))
    assert client.get(there).status_code == 403
    assert not Entry.objects.filter(action="people.read").exists()


def test_who_was_replaced_and_who_followed_lead_to_each_other(
    client: Client, row: Recognition
) -> None:
    with scoped(NATION):
        day, home = date(2026, 6, 1), home_of(row)
        following = NewRecognition(person(row.unit, full_name="Vi Mẫu Hà"), row.unit, day)
        after = replace(
            recognition=row,
            ending=Ending(day, "death"),
            new=following,
            decided=decided(home, day, "08/QĐ-MAU"),
            today=TODAY,
            by=UserFactory.create(),
        )

    before = page(client, Role.COMMUNE_OFFICER, row)
    assert reverse("prestige:person", args=[after.pk]) in before
    assert "Được thay thế" in before
    assert "Qua đời; Quyết định 08/QĐ-MAU." in before
    assert "Vi Mẫu Hà" not in before
    answer = client.get(reverse("prestige:person", args=[after.pk])).content.decode()
    assert reverse("prestige:person", args=[row.pk]) in answer


def test_the_dead_the_erased_and_the_void_are_shown_as_what_they_are(
    client: Client, row: Recognition
) -> None:
    with scoped(NATION):
        by = UserFactory.create()
        people.mark_deceased(person=row.person, died_on=date(2026, 9, 1), today=TODAY, by=by)
    dead = page(client, Role.COMMUNE_OFFICER, row)
    assert "đã mất" in dead
    assert "01/09/2026" in dead

    with scoped(NATION):
        Benefit.objects.update(is_void=True, void_reason="Ghi nhầm")
        void(recognition=row, reason="Ghi nhầm thôn", by=by)
        people.erase(person=row.person, now=datetime(2026, 11, 23, tzinfo=UTC), by=by)
    client.logout()
    gone = client
    gone.force_login(User.objects.get(username=Role.COMMUNE_OFFICER.value))
    text = gone.get(reverse("prestige:person", args=[row.pk])).content.decode()
    assert "Dữ liệu của người này đã xoá" in text
    assert "Ghi nhầm thôn" in text
    assert NAME not in text


def test_a_record_that_was_merged_shows_the_kept_one(client: Client, row: Recognition) -> None:
    with scoped(NATION):
        kept = person(row.unit, full_name="Nông Mẫu Ánh")
        merged = Person.objects.get(pk=row.person_id)
        people.merge(
            plan=MergePlan(kept=kept, merged=merged),
            now=datetime(2026, 11, 1, tzinfo=UTC),
            by=UserFactory.create(),
        )

    text = page(client, Role.COMMUNE_OFFICER, row)

    assert "Nông Mẫu Ánh" in text


def test_who_moved_away_keeps_their_history_here_without_a_name(
    client: Client, row: Recognition
) -> None:
    with scoped(NATION):
        people.move(
            person=row.person,
            to=village(commune("Mẫu Bên"), "mẫu 9"),
            kind=ResidenceKind.PERMANENT,
            moved_on=date(2026, 6, 1),
            by=UserFactory.create(),
        )

    text = page(client, Role.COMMUNE_OFFICER, row)

    assert "Hồ sơ đã chuyển khỏi địa bàn" in text
    assert "07/QĐ-MAU" in text
    assert NAME not in text


def test_a_page_costs_a_fixed_number_of_queries(
    client: Client, row: Recognition, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with scoped(NATION):
        for month in range(4, 11):
            _give(row, "newspaper", date(2026, month, 1), None)
    client.force_login(officer(Role.SPECIALIST, home_of(row)))

    with django_assert_max_num_queries(80):
        client.get(reverse("prestige:person", args=[row.pk]))
