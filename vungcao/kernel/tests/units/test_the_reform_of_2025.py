"""The real units of Bắc Giang and Bắc Ninh through the reforms of 2025, as the data files tell."""

from datetime import date
from fractions import Fraction
from unittest.mock import ANY

import pytest
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.citations.models import State
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import CitationFactory, UserFactory
from vungcao.kernel.units import queries, services
from vungcao.kernel.units.models import NATION_SCOPE, Hierarchy, Kind, Unit
from vungcao.kernel.units.queries import EventKind

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
LAST_OF_2024, FIRST_OF_2025 = date(2024, 12, 31), date(2025, 1, 1)


def coded(kind: Kind, code: str, day: date) -> Unit:
    found = queries.by_code("gso", kind, code, day)
    assert found is not None
    return found


@pytest.mark.usefixtures("province")
def test_313_communes_become_99_over_night() -> None:
    assert len(queries.as_of(BEFORE, kind=Kind.COMMUNE)) == 313
    assert len(queries.as_of(AFTER, kind=Kind.COMMUNE)) == 99
    assert queries.as_of(AFTER, kind=Kind.DISTRICT) == []


@pytest.mark.usefixtures("province")
def test_code_24_names_two_provinces_one_after_the_other() -> None:
    old, new = coded(Kind.PROVINCE, "24", BEFORE), coded(Kind.PROVINCE, "24", AFTER)

    assert [unit.name for unit in queries.on_day([old.pk], BEFORE)] == ["Tỉnh Bắc Giang"]
    assert [unit.name for unit in queries.on_day([new.pk], AFTER)] == ["Tỉnh Bắc Ninh"]
    assert old.pk != new.pk


@pytest.mark.usefixtures("province")
def test_code_07621_names_two_territories() -> None:
    old, new = coded(Kind.COMMUNE, "07621", BEFORE), coded(Kind.COMMUNE, "07621", AFTER)

    assert old.pk != new.pk
    assert old.scope == new.scope
    assert (old.valid_until, new.valid_from) == (AFTER, AFTER)


@pytest.mark.usefixtures("province")
def test_tuan_dao_keeps_its_identity_and_moves_from_its_district_to_the_province() -> None:
    unit = coded(Kind.COMMUNE, "07663", BEFORE)

    assert coded(Kind.COMMUNE, "07663", AFTER) == unit
    before = [above.name for above in queries.ancestors(unit, BEFORE)]
    assert before == ["Việt Nam", "Tỉnh Bắc Giang", "Huyện Sơn Động"]
    assert [above.name for above in queries.ancestors(unit, AFTER)] == ["Việt Nam", "Tỉnh Bắc Ninh"]


@pytest.mark.usefixtures("province")
def test_ten_communes_stand_under_luc_ngan_until_chu_is_made_of_them() -> None:
    luc_ngan = coded(Kind.DISTRICT, "219", LAST_OF_2024)
    chu = coded(Kind.DISTRICT, "224", FIRST_OF_2025)
    before = {unit.id for unit in queries.children(luc_ngan, LAST_OF_2024)}
    of_chu = {unit.id for unit in queries.children(chu, FIRST_OF_2025)}

    assert len(of_chu) == 10
    assert of_chu < before
    assert {unit.id for unit in queries.children(luc_ngan, FIRST_OF_2025)} == before - of_chu


@pytest.mark.usefixtures("province")
def test_what_held_before_2025_is_marked_as_unverified() -> None:
    assert {unit.state for unit in queries.as_of(LAST_OF_2024, kind=Kind.COMMUNE)} == {
        State.UNVERIFIED
    }
    made = [unit for unit in queries.as_of(AFTER, kind=Kind.COMMUNE) if unit.code != "07663"]
    assert {unit.state for unit in made} == {State.SEEN}


@pytest.mark.usefixtures("province")
def test_every_scope_leads_to_a_unit_that_lives_today(today: date) -> None:
    living = {unit.scope for unit in queries.as_of(today)}

    assert {unit.scope for unit in Unit.objects.all()} == living


@pytest.mark.usefixtures("province")
def test_todays_communes_still_know_their_former_district() -> None:
    chu = coded(Kind.DISTRICT, "224", BEFORE)
    former = queries.children(chu, AFTER, Hierarchy.FORMER_DISTRICT)

    assert {"Phường Chũ", "Phường Phượng Sơn"} <= {unit.name for unit in former}


@pytest.mark.usefixtures("province")
def test_van_son_of_today_has_van_son_and_huu_san_behind_it() -> None:
    unit = coded(Kind.COMMUNE, "07621", AFTER)

    behind = queries.predecessors(unit, BEFORE)

    assert [share.unit.name for share in behind] == ["Xã Hữu Sản", "Xã Vân Sơn"]
    assert {share.share for share in behind} == {Fraction(1)}
    assert [share.unit.id for share in queries.predecessors(unit, AFTER)] == [unit.pk]


