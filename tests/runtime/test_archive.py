"""What is backed up comes back row by row; what was tampered with does not come back at all."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction

from tests import templates
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.services import record
from vungcao.runtime import archive, database_urls, dumps, env, keys, manifest
from vungcao.runtime.env import PROJECT, Environment
from vungcao.runtime.manifest import BadArchive

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def environment(home: Path, database: str) -> Environment:
    app = database_urls.address(env.environment(), "app").of(database)
    places = {
        "DATABASE_URL": database_urls.url(app),
        "DATABASE_OWNER_URL": database_urls.url(templates.owner_address(database)),
    }
    return env.read({"VUNGCAO_HOME": str(home), **places})


def audited(subject: str) -> None:
    with transaction.atomic():
        record(by=User(username="kiem-thu"), action="tests.tried", subject=subject)


def print_of_rows(database: str) -> dict[str, str]:
    """One line per table of a database, made by the database itself."""
    with psycopg.connect(templates.owner_address(database).conninfo()) as at:
        names = at.execute(
            "select tablename from pg_tables where schemaname = 'public' order by 1"
        ).fetchall()
        query = "select count(*) || md5(coalesce(string_agg(t::text, '' order by t::text), ''))"
        found = {name: at.execute(f"{query} from {name} t").fetchone() for (name,) in names}
    return {name: str(row) for name, row in found.items()}


def rights(database: str) -> list[tuple[object, ...]]:
    """What the application may do with each table, and which tables have a fence."""
    query = (
        # What nobody has changed and what was taken back again are written down differently.
        "select relname, coalesce(relacl, acldefault("
        " case relkind when 'S' then 's'::\"char\" else 'r' end, relowner))::text, relrowsecurity"
        " from pg_class"
        " where relnamespace = 'public'::regnamespace and relkind in ('r', 'S') order by 1"
    )
    with psycopg.connect(templates.owner_address(database).conninfo()) as at:
        return at.execute(query).fetchall()


@pytest.fixture
def here(tmp_path: Path) -> Environment:
    """A home with keys, a file and audited changes in the clone of this test."""
    made = environment(tmp_path / "home", str(connection.settings_dict["NAME"]))
    keys.make_missing(made)
    (made.home / "files/ab").mkdir(parents=True)
    (made.home / "files/ab/abcd").write_text("công văn")
    for number in range(20):
        audited(f"tests:{number}")
    return made


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Environment]:
    """Another home and a database without a table."""
    name = f"run_{os.getpid()}_empty"
    templates.clone("template1", name)
    yield environment(tmp_path / "other", name)
    templates.drop(name)


def test_every_row_right_and_file_comes_back(
    here: Environment, empty: Environment, tmp_path: Path
) -> None:
    archive.backup(here, tmp_path / "saved", AT)

    archive.restore(empty, tmp_path / "saved")

    before = str(connection.settings_dict["NAME"])
    after = database_urls.address(empty, "owner").name
    assert print_of_rows(after) == print_of_rows(before)
    assert rights(after) == rights(before)
    assert (empty.home / "files/ab/abcd").read_text() == "công văn"


def test_a_restored_home_has_an_intact_audit_chain(here: Environment, tmp_path: Path) -> None:
    archive.backup(here, tmp_path / "saved", AT)
    home = Path("/tmp") / f"vungcao-restored-{os.getpid()}"  # the server's account must get there
    given = {**os.environ, "VUNGCAO_HOME": str(home), "PYTHONPATH": str(PROJECT)}
    given.pop("DATABASE_URL")
    given.pop("DATABASE_OWNER_URL")
    command = [sys.executable, "-m", "vungcao.config.commands", "restore", str(tmp_path / "saved")]

    done = subprocess.run(command, env=given, cwd=PROJECT, capture_output=True, text=True)

    subprocess.run(["rm", "-rf", str(home)], check=True)
    assert done.returncode == 0, done.stderr
    assert "Nhật ký nguyên vẹn: 20 mục." in done.stdout
    assert f"{home}/keys/vault.json" in done.stdout


def test_keys_are_named_and_never_inside(here: Environment, tmp_path: Path) -> None:
    made = archive.backup(here, tmp_path / "saved", AT)

    secrets = [here.secret_key_file.read_bytes(), here.vault_keys_file.read_bytes()]
    written = [path.read_bytes() for path in (tmp_path / "saved").rglob("*") if path.is_file()]
    assert sorted(made.keys) == ["secret.key", "vault.json"]
    assert not [text for text in written for secret in secrets if secret in text]


def test_a_restore_names_the_keys_that_must_be_put_back(
    here: Environment, empty: Environment, tmp_path: Path
) -> None:
    archive.backup(here, tmp_path / "saved", AT)
    empty.secret_key_file.parent.mkdir(parents=True)
    empty.secret_key_file.write_bytes(here.secret_key_file.read_bytes())

    restored = archive.restore(empty, tmp_path / "saved")

    assert restored.missing_keys == [empty.vault_keys_file]


def test_what_is_committed_while_dumping_is_not_half_in(
    here: Environment, empty: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dump_late(owner: database_urls.Address, snapshot: str, to: Path) -> None:
        audited("tests:late")
        real(owner, snapshot, to)

    real = dumps.dump
    monkeypatch.setattr(dumps, "dump", dump_late)

    made = archive.backup(here, tmp_path / "saved", AT)

    archive.restore(empty, tmp_path / "saved")
    assert made.tables["public.audit_entry"] == made.tables["public.audit_link"] == 20


@pytest.mark.parametrize("name", [archive.DUMP, "files/ab/abcd"])
def test_a_changed_file_is_refused_before_anything_is_written(
    name: str, here: Environment, empty: Environment, tmp_path: Path
) -> None:
    archive.backup(here, tmp_path / "saved", AT)
    file = tmp_path / "saved" / name
    file.write_bytes(file.read_bytes()[:-1] + b"!")

    with pytest.raises(BadArchive, match="không còn nguyên vẹn"):
        archive.restore(empty, tmp_path / "saved")

    assert print_of_rows(database_urls.address(empty, "owner").name) == {}
    assert not (empty.home / "files").exists()


def test_a_file_that_was_added_or_taken_away_is_refused(here: Environment, tmp_path: Path) -> None:
    archive.backup(here, tmp_path / "saved", AT)
    (tmp_path / "saved/files/ab/more").write_text("x")
    with pytest.raises(BadArchive, match="more"):
        manifest.read(tmp_path / "saved")

    (tmp_path / "saved/files/ab/more").unlink()
    (tmp_path / "saved/files/ab/abcd").unlink()
    with pytest.raises(BadArchive, match="abcd"):
        manifest.read(tmp_path / "saved")


def test_a_database_in_use_is_not_overwritten(here: Environment, tmp_path: Path) -> None:
    archive.backup(here, tmp_path / "saved", AT)

    with pytest.raises(archive.NotEmpty, match="không trống"):
        archive.restore(here, tmp_path / "saved")


def test_rows_that_went_missing_are_noticed(
    here: Environment, empty: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.backup(here, tmp_path / "saved", AT)
    place = database_urls.address(empty, "owner").conninfo()

    def restore_badly(owner: database_urls.Address, source: Path) -> None:
        real(owner, source)
        with psycopg.connect(place) as at:
            at.execute("truncate django_migrations")

    real = dumps.restore
    monkeypatch.setattr(dumps, "restore", restore_badly)

    with pytest.raises(archive.RowsDiffer, match="django_migrations"):
        archive.restore(empty, tmp_path / "saved")


def test_a_failing_backup_leaves_nothing(
    here: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(folder: Path) -> dict[str, str]:
        raise OSError("đĩa đầy")

    monkeypatch.setattr(manifest, "prints", fail)

    with pytest.raises(OSError, match="đĩa đầy"):
        archive.backup(here, tmp_path / "saved", AT)

    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_backup_does_not_write_over_another(here: Environment, tmp_path: Path) -> None:
    archive.backup(here, tmp_path / "saved", AT)

    with pytest.raises(archive.NotEmpty, match="đã có nội dung"):
        archive.backup(here, tmp_path / "saved", AT)
