"""One act: sources end, targets begin, and the succession can be walked in both directions."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.organisations import queries, services
from vungcao.kernel.organisations.models import (
    Organisation,
    OrganisationKind,
    OrganisationSuccession,
)
from vungcao.kernel.organisations.rules import misshapen
from vungcao.kernel.tests.organisations.world import ACT, FOUNDED, World

pytestmark = pytest.mark.django_db
EVE = date(2025, 6, 30)


@pytest.fixture
def world() -> World:
    return World()


def test_a_merger_ends_its_sources_and_founds_the_body_that_follows(world: World) -> None:
    one, other = world.founded("Ban mẫu"), world.founded("Phòng mẫu")
    change = world.change("merge", one, other, to=[world.new("Sở mẫu", valid_from=ACT)])

    rows = services.succeed(change=change, by=world.by)

    new = rows[0].target
    assert new is not None
    assert [row.receives_files for row in rows] == [True, True]
    assert queries.successors(one, ACT) == [new]
    assert queries.predecessors(new, EVE) == [one, other]
    assert [body.name for body in queries.as_of(EVE)] == ["Ban mẫu", "Phòng mẫu"]
    assert [body.name for body in queries.as_of(ACT)] == ["Sở mẫu"]
    assert Entry.objects.filter(action="organisations.succeeded").count() == 2


def test_successors_are_found_through_several_acts(world: World) -> None:
    first = world.founded("Ban mẫu")
    change = world.change("rename", first, to=[world.new("Sở mẫu", valid_from=ACT)])
    (row,) = services.succeed(change=change, by=world.by)
    assert row.target is not None
    later = date(2026, 1, 1)
    parts = [world.new(f"Sở mẫu {n}", valid_from=later) for n in (1, 2)]

    services.succeed(
        change=world.change("split", row.target, to=parts, effective_on=later), by=world.by
    )

    names = queries.called([body.pk for body in queries.successors(first, later)], later)
    assert sorted(names.values()) == ["Sở mẫu 1", "Sở mẫu 2"]
    assert queries.successors(first, EVE) == [first]
    assert queries.successors(first, ACT) == [row.target]


def test_who_passes_on_tasks_goes_on_and_has_no_successor(world: World) -> None:
    one, other = world.founded("Sở mẫu"), world.founded("Sở khác")

    services.succeed(change=world.change("transfer", one, to=[other]), by=world.by)

    one.refresh_from_db()
    assert one.valid_until is None
    assert queries.successors(one, ACT) == [one]
    assert queries.lines(other).count() == 1


def test_a_closed_body_ends_with_its_name_and_place(world: World) -> None:
    above = world.founded("Uỷ ban nhân dân tỉnh Mẫu")
    body = world.founded("Sở mẫu", parent=above)

    services.close(organisation=body, on=ACT, basis=world.basis, by=world.by)

    assert list(Organisation.objects.in_force(ACT)) == [above]
    assert body.names.get().valid_until == ACT
    assert body.above.get().valid_until == ACT
    assert OrganisationSuccession.objects.get().target is None
    assert queries.name(body, date(2026, 1, 1)) == "Sở mẫu"


def test_every_problem_is_said_at_once_and_nothing_is_half_done(world: World) -> None:
    gone = world.founded("Ban mẫu", valid_until=date(2025, 3, 1))
    late = world.founded("Ban muộn", valid_from=date(2025, 8, 1))
    change = world.change("merge", gone, late, late, to=[late], files_to=7)

    with pytest.raises(RuleBroken) as broken:
        services.succeed(change=change, by=world.by)

    said = str(broken.value)
    for part in ("hai lần", "vừa là", "Nơi nhận hồ sơ", "đã kết thúc từ ngày 01/03/2025"):
        assert part in said
    assert "chỉ có từ ngày 01/08/2025" in said
    assert OrganisationSuccession.objects.count() == 0


def test_a_new_body_begins_on_the_day_of_the_act(world: World) -> None:
    change = world.change("rename", world.founded("Ban mẫu"), to=[world.new("Sở mẫu")])

    with pytest.raises(RuleBroken, match="đúng ngày của văn bản"):
        services.succeed(change=change, by=world.by)

    assert Organisation.objects.count() == 1


@settings(max_examples=60)
@given(
    kind=st.sampled_from(["merge", "split", "rename", "transfer", "abolish"]),
    sources=st.integers(0, 4),
    targets=st.integers(0, 4),
)
def test_the_shape_of_an_act(kind: str, sources: int, targets: int) -> None:
    fits = {
        "merge": sources > 1 and targets == 1,
        "split": sources == 1 and targets > 1,
        "rename": (sources, targets) == (1, 1),
        "transfer": sources * targets > 0,
        "abolish": sources > 0,
    }[kind]

    assert (misshapen(kind, sources, targets) == []) is fits


def test_the_body_of_the_territory_answers_else_that_above_it(world: World) -> None:
    of_a = world.founded("UBND xã Mẫu A", world.a, kind=OrganisationKind.PEOPLES_COMMITTEE)
    above = world.founded("UBND tỉnh Mẫu", kind=OrganisationKind.PEOPLES_COMMITTEE)
    kind = OrganisationKind.PEOPLES_COMMITTEE

    assert queries.responsible(world.a, kind, ACT) == of_a
    assert queries.responsible(world.b, kind, ACT) == above
    assert queries.responsible(world.b, kind, date(2024, 1, 1)) is None
    assert queries.responsible(world.b, OrganisationKind.MINISTRY, FOUNDED) is None


def test_bodies_are_found_by_a_part_of_any_name_without_tones(world: World) -> None:
    body = world.founded("Sở Dân tộc mẫu", abbreviation="SDT", valid_from=FOUNDED)
    services.rename(
        organisation=body, text="Sở mẫu", valid_from=ACT, basis=world.basis, by=world.by
    )

    assert [found.name for found in queries.as_of(ACT, text="dan TOC")] == ["Sở mẫu"]
    assert [found.name for found in queries.as_of(ACT, text="sdt")] == ["Sở mẫu"]
    assert queries.as_of(ACT, text="ton giao") == []
    assert queries.as_of(ACT, under=(world.a.scope,)) == []
