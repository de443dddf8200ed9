"""The page of a village: its slots and why, who holds them, which reform moved it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import CitationFactory
from vungcao.kernel.tests.units.world import DAY, World
from vungcao.kernel.units import services
from vungcao.kernel.units.models import Form, Kind, Reform, Unit
from vungcao.systems.prestige.models import RoundState, SelectionRound
from vungcao.systems.prestige.queries.moves import moves
from vungcao.systems.prestige.tests.factories import cycle, law, officer, recognised, village

pytestmark = pytest.mark.django_db
NATION = ("/1/",)
BEFORE = date(2025, 6, 1)


@pytest.fixture
def world() -> World:
    """A province with two districts of two communes, and the norms."""
    with scoped(NATION):
        law()
        return World()


def read(unit: Unit) -> Unit:
    return Unit.objects.get(pk=unit.pk)


def page(client: Client, role: Role, where: Unit, shown: Unit) -> str:
    client.force_login(officer(role, where))
    answer = client.get(reverse("prestige:village", args=[shown.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def merge_villages(world: World, *sources: Unit, into: Unit) -> tuple[Reform, Unit]:
    """A new village of several, from the day of the world's reforms on."""
    reform = world.draft()
    new = services.NewEstablishment(Kind.VILLAGE, Form.HAMLET, "mẫu Chung", into)
    made = services.add_establishment(reform=reform, new=new, by=world.by)
    for source in sources:
        services.add_succession(reform=reform, source=source, target=made, by=world.by)
    world.apply(reform)
    made.refresh_from_db()
    assert made.unit is not None
    return reform, read(made.unit)


def test_a_reform_of_the_commune_is_named_with_its_decision_and_both_sides(
    client: Client, world: World
) -> None:
    with scoped(NATION):
        place = village(world.a)
        reform = world.apply(world.merger(world.a, world.b))
        heir = Unit.objects.get(pk=int(read(place).scope.strip("/").split("/")[-2]))

    text = page(client, Role.SPECIALIST, read(world.province), place)

    told = text.partition('id="moves"')[2]
    assert "01/01/2026" in told
    assert reform.title in told
    assert "1/QĐ-MAU" in told
    assert "Xã Mẫu A, Huyện Đông Mẫu" in told
    assert "→ Xã Mẫu Mới, Huyện Đông Mẫu" in told
    assert reverse("administration:reform", args=[reform.pk]) in told
    client.logout()
    assert reverse("administration:reform", args=[reform.pk]) not in page(
        client, Role.COMMUNE_OFFICER, heir, place
    )


def test_a_village_that_moved_alone_and_one_that_nothing_moved(
    client: Client, world: World
) -> None:
    with scoped(NATION):
        moved, stays = village(world.a, "mẫu 1"), village(world.c, "mẫu 2")
        reform = world.draft()
        services.add_revision(
            reform=reform, unit=moved, changes=services.Changes(parent=world.b), by=world.by
        )
        world.apply(reform)

        (found,) = moves(read(moved))
        assert moves(read(stays)) == []

    assert found.before is not None
    assert found.before.above == "Xã Mẫu A, Huyện Đông Mẫu, Tỉnh Mẫu"
    assert found.after.above == "Xã Mẫu B, Huyện Đông Mẫu, Tỉnh Mẫu"
    text = page(client, Role.SPECIALIST, read(world.province), stays)
    assert "chưa có lần sắp xếp nào" in text


def test_a_merged_village_keeps_the_slots_of_its_parts_and_says_why(
    client: Client, world: World
) -> None:
    with scoped(NATION):
        first, second, third = (village(world.a, f"mẫu {nth}") for nth in (1, 2, 3))
        recognised(first, world.by, since=BEFORE, full_name="Nông Mẫu An")
        recognised(second, world.by, since=BEFORE, full_name="Vi Mẫu Hà")
        _reform, made = merge_villages(world, first, second, third, into=world.a)

    text = page(client, Role.COMMUNE_OFFICER, read(world.a), made)

    facts = text.partition('id="slots"')[2]
    assert "3 người" in facts
    assert "thôn do 3 thôn nhập lại giữ số người bằng số thôn trước sáp nhập" in facts
    assert "1 suất" in facts
    assert [f"Thôn mẫu {nth}" in facts for nth in (1, 2, 3)] == [True] * 3
    for name in ("Nông Mẫu An", "Vi Mẫu Hà", "Thôn khi công nhận"):
        assert name in text
    assert "Thôn mẫu 1, Thôn mẫu 2, Thôn mẫu 3 → Thôn mẫu Chung" in text


