"""Practice: a database, keys and files of its own; put back by cloning; refused with a sentence."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from vungcao.runtime import database_urls, practice, processes
from vungcao.runtime.env import PROJECT, WrongVariable, environment, read

pytestmark = pytest.mark.slow


def test_it_lives_beside_the_province_with_keys_and_files_of_its_own(tmp_path: Path) -> None:
    here = replace(environment(), home=tmp_path, mode="production", smtp_url="smtp://out:25")
    inside = practice.inside(here)

    assert database_urls.address(inside, "app").name.endswith("_practice")
    assert database_urls.address(inside, "app").name != database_urls.address(here, "app").name
    assert inside.is_demo
    assert (inside.smtp_url, inside.second_factor) == ("", ())
    assert inside.vault_keys_file != here.vault_keys_file
    assert inside.files_url != here.files_url


def test_the_variables_say_the_same_as_the_environment(tmp_path: Path) -> None:
    given = practice.surroundings(replace(environment(), home=tmp_path))

    again = read({**given, "VUNGCAO_HOME": str(tmp_path)})

    assert again.practice == "class"
    assert again.smtp_url == ""
    assert again.vault_keys_file == tmp_path / "practice/keys/vault.json"


def test_another_kind_of_practice_is_refused() -> None:
    with pytest.raises(WrongVariable, match="VUNGCAO_PRACTICE"):
        read({"VUNGCAO_PRACTICE": "yes"})


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_build_that_failed_is_not_taken_for_one_that_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practice, "BUILDER", ("-c", "raise SystemExit('Thiếu chỗ mẫu')"))
    keeper = practice.Keeper(replace(environment(), home=tmp_path), [])
    practice.ask(tmp_path, practice.ON)
    keeper.each_round()
    (builder,) = keeper.own()
    assert practice.state(tmp_path).name == "building"

    wait_until(lambda: not processes.is_alive(builder))
    processes.reap(keeper.own())  # as the supervisor does before it asks the keeper
    keeper.each_round()

    assert practice.state(tmp_path).name == "failed"
    assert "Thiếu chỗ mẫu" in practice.state(tmp_path).fault
    assert keeper.own() == set()


def test_an_orderly_stop_ends_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(practice, "BUILDER", ("-c", "import time; time.sleep(600)"))
    keeper = practice.Keeper(replace(environment(), home=tmp_path), [])
    practice.ask(tmp_path, practice.ON)
    keeper.each_round()
    (builder,) = keeper.own()

    keeper.close()

    assert not processes.is_alive(builder)


SUPERVISOR = """
import sys, time
from dataclasses import replace
from pathlib import Path
from vungcao.runtime import practice
from vungcao.runtime.env import environment

practice.BUILDER = ("-c", "import time; time.sleep(600)")
home = Path(sys.argv[1])
practice.ask(home, practice.ON)
keeper = practice.Keeper(replace(environment(), home=home), [])
keeper.each_round()
print(*keeper.own(), flush=True)
time.sleep(600)
"""


def test_the_builder_dies_with_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(tmp_path)],
        cwd=PROJECT,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
    )
    assert supervisor.stdout is not None
    builder = int(supervisor.stdout.readline())
    assert processes.is_alive(builder)

    supervisor.send_signal(signal.SIGKILL)
    supervisor.communicate()

    wait_until(lambda: not processes.is_alive(builder))


def test_an_owner_who_may_not_make_databases_is_told_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        practice, "_server", lambda here: database_urls.address(replace(here, practice=""), "app")
    )

    with pytest.raises(practice.NoSecondDatabase, match="CREATEDB"):
        practice.make_original(replace(environment(), home=tmp_path))


@pytest.mark.django_db
def test_what_the_class_did_is_gone_after_a_reset(tmp_path: Path) -> None:
    here = replace(environment(), home=tmp_path)
    try:
        practice.make_original(here)
        practice.reset(here)
        place = database_urls.address(practice.inside(here), "owner")
        with psycopg.connect(place.conninfo(), autocommit=True) as server:
            server.execute("create table scribble (id int)")

        seconds = practice.reset(here)

        with psycopg.connect(place.conninfo()) as server:
            assert server.execute("select to_regclass('scribble')").fetchone() == (None,)
        assert seconds < 60
    finally:
        practice.remove(here)


def test_a_wish_is_remembered_and_resets_are_counted(tmp_path: Path) -> None:
    assert practice.state(tmp_path).name == practice.OFF

    practice.ask(tmp_path, practice.ON)
    practice.ask(tmp_path, practice.ON, reset=True)

    assert '"resets": 1' in (practice.within(tmp_path) / "wanted.json").read_text()
