"""Row-level security guards every table that docs/security.md does not excuse with a reason."""

import pytest

from vungcao.kernel.scopes.queries import tables_with_policy
from vungcao.runtime import open_tables

pytestmark = pytest.mark.django_db


def test_every_table_is_guarded_or_excused_with_a_reason() -> None:
    excused = open_tables.listed()
    open_ = [table for table, guarded in tables_with_policy().items() if not guarded]

    assert sorted(set(open_) - excused.keys()) == [], "neither guarded nor in docs/security.md"
    assert [table for table, reason in excused.items() if len(reason.split()) < 3] == []


def test_nothing_is_excused_that_is_guarded_or_gone() -> None:
    tables = tables_with_policy()

    assert [table for table in open_tables.listed() if tables.get(table, True)] == []


def test_a_table_with_a_scope_is_guarded_whatever_the_document_says() -> None:
    from django.apps import apps

    scoped = [
        model._meta.db_table
        for model in apps.get_models()
        if any(field.name == "scope" for field in model._meta.fields) and model._meta.managed
    ]
    tables = tables_with_policy()

    assert "access_grant" in scoped
    assert [table for table in scoped if not tables[table] and table not in PATHS_OF_THE_TREE] == []


# Their scopes say where a unit or a grant stands; a reach is computed from them, so that no reach
# could be there yet to read them by. They hold no figure and no person's data.
PATHS_OF_THE_TREE = {
    "access_grant",
    "organisations_organisation",
    "units_unit",
}