def test_a_village_that_has_ended_leads_to_the_one_that_took_it_over(
    client: Client, world: World
) -> None:
    with scoped(NATION):
        first, second = village(world.a, "mẫu 1"), village(world.a, "mẫu 2")
        recognised(first, world.by, since=BEFORE, full_name="Nông Mẫu An")
        recognised(second, world.by, since=BEFORE, full_name="Vi Mẫu Hà")
        _reform, made = merge_villages(world, first, second, into=world.a)

    text = page(client, Role.COMMUNE_OFFICER, read(world.a), read(first))

    assert "Thôn đã kết thúc ngày 01/01/2026" in text
    assert reverse("prestige:village", args=[made.pk]) in text
    assert "Nông Mẫu An" in text
    assert "Vi Mẫu Hà" not in text
    assert "Thôn mẫu 1 → Thôn mẫu Chung" in text


def test_before_the_norm_a_merged_village_has_one_person(client: Client, world: World) -> None:
    with scoped(NATION):
        from vungcao.kernel.norms.models import ParameterValue

        rows = ParameterValue.objects.filter(parameter__code="prestige.slots.merged")
        rows.update(value="false")
        parts = (village(world.a, "mẫu 1"), village(world.a, "mẫu 2"))
        _reform, made = merge_villages(world, *parts, into=world.a)

    facts = page(client, Role.COMMUNE_OFFICER, read(world.a), made).partition('id="slots"')[2]

    assert "1 người" in facts
    assert "mỗi thôn một người" in facts


def test_the_selections_of_a_village_are_listed(client: Client, world: World) -> None:
    with scoped(NATION):
        place = village(world.a)
        SelectionRound.objects.create(
            cycle=cycle(),
            unit=place,
            scope=place.scope,
            state=RoundState.OPEN,
            opened_on=date(2026, 10, 1),
        )

    text = page(client, Role.COMMUNE_OFFICER, read(world.a), place)

    assert "Các đợt bình chọn" in text
    assert "chờ họp thôn" in text


def test_a_neighbour_and_whoever_asks_for_a_commune_get_nothing(
    client: Client, world: World
) -> None:
    with scoped(NATION):
        place = village(world.a)
        there = reverse("prestige:village", args=[place.pk])

    client.force_login(officer(Role.COMMUNE_OFFICER, read(world.b)))
    assert client.get(there).status_code == 404
    assert client.get(reverse("prestige:village", args=[world.b.pk])).status_code == 404
    client.force_login(officer(Role.ADMINISTRATOR, read(world.province)))
    assert client.get(there).status_code == 403


def test_persons_cost_no_queries_of_their_own_and_a_reform_a_fixed_number(
    client: Client, world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with scoped(NATION):
        parts = [village(world.a, f"mẫu {nth}") for nth in range(1, 6)]
        for nth, part in enumerate(parts):
            recognised(part, world.by, since=BEFORE, full_name=f"Nông Mẫu {'ABCDE'[nth]}n")
        _reform, made = merge_villages(world, *parts, into=world.a)
        world.apply(world.merger(world.a, world.b, effective_on=date(2026, 3, 1)))
    client.force_login(officer(Role.SPECIALIST, read(world.province)))

    with django_assert_max_num_queries(108):
        client.get(reverse("prestige:village", args=[made.pk]))


def test_only_reforms_that_were_applied_count(world: World) -> None:
    with scoped(NATION):
        place = village(world.a)
        world.merger(world.a, world.b)
        CitationFactory.create()

        assert moves(read(place)) == []
        assert read(place).valid_from < DAY
