"""The private server starts over whatever the last one left behind, and refuses what is not its."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.faults.product import command_line, wait_for
from vungcao.runtime import orphans
from vungcao.runtime.binaries import PostgresError
from vungcao.runtime.keys import database_passwords
from vungcao.runtime.lock import HomeInUse
from vungcao.runtime.postgres import Postgres

Make = Callable[[Path], Postgres]

pytestmark = [pytest.mark.fault, pytest.mark.slow]


@pytest.fixture
def make() -> Iterator[Make]:
    """Servers that do not outlive the test."""
    made: list[Postgres] = []

    def make_one(home: Path) -> Postgres:
        made.append(Postgres(home))
        return made[-1]

    yield make_one
    for server in made:
        server.stop()
        server.lock.release()


def test_what_happened_is_said(home: Path, make: Make) -> None:
    server = make(home)
    assert server.start() == "new"
    server.stop()
    assert server.start() == "started"
    os.kill(orphans.postmaster_pid(home / "pg") or 0, signal.SIGKILL)
    assert server.process is not None
    server.process.wait()

    assert server.start() in ("recovered", "replaced")

    server.stop()
    assert orphans.found(home / "pg") == []


def test_a_server_that_outlived_its_supervisor_is_replaced(home: Path, make: Make) -> None:
    first = make(home)
    first.start()
    first.lock.release()  # as if its process had gone
    second = make(home)

    assert second.start() == "replaced"

    assert first.has_died()


def test_two_servers_do_not_share_a_home(home: Path, make: Make) -> None:
    first = make(home)
    first.start()

    with pytest.raises(HomeInUse):
        make(home).start()


def test_data_of_another_major_version_is_refused_in_a_sentence(home: Path, make: Make) -> None:
    (home / "pg").mkdir()
    (home / "pg/PG_VERSION").write_text("17\n")

    with pytest.raises(PostgresError, match=r"do PostgreSQL 17 ghi, bản này dùng PostgreSQL 18"):
        make(home).start()


def test_a_folder_that_is_no_database_is_left_alone(home: Path, make: Make) -> None:
    (home / "pg").mkdir()
    (home / "pg/ghi-chu.txt").write_text("x")

    with pytest.raises(PostgresError, match="không phải là cơ sở dữ liệu"):
        make(home).start()

    assert (home / "pg/ghi-chu.txt").read_text() == "x"


def test_a_making_that_was_killed_half_way_begins_anew(home: Path, make: Make) -> None:
    (home / "pg.part").mkdir()
    (home / "pg.part/PG_VERSION").write_text("18\n")
    server = make(home)

    assert server.start() == "new"


def test_no_password_can_be_read_from_the_list_of_processes(home: Path, make: Make) -> None:
    server = make(home)
    server.start()
    assert server.process is not None

    line = command_line(server.process.pid)

    assert not [word for word in database_passwords(home).values() if word in line]


def test_nobody_enters_without_a_password(home: Path, make: Make) -> None:
    server = make(home)
    server.start()

    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=server.host, port=server.port, user="postgres", dbname="postgres")


def test_a_home_too_deep_for_a_socket_is_reached_by_a_port(home: Path, make: Make) -> None:
    deep = home / ("x" * 100)
    deep.mkdir()
    server = make(deep)
    server.start()

    with psycopg.connect(server.address().conninfo()) as connection:
        row = connection.execute("select 1").fetchone()

    assert row == (1,)
    assert server.host == "127.0.0.1"


def test_its_own_lock_file_is_never_removed_by_us(
    home: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = make(home)
    server.start()
    pid_file = home / "pg/postmaster.pid"
    os.kill(orphans.postmaster_pid(home / "pg") or 0, signal.SIGKILL)
    assert server.process is not None
    server.process.wait()
    wait_for(lambda: orphans.found(home / "pg") == [])
    written = pid_file.read_text()
    monkeypatch.setattr(server, "_spawn_until", lambda end: None)

    server.start()

    assert pid_file.read_text() == written
