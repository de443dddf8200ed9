"""A class is put back by cloning aside; whatever fails leaves it as it was."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import psycopg
import pytest

from tests.runtime.class_room import build, names, place, province, run, tables
from vungcao.runtime import archive, practice
from vungcao.runtime import practice_databases as databases
from vungcao.runtime.env import Environment

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module")
def here() -> Iterator[Environment]:
    with province() as made:
        yield made


@pytest.fixture
def inner(here: Environment) -> Environment:
    """The class, freshly built."""
    build(here)
    return practice.inside(here)


def reset(here: Environment) -> float:
    with databases.alone(here) as server:
        return databases.reset(server, here)


def test_what_the_class_did_is_gone_after_a_reset_and_what_it_removed_is_back(
    here: Environment, inner: Environment
) -> None:
    run(place(inner), "create table scribble (id int); drop table lesson")
    (inner.home / "files/blob").unlink()
    (inner.home / "log").mkdir()

    seconds = reset(here)

    assert tables(place(inner)) == ["lesson"]
    assert [path.name for path in sorted(inner.home.iterdir())] == ["cache", "files"]
    assert (inner.home / "files/blob").exists()
    assert seconds < 60


def test_the_province_is_not_touched_and_the_application_may_enter_the_class(
    here: Environment, inner: Environment
) -> None:
    assert tables(place(here)) == ["kept"]
    rights = "select has_database_privilege(%s, current_database(), %s)"
    with psycopg.connect(place(inner).conninfo()) as at:
        assert at.execute(rights, ["vungcao_app", "connect"]).fetchone() == (True,)
        assert at.execute(rights, ["vungcao_app", "temp"]).fetchone() == (False,)


def test_whoever_is_in_the_class_does_not_hold_up_the_reset(
    here: Environment, inner: Environment
) -> None:
    with psycopg.connect(place(inner).conninfo()) as student:
        student.execute("select 1")

        reset(here)

        with pytest.raises(psycopg.OperationalError):
            student.execute("select 1")


def test_a_reset_that_fails_leaves_the_class_as_it_was(
    here: Environment, inner: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(place(inner), "create table scribble (id int)")
    no_space = psycopg.errors.DiskFull("no space left on device")
    monkeypatch.setattr(databases, "_create", raises(no_space))

    with pytest.raises(databases.NotBuilt, match="đĩa đã đầy"):
        reset(here)

    assert tables(place(inner)) == ["lesson", "scribble"]
    assert not inner.home.with_name("class.part").exists()


def test_a_disk_that_is_full_is_told_in_one_sentence(
    here: Environment, inner: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [("a", "b", "No space left"), ("c", "d", "No space left")]
    monkeypatch.setattr(shutil, "copytree", raises(shutil.Error(said)))

    with pytest.raises(databases.NotBuilt, match=r"đĩa đã đầy\. Máy chủ nói: No space left$"):
        reset(here)

    assert tables(place(inner)) == ["lesson"]


def raises(error: Exception) -> Callable[..., object]:
    def act(*arguments: object, **named: object) -> None:
        raise error

    return act


def test_a_reset_that_was_killed_halfway_is_made_good_by_the_next(
    here: Environment, inner: Environment
) -> None:
    run(place(here), f"create database {place(inner).name}_new")
    run(place(here), f"drop database {place(inner).name}")
    inner.home.rename(inner.home.with_name("class.part"))

    reset(here)

    assert tables(place(inner)) == ["lesson"]
    assert names(here) == [
        place(here).name + rest for rest in ("", "_practice", "_practice_original")
    ]


def test_only_one_builds_at_a_time(
    here: Environment, inner: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "PATIENCE", "50ms")

    with databases.alone(here), pytest.raises(databases.NotBuilt, match="lần dựng khác"):
        reset(here)


def test_an_owner_who_may_not_make_databases_is_told_the_command_and_nothing_is_made(
    here: Environment,
) -> None:
    databases.remove(here)
    unable = replace(here, database_owner_url=here.database_url)

    with pytest.raises(databases.NoSecondDatabase, match="alter role vungcao_app createdb;"):
        build(unable)

    assert names(here) == [place(here).name]
    assert not practice.inside(here, "original").home.exists()


def test_a_backup_beside_it_holds_the_province_alone_while_the_class_is_put_back(
    here: Environment, inner: Environment
) -> None:
    folder = here.home / "saved"
    with ThreadPoolExecutor(1) as pool:
        resets = [pool.submit(reset, here) for _ in range(3)]

        made = archive.backup(here, folder, datetime(2026, 11, 23, tzinfo=UTC))

        assert all(one.result() < 60 for one in resets)
    assert made.tables == {"public.kept": 0}
    assert sorted(path.name for path in folder.iterdir()) == ["database.dump", "manifest.json"]


def test_what_is_restored_knows_no_practice(here: Environment, inner: Environment) -> None:
    folder = here.home / "given"
    archive.backup(here, folder, datetime(2026, 11, 23, tzinfo=UTC))

    with province(table="", suffix="again") as empty:
        archive.restore(empty, folder)

        assert tables(place(empty)) == ["kept"]
        assert names(empty) == [place(empty).name]
        assert not practice.within(empty.home).exists()
