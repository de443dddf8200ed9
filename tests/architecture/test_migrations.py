"""Every migration can be undone, and doing it again gives the same database."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import models
from django.db.migrations import Migration, RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from tests import templates
from tests.architecture import tree
from vungcao.config import first_structure
from vungcao.runtime import database_urls

# As the owner, in a process of its own: there and back, or only there.
ZERO = """
import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader
django.setup()
loader = MigrationLoader(connection)
with_migrations = loader.migrated_apps
# Wagtail's way back deletes permissions by models of which half are gone; the tables go anyhow.
for migration in loader.disk_migrations.values():
    for operation in migration.operations:
        if migration.app_label.startswith("wagtail") and isinstance(operation, RunPython):
            operation.reverse_code = RunPython.noop
with connection.cursor() as cursor:  # of no use to columns that stood there before
    cursor.execute("delete from wagtailcore_grouppagepermission")
for app in apps.get_app_configs():
    if app.name.startswith("vungcao.") and app.label in with_migrations:
        call_command("migrate", app.label, "zero", verbosity=0)
"""
# One app on which no other depends, with a policy of its own.
ONE_ZERO = """
import django
from django.core.management import call_command
django.setup()
call_command("migrate", "notices", "zero", verbosity=0)
"""
BY_DJANGO = BACK = """
import django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
"""
SCHEMA = """
select 'column', table_name, column_name, data_type || is_nullable from information_schema.columns
    where table_schema = 'public'
union all select 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    from pg_constraint where connamespace = 'public'::regnamespace
union all select 'index', tablename, indexname, indexdef from pg_indexes where schemaname = 'public'
union all select 'policy', tablename, policyname, coalesce(qual, '') || coalesce(with_check, '')
    from pg_policies where schemaname = 'public'
union all select 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
    from pg_trigger where not tgisinternal
union all select 'function', proname, '', prosrc from pg_proc
    where pronamespace = 'public'::regnamespace and prolang <> 13 and prolang <> 12
union all select 'right', table_name, grantee, privilege_type
    from information_schema.role_table_grants where table_schema = 'public'
order by 1, 2, 3, 4
"""


def one_way(module: ast.AST) -> list[int]:
    """Lines of operations that nobody said how to undo."""
    return [
        call.lineno
        for call, name in tree.calls(module)
        if name in {"RunSQL", "RunPython"}
        and len(call.args) < 2
        and not {"reverse_sql", "reverse_code"} & {word.arg for word in call.keywords}
    ]


@pytest.fixture
def migrated() -> Iterator[str]:
    """A migrated database for one test."""
    clone = f"run_{os.getpid()}_undo"
    templates.clone(templates.migrated(), clone)
    yield clone
    templates.drop(clone)


def run(name: str, script: str) -> None:
    place = templates.owner_address(name)
    given = {
        "DATABASE_URL": database_urls.url(place),
        "DATABASE_OWNER_URL": database_urls.url(place),
        "VUNGCAO_DB_ROLE": "owner",
        "DJANGO_SETTINGS_MODULE": "vungcao.config.settings",
        "PYTHONPATH": str(tree.PROJECT),
    }
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=os.environ | given, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def schema(name: str) -> list[tuple[str, ...]]:
    with psycopg.connect(templates.owner_address(name).conninfo()) as connection:
        return connection.execute(SCHEMA).fetchall()


def ours() -> set[str]:
    return {
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith("vungcao.") and model._meta.managed
    }


@pytest.mark.slow
def test_the_tables_of_an_app_go_and_come_back_as_they_were(migrated: str) -> None:
    before = schema(migrated)

    run(migrated, ONE_ZERO)
    left = schema(migrated)
    run(migrated, BACK)

    gone = {row[1] for row in before if row[0] == "column"} - {row[1] for row in left}
    assert gone == {table for table in ours() if table.startswith("notices_")}
    assert {row[1] for row in left if row[0] == "policy"} & gone == set()
    assert {row[1] for row in before if row[0] == "policy"} & gone != set()
    assert schema(migrated) == before


@pytest.mark.soak
def test_all_tables_go_and_come_back_as_they_were(migrated: str) -> None:
    before = schema(migrated)

    run(migrated, ZERO)
    left = schema(migrated)
    run(migrated, BACK)

    assert {row[1] for row in left} & ours() == set()
    assert "policy" not in {row[0] for row in left}
    assert [row for row in left if row[0] == "function" and "procrastinate" not in row[1]] == []
    assert schema(migrated) == before


@pytest.mark.soak
def test_the_first_structure_is_the_one_that_django_makes(migrated: str) -> None:
    whole = f"run_{os.getpid()}_django"
    templates.clone("template1", whole)
    try:
        run(whole, BY_DJANGO)

        assert schema(whole) == schema(migrated)
    finally:
        templates.drop(whole)


def model(name: str, **fields: models.Field[Any, Any]) -> ModelState:
    return ModelState("mau", name, [("id", models.BigAutoField(primary_key=True)), *fields.items()])


def test_a_model_added_to_those_that_stand_is_known_to_those_it_points_at() -> None:
    state = ProjectState()
    first_structure.add_model(state, model("Household"))
    made = state.apps.get_model("mau", "Household")
    earlier = state.clone()

    link: models.ForeignKey[Any, Any] = models.ForeignKey(
        "mau.Household", models.CASCADE, related_name="persons"
    )
    first_structure.add_model(state, model("Person", household=link))

    assert state.apps.get_model("mau", "Household") is made  # not drawn again
    assert [one.name for one in made._meta.related_objects] == ["persons"]
    person = state.apps.get_model("mau", "Person")
    assert person._meta.get_field("household").related_model is made
    assert ("mau", "person") not in earlier.models


def irreversible(migrations: Iterable[Migration]) -> list[str]:
    """Operations that Django would refuse to undo."""
    return [
        f"{migration.app_label}.{migration.name}: {operation.describe()}"
        for migration in migrations
        for operation in migration.operations
        if not operation.reversible
    ]


def test_every_operation_of_every_migration_of_ours_can_be_undone() -> None:
    labels = {app.label for app in apps.get_app_configs() if app.name.startswith("vungcao.")}
    found = MigrationLoader(None).disk_migrations.values()
    own = [migration for migration in found if migration.app_label in labels]

    assert len(own) > 15
    assert irreversible(own) == []


def test_an_operation_that_cannot_be_undone_is_named() -> None:
    class Bad(Migration):
        operations = [RunSQL("select 1"), RunSQL("select 1", RunSQL.noop)]

    assert irreversible([Bad("0009_mau", "mau")]) == ["mau.0009_mau: Raw SQL operation"]


def test_every_operation_by_hand_says_how_to_undo_it() -> None:
    wrong = [
        f"{tree.name(path)}:{line}"
        for path in tree.files()
        if "migrations" in path.parts and path.suffix == ".py"
        for line in one_way(tree.parsed(path))
    ]

    assert wrong == []


def test_the_rule_sees_what_cannot_be_undone() -> None:
    bad = "migrations.RunSQL('a')\nmigrations.RunSQL('a', 'b')\nmigrations.RunPython(f)\n"

    assert one_way(ast.parse(bad)) == [1, 3]
