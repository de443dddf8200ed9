"""The real units of Bắc Giang and Bắc Ninh through the reforms of 2025, as the data files tell."""

from datetime import date

import pytest

from vungcao.kernel.citations.models import State
from vungcao.kernel.units import queries
from vungcao.kernel.units.models import Hierarchy, Kind, Unit

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
