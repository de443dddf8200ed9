"""Practice: a database, keys and files of its own; put back by cloning; refused with a sentence."""

from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from vungcao.runtime import database_urls, practice
from vungcao.runtime.env import WrongVariable, environment, read

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
