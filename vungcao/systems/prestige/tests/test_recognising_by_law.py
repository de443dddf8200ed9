"""Who decided when: the norms as they are loaded, from the province to the district to the commune.

Persons of a village that lies in Sơn Động until 2025-06-30 and in a commune of today since.
"""

import re
from dataclasses import dataclass
from datetime import date

import pytest

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import CitationFactory, UserFactory
from vungcao.kernel.units import queries, services
from vungcao.kernel.units.models import Form, Kind, Unit
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.services.deciding import Decided
from vungcao.systems.prestige.services.recognising import NewRecognition, recognise
from vungcao.systems.prestige.tests.factories import TODAY, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
LAST_OF_DISTRICTS = date(2025, 6, 30)
MERGED = date(2025, 7, 1)


@dataclass
class Levels:
    """A village and those above it on each side of the reform."""

    village: Unit
    province: Unit
    district: Unit
    commune: Unit
    far: Unit


def levels() -> Levels:
    district = queries.by_code(queries.GSO, Kind.DISTRICT, "220", LAST_OF_DISTRICTS)
    province = queries.by_code(queries.GSO, Kind.PROVINCE, "24", LAST_OF_DISTRICTS)
    far = queries.by_code(queries.GSO, Kind.DISTRICT, "219", LAST_OF_DISTRICTS)
    assert district is not None
    assert province is not None
    assert far is not None
    old = queries.as_of(LAST_OF_DISTRICTS, kind=Kind.COMMUNE, under=district)[0]
    before = Unit.objects.get(pk=old.id)
    commune = Unit.objects.get(pk=queries.successors(before, MERGED)[0].unit.id)
    new = services.NewUnit(
        kind=Kind.VILLAGE,
        form=Form.HAMLET,
        name="mẫu 1",
        parent=commune,
        basis=CitationFactory.create(),
        valid_from=date(2024, 12, 31),
        key="mau/tests",
        stood_under=(before, MERGED) if before != commune else None,
    )
    (village,) = services.open_units(units=[new], by=UserFactory.create())
    return Levels(village, province, district, commune, far)


def enter(where: Unit, village: Unit, day: date) -> Recognition:
    return recognise(
        new=NewRecognition(person(village), village, day),
        decided=Decided("07/QĐ-MAU", day, where, "Uỷ ban nhân dân mẫu"),
        today=TODAY,
        by=UserFactory.create(),
    )


@pytest.mark.parametrize(
    ("level", "day", "wanted"),
    [
        ("province", date(2024, 1, 14), ""),
        ("district", date(2024, 1, 14), "cấp tỉnh (12/2018/QĐ-TTg, chưa xác minh)"),
        ("province", date(2024, 1, 15), "cấp huyện (28/2023/QĐ-TTg)"),
        ("district", date(2024, 1, 15), ""),
        ("district", date(2025, 6, 30), ""),
        ("commune", date(2025, 7, 1), ""),
        ("district", date(2025, 7, 1), "cấp xã (124/2025/NĐ-CP)"),
        ("province", date(2025, 7, 1), "cấp xã (124/2025/NĐ-CP)"),
    ],
)
def test_only_the_level_of_the_day_may_decide(level: str, day: date, wanted: str) -> None:
    with scoped(("/1/",)):
        known = levels()
        where = getattr(known, level)

        if not wanted:
            assert enter(where, known.village, day).authority == level
            return
        with pytest.raises(RuleBroken, match=re.escape(wanted)):
            enter(where, known.village, day)


def test_another_district_did_not_decide_for_this_one() -> None:
    with scoped(("/1/",)):
        known = levels()

        with pytest.raises(RuleBroken, match="không quản lý thôn này vào ngày quyết định"):
            enter(known.far, known.village, date(2025, 3, 1))


def test_a_decision_of_the_former_district_holds_in_the_commune_of_today() -> None:
    with scoped(("/1/",)):
        known = levels()

        made = enter(known.district, known.village, date(2025, 3, 1))

        assert made in Recognition.objects.in_force(TODAY).under([known.commune.scope])