@pytest.mark.usefixtures("province")
def test_an_old_commune_leads_to_the_one_that_took_it() -> None:
    old, new = coded(Kind.COMMUNE, "07624", BEFORE), coded(Kind.COMMUNE, "07621", AFTER)

    assert [share.unit.id for share in queries.successors(old, AFTER)] == [new.pk]
    assert [share.unit.id for share in queries.successors(old, BEFORE)] == [old.pk]


@pytest.mark.usefixtures("province")
def test_luc_ngan_went_on_with_a_part_when_chu_was_split_off() -> None:
    luc_ngan = coded(Kind.DISTRICT, "219", LAST_OF_2024)

    parts = queries.successors(luc_ngan, FIRST_OF_2025)

    assert [(part.unit.name, part.share) for part in parts] == [
        ("Huyện Lục Ngạn", Fraction(19, 29)),
        ("Thị xã Chũ", Fraction(10, 29)),
    ]


@pytest.mark.usefixtures("province")
def test_a_timeline_tells_what_happened_and_on_what_basis() -> None:
    moved = queries.timeline(coded(Kind.COMMUNE, "07663", AFTER))
    ended = queries.timeline(coded(Kind.COMMUNE, "07624", BEFORE))
    made = queries.timeline(coded(Kind.COMMUNE, "07621", AFTER))
    district = queries.timeline(coded(Kind.DISTRICT, "220", BEFORE))

    assert [(event.kind, event.text, event.basis.number) for event in moved[1:]] == [
        (EventKind.PLACED, "địa bàn huyện cũ: Huyện Sơn Động", ANY),
        (EventKind.MOVED, "Huyện Sơn Động → Tỉnh Bắc Ninh", "1658/NQ-UBTVQH15"),
    ]
    assert (ended[-1].kind, ended[-1].text) == (EventKind.ABOLISHED, "vào Xã Vân Sơn")
    assert made[0].kind == EventKind.ESTABLISHED
    assert made[0].text == "từ Xã Hữu Sản, Xã Vân Sơn"
    assert (district[-1].kind, district[-1].text) == (
        EventKind.ABOLISHED,
        "nơi nhận: Tỉnh Bắc Ninh",
    )


@pytest.mark.usefixtures("province")
def test_counts_restated_from_313_communes_to_99_lose_nothing() -> None:
    basis, by = CitationFactory.create(), UserFactory.create()
    old = Unit.objects.filter(pk__in=[u.id for u in queries.as_of(BEFORE, kind=Kind.COMMUNE)])
    with scoped((NATION_SCOPE,)):
        services.record_tallies(
            tallies=[
                services.NewTally("population", unit, LAST_OF_2024, 1000 + 7 * unit.pk, basis)
                for unit in old
            ],
            by=by,
        )

        then = queries.totals("population", LAST_OF_2024, kind=Kind.COMMUNE)
        now = queries.totals("population", LAST_OF_2024, as_of=AFTER, kind=Kind.COMMUNE)

    assert (len(then.rows), len(now.rows)) == (313, 99)
    assert then.total == now.total == sum(1000 + 7 * unit.pk for unit in old)
    assert not then.is_restated
    assert [reform.key for reform in now.reforms] == ["2025-07"]
    assert {row.unit.code: row.value for row in now.rows}["07621"] == sum(
        row.value for row in then.rows if row.unit.code in ("07621", "07624")
    )


@pytest.mark.usefixtures("province")
def test_former_names_are_found_without_tones_and_lead_to_today(today: date) -> None:
    hits = queries.search("huu san", today)

    assert [(hit.matched, hit.valid_until) for hit in hits] == [("Xã Hữu Sản", AFTER)]
    assert [unit.name for unit in hits[0].now] == ["Xã Vân Sơn"]
    assert {hit.matched for hit in queries.search("07621", today)} == {"07621"}
    assert queries.search("không có xã này", today) == []


@pytest.mark.usefixtures("province")
def test_a_code_finds_first_who_bears_it_on_the_day() -> None:
    before, after = queries.search("24", BEFORE), queries.search("24", AFTER)

    assert [hit.title for hit in before] == ["Tỉnh Bắc Giang", "Tỉnh Bắc Ninh"]
    assert [hit.is_later for hit in before] == [False, True]
    assert [hit.title for hit in after] == ["Tỉnh Bắc Ninh", "Tỉnh Bắc Giang"]
    assert [hit.is_former for hit in after] == [False, True]


@pytest.mark.usefixtures("province")
def test_a_day_is_read_in_a_fixed_number_of_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(6):
        queries.as_of(BEFORE)
    with django_assert_max_num_queries(24):
        queries.search("son", AFTER)
