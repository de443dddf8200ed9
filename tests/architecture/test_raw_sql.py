"""SQL stands where one looks for it: in queries, policies, migrations, and in the runtime."""

import ast
from pathlib import Path

from tests.architecture import tree

CALLS = ("cursor", "raw", "extra", "RawSQL", "RunSQL")


def may_hold_sql(path: Path) -> bool:
    return path.name in {"queries.py", "policies.py"} or "queries" in path.parts


def raw_sql(module: ast.AST) -> list[str]:
    return [f"{call.lineno} {name}" for call, name in tree.calls(module) if name in CALLS]


def drivers(module: ast.AST) -> list[str]:
    return [name for name in tree.imports(module) if name.partition(".")[0] == "psycopg"]


def test_raw_sql_stands_in_queries_and_policies_only() -> None:
    wrong = [
        f"{tree.name(path)}:{place}"
        for path in tree.modules()
        if not may_hold_sql(path) and not path.is_relative_to(tree.PACKAGE / "runtime")
        for place in raw_sql(tree.parsed(path))
    ]

    assert wrong == []


def may_know_the_driver(path: Path) -> bool:
    """The composer and the request know it by its errors and the state of its transactions."""
    at = path.relative_to(tree.PACKAGE).parts
    return at[0] in {"runtime", "config"} or at == ("web", "transactions.py") or may_hold_sql(path)


def test_only_the_runtime_speaks_to_the_driver_itself() -> None:
    wrong = [
        f"{tree.name(path)}: {name}"
        for path in tree.modules()
        if not may_know_the_driver(path)
        for name in drivers(tree.parsed(path))
    ]

    assert wrong == []


def test_the_rules_see_each_way_to_write_sql() -> None:
    bad = """
import psycopg
from psycopg import sql
connection.cursor()
Unit.objects.raw("select 1")
Unit.objects.extra(where=["1"])
RawSQL("select 1", [])
migrations.RunSQL("select 1")
"""
    module = ast.parse(bad)

    assert [place.split()[1] for place in raw_sql(module)] == [*CALLS[:3], *CALLS[3:]]
    assert drivers(module) == ["psycopg", "psycopg.sql"]
