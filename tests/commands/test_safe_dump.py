"""`vungcao safe-dump`: an archive that restores, and in which nobody is found any more."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction

from tests import templates
from vungcao.kernel.people import scrubbing as classes
from vungcao.kernel.people import services as people
from vungcao.kernel.people.drafts import NewContact, NewIdentifier
from vungcao.kernel.people.models import HouseholdMember
from vungcao.kernel.people.services import MergePlan
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import PersonFactory, UnitFactory, UserFactory
from vungcao.runtime import archive, database_urls, dumps, env, scrubbing
from vungcao.runtime.env import Environment
from vungcao.runtime.queries import row_counts

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
SECRETS = (
    "Nông Mẫu Khuất Xoá",
    "0900000987",
    "000000000987",
    "can-bo-co-ten",
    "Tên Thật",
    "MA-HO-THAT",
)


def environment(home: Path, database: str) -> Environment:
    """A home of the test's own on this test's server."""
    places = {
        "DATABASE_URL": database_urls.url(templates.owner_address(database)),
        "DATABASE_OWNER_URL": database_urls.url(templates.owner_address(database)),
    }
    return env.read({"VUNGCAO_HOME": str(home), **places})


def current() -> str:
    return str(connection.settings_dict["NAME"])


@pytest.fixture
def filled() -> None:
    """Persons with everything that is sealed, an officer with a name, and a session."""
    with scoped(("/1/",)):
        by = UserFactory.create(username="can-bo-co-ten", last_name="Tên Thật")
        by.set_password("mat-khau-that")
        by.save()
        unit = UnitFactory.create()
        kept, merged = (
            PersonFactory.create(
                full_name="Nông Mẫu Khuất Xoá",
                birth="1958",
                unit=unit,
                address="Nhà số 1",
                identifiers=(NewIdentifier("citizen_card", "000000000987"),),
                contacts=(NewContact("telephone", "0900000987"),),
                today=date(2026, 1, 5),
                by=by,
            )
            for _each in range(2)
        )
        plan = MergePlan(kept=kept, merged=merged, from_merged=frozenset({"address"}))
        people.merge(plan=plan, now=AT, by=by)
        other = PersonFactory.create(unit=unit, by=by)
        new = people.NewHousehold(unit, [(other, HouseholdMember.Relation.HEAD)], "MA-HO-THAT")
        people.open_household(new=new, valid_from=date(2026, 1, 5), by=by)
    session = SessionStore()
    session["_auth_user_id"] = str(by.pk)
    with transaction.atomic():
        session.save()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Environment]:
    name = f"run_{os.getpid()}_safe"
    templates.clone("template1", name)
    yield environment(tmp_path / "other", name)
    templates.drop(name)


def everything(database: str) -> str:
    """Every row of every table as text."""
    with psycopg.connect(templates.owner_address(database).conninfo()) as at:
        names = at.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        return "\n".join(
            str(
                at.execute(
                    f"select coalesce(string_agg(t::text, ' '), '') from {name} t"
                ).fetchone()
            )
            for (name,) in names
        )


@pytest.mark.usefixtures("filled")
def test_it_restores_and_nobody_is_found_in_it(empty: Environment, tmp_path: Path) -> None:
    before = everything(current())
    here = environment(tmp_path / "home", current())

    scrubbing.safe_dump(here, tmp_path / "safe", classes.plan(), AT)
    archive.restore(empty, tmp_path / "safe")

    said = everything(database_urls.address(empty, "owner").name)
    assert "can-bo-co-ten" in before  # the search finds what is there
    assert [text for text in SECRETS if text in said or text.encode().hex() in said] == []
    with psycopg.connect(database_urls.address(empty, "owner").conninfo()) as at:
        sealed = (
            "select count(*) from people_person where num_nonnulls(full_name, birth, address) > 0"
        )
        assert at.execute(sealed).fetchone() == (0,)
        assert at.execute(
            "select count(*) from vault_datakey where wrapped is not null"
        ).fetchone() == (0,)
        assert at.execute("select count(*) from accounts_user where password <> ''").fetchone() == (
            0,
        )
        assert at.execute("select count(*) from django_session").fetchone() == (0,)


@pytest.mark.usefixtures("filled")
def test_tables_that_stay_have_all_their_rows_and_dropped_ones_none(
    empty: Environment, tmp_path: Path
) -> None:
    with psycopg.connect(templates.owner_address(current()).conninfo()) as at:
        before = row_counts(at)
    plan = classes.plan()

    scrubbing.safe_dump(environment(tmp_path / "home", current()), tmp_path / "safe", plan, AT)
    archive.restore(empty, tmp_path / "safe")

    with psycopg.connect(database_urls.address(empty, "owner").conninfo()) as at:
        after = row_counts(at)
    dropped = {f"public.{table}" for table in plan.dropped}
    assert {name: count for name, count in after.items() if name not in dropped} == {
        name: count for name, count in before.items() if name not in dropped
    }
    assert {after[name] for name in dropped} == {0}


@pytest.mark.usefixtures("filled")
def test_triggers_and_the_original_are_as_they_were(empty: Environment, tmp_path: Path) -> None:
    before = everything(current())
    query = "select tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2"
    with psycopg.connect(templates.owner_address(current()).conninfo()) as at:
        triggers = at.execute(query).fetchall()

    scrubbing.safe_dump(environment(tmp_path / "h", current()), tmp_path / "s", classes.plan(), AT)
    archive.restore(empty, tmp_path / "s")

    with psycopg.connect(database_urls.address(empty, "owner").conninfo()) as at:
        assert at.execute(query).fetchall() == triggers
    assert everything(current()) == before


def test_a_failing_dump_leaves_neither_folder_nor_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise dumps.DumpFailed("đĩa đầy")

    monkeypatch.setattr(dumps, "restore", fail)

    with pytest.raises(dumps.DumpFailed):
        scrubbing.safe_dump(
            environment(tmp_path / "home", current()), tmp_path / "safe", classes.plan(), AT
        )

    assert [path.name for path in tmp_path.iterdir()] == []
    with templates.server() as at:
        query = "select datname from pg_database where datname like %s"
        assert at.execute(query, [f"{current()}_safe_%"]).fetchall() == []


def test_an_existing_folder_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "safe").mkdir()
    (tmp_path / "safe/thu").write_text("x")

    with pytest.raises(archive.NotEmpty, match="đã có nội dung"):
        scrubbing.safe_dump(
            environment(tmp_path / "home", current()), tmp_path / "safe", classes.plan(), AT
        )


def test_the_command_says_what_it_left_out(tmp_path: Path) -> None:
    given = {
        **os.environ,
        "DATABASE_OWNER_URL": database_urls.url(templates.owner_address(current())),
    }
    given["DATABASE_URL"] = given["DATABASE_OWNER_URL"]
    command = [sys.executable, "-m", "vungcao.config.commands", "safe-dump", str(tmp_path / "s")]

    done = subprocess.run(command, env=given, cwd=env.PROJECT, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert "Không có giá trị cá nhân" in done.stdout
