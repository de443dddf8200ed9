"""Raw SQL as the application, on our own tables: nothing without a reach, its own with one."""

import pytest
from django.db import ProgrammingError, transaction

from vungcao.kernel.scopes.queries import tables_with_policy
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import NationFactory, ProvinceFactory, TallyFactory, UnitFactory
from vungcao.kernel.tests.scopes import scratch

pytestmark = pytest.mark.django_db

ALL = "select scope from units_tally order by scope"


@pytest.fixture
def places() -> dict[str, str]:
    """A count in two communes of one province and in one of another; their scopes by name."""
    nation = NationFactory.create()
    one = ProvinceFactory.create(parent=nation)
    other = ProvinceFactory.create(parent=nation)
    units = {
        "here": UnitFactory.create(parent=one),
        "beside": UnitFactory.create(parent=one),
        "far": UnitFactory.create(parent=other),
    }
    with scoped(("/1/",)):
        for unit in units.values():
            TallyFactory.create(unit=unit)
    scopes: dict[str, str] = {name: unit.scope for name, unit in units.items()}
    return scopes | {"province": one.scope}


def test_without_a_reach_no_guarded_table_shows_a_row(places: dict[str, str]) -> None:
    guarded = [table for table, is_guarded in tables_with_policy().items() if is_guarded]

    assert {"units_tally", "units_restatedtally"} <= set(guarded)
    # The index of search may not even be asked: functions alone read it (ADR 0034).
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        scratch.rows("select 1 from search_searchentry")
    guarded.remove("search_searchentry")
    assert [table for table in guarded if scratch.rows(f"select 1 from {table}")] == []


def test_with_a_reach_exactly_its_own_rows_are_seen(places: dict[str, str]) -> None:
    with scoped((places["here"],)):
        assert scratch.rows(ALL) == [places["here"]]
    with scoped((places["province"],)):
        assert scratch.rows(ALL) == sorted([places["here"], places["beside"]])
    with scoped((places["beside"], places["far"])):
        assert scratch.rows(ALL) == sorted([places["beside"], places["far"]])
    with scoped(("/1/",)):
        assert len(scratch.rows(ALL)) == 3


def test_a_count_cannot_be_moved_to_a_foreign_place(places: dict[str, str]) -> None:
    with scoped((places["here"],)):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            scratch.change("update units_tally set scope = %s", [places["far"]])
        assert scratch.change("delete from units_tally where scope = %s", [places["far"]]) == 0
