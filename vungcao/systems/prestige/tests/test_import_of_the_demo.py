"""The register of the demo, with its reforms, leaves and comes back; names of any day lead home."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.services import scoped
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.rules.columns import COLUMNS, EXPORTED
from vungcao.systems.prestige.services.exporting import export_register
from vungcao.systems.prestige.services.reading import places_of
from vungcao.systems.prestige.tests.factories import TODAY
from vungcao.systems.prestige.tests.lists import look
from vungcao.web.exports import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADS = [COLUMNS[name].label for name in EXPORTED]


@pytest.fixture
def by(register: None) -> Iterator[User]:
    account = User.objects.get(username="chuyenvien")
    account.reach = ("/1/",)
    with scoped(account.reach):
        yield account


def at(row: list[object], name: str) -> object:
    return row[EXPORTED.index(name)]


def written(rows: list[list[object]]) -> bytes:
    return b"".join(sheets.written(HEADS, rows))


def test_the_whole_register_comes_back_unchanged(
    by: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(44):
        rows = export_register(day=TODAY, with_ended=True, by=by)

    with django_assert_max_num_queries(63):
        seen = look(written(rows), by)

    assert (seen.unchanged, seen.changed, seen.faults, seen.questions) == (
        Recognition.objects.standing().count(),
        (),
        (),
        (),
    )
    assert len(export_register(day=TODAY, with_ended=False, by=by)) == 522
    assert ("Huyện Sơn Động", "Uỷ ban nhân dân tỉnh Bắc Giang") in {
        (at(row, "district"), at(row, "issuer")) for row in rows
    }


def test_a_village_is_found_by_the_names_of_today_too(by: User) -> None:
    rows = export_register(day=TODAY, with_ended=True, by=by)
    old = [row for row in rows if at(row, "valid_from") == date(2023, 1, 20)][:60]
    held = Recognition.objects.in_bulk([int(str(at(row, "key"))[2:]) for row in old])
    now = places_of([held[int(str(at(row, "key"))[2:])] for row in old], TODAY)
    for row, place in zip(old, now, strict=True):
        row[0], row[EXPORTED.index("district")] = None, None
        row[EXPORTED.index("village")] = place.village
        row[EXPORTED.index("commune")] = place.commune

    seen = look(written(old), by)

    assert (seen.unchanged, seen.faults) == (60, ())
