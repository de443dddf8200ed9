"""The register given away imports again unchanged, whoever stands in it."""

from collections.abc import Iterator
from datetime import date

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.rules.columns import COLUMNS, EXPORTED
from vungcao.systems.prestige.services.ending import Ending, withdraw
from vungcao.systems.prestige.services.exporting import export_register
from vungcao.systems.prestige.services.profiles import Profile
from vungcao.systems.prestige.tests import lists
from vungcao.systems.prestige.tests.factories import (
    TODAY,
    commune,
    cycle,
    decided,
    law,
    officer,
    recognised,
)
from vungcao.systems.prestige.tests.lists import enter, look
from vungcao.web.exports import sheets

pytestmark = pytest.mark.django_db
HEADS = [COLUMNS[name].label for name in EXPORTED]


def given(by: User, day: date = TODAY, *, with_ended: bool = True) -> list[list[object]]:
    return export_register(day=day, with_ended=with_ended, by=by)


def written(rows: list[list[object]]) -> bytes:
    return b"".join(sheets.written(HEADS, rows))


@pytest.fixture
def officer_(db: None) -> Iterator[User]:
    """Three in the register: with a year of birth alone, with two components, gone early."""
    law()
    cycle()
    lists.groups()
    here = commune()
    by = officer(Role.COMMUNE_OFFICER, here)
    by.reach = (here.scope,)
    with scoped(("/1/",)):
        one, two, three = lists.villages(here, 3, by)
    with scoped(by.reach):
        recognised(one, by, full_name="Lý Mẫu An", birth="1950")
        two_groups = Profile(("02", "11"), "Đại học", "=1+1")
        recognised(two, by, full_name="Bàn Mẫu Cúc", birth="5/6/1958", profile=two_groups)
        gone = recognised(three, by, full_name="Vi Mẫu Hà", birth="6/1960")
        withdraw(
            recognition=gone,
            ending=Ending(date(2026, 6, 1), "death"),
            decided=decided(here, date(2026, 5, 20), "09/QĐ-MAU"),
            today=TODAY,
            by=by,
        )
        yield by


def test_a_register_given_away_and_brought_back_changes_nothing(officer_: User) -> None:
    rows = given(officer_)
    before = list(Recognition.objects.order_by("pk").values())

    done = enter(written(rows), officer_)

    assert (done.unchanged, done.new, done.changed, done.faults) == (3, 0, (), ())
    assert list(Recognition.objects.order_by("pk").values()) == before
    assert not Entry.objects.filter(action="prestige.imported").exists()


def test_it_is_known_without_its_keys_as_well(officer_: User) -> None:
    rows = [[None, *row[1:]] for row in given(officer_)]

    assert look(written(rows), officer_).unchanged == 3


def test_one_cell_that_was_corrected_is_one_change(officer_: User) -> None:
    rows = given(officer_)
    rows[0][EXPORTED.index("occupation")] = "Hưu trí"

    seen = look(written(rows), officer_)

    assert (len(seen.changed), seen.unchanged) == (1, 2)


def test_a_register_moved_to_a_place_that_knows_nobody_is_the_same(officer_: User) -> None:
    rows = [[None, *row[1:]] for row in given(officer_)]
    moved = [[*row] for row in rows]
    commune_ = EXPORTED.index("commune")
    with scoped(("/1/",)):
        there = commune("Mới")
        lists.villages(there, 3, officer_)
        officer_.reach = (there.scope,)
    for row in moved:
        row[commune_] = "Xã Mới"
        row[EXPORTED.index("issuer")] = row[EXPORTED.index("end_issuer")] = None

    with scoped(officer_.reach):
        done = enter(written(moved), officer_)
        again = [[None, *row[1:]] for row in given(officer_)]

    told = [name for name in EXPORTED if name not in ("commune", "issuer", "end_issuer")]
    assert (done.new, done.ended) == (3, 1)
    assert [[row[EXPORTED.index(name)] for name in told] for row in again] == [
        [row[EXPORTED.index(name)] for name in told] for row in rows
    ]


def test_it_says_who_was_on_the_list_of_a_day(officer_: User) -> None:
    names = EXPORTED.index("full_name")

    assert [row[names] for row in given(officer_, with_ended=False)] == ["Lý Mẫu An", "Bàn Mẫu Cúc"]
    assert len(given(officer_, date(2026, 5, 31), with_ended=False)) == 3


def test_giving_away_is_in_the_trail_by_counts_and_with_its_purpose(officer_: User) -> None:
    given(officer_)

    told = Entry.objects.get(action="prestige.exported").body
    opened = Entry.objects.filter(action="people.read").latest("pk").body
    assert '"lines":3' in told
    assert "Mẫu" not in told
    assert '"purpose":"register"' in opened


def test_it_gives_nothing_of_the_commune_beside(officer_: User) -> None:
    with scoped(("/1/",)):
        beside: Unit = commune("Bên")
    officer_.reach = (beside.scope,)

    assert given(officer_) == []
