"""Keys are made once, private, and never over a database that is in use."""

import base64
import json
import stat
from pathlib import Path

import pytest

from vungcao.runtime import env, keys
from vungcao.runtime.env import Environment


@pytest.fixture
def here(tmp_path: Path) -> Environment:
    return env.read({"VUNGCAO_HOME": str(tmp_path / "home")})


def test_missing_keys_are_made_for_their_owner_only(here: Environment) -> None:
    made = keys.make_missing(here)

    assert made == [here.secret_key_file, here.vault_keys_file]
    assert [stat.S_IMODE(path.stat().st_mode) for path in made] == [0o600, 0o600]


def test_keys_that_exist_are_kept(here: Environment) -> None:
    keys.make_missing(here)
    before = here.vault_keys_file.read_bytes()

    assert keys.make_missing(here) == []
    assert here.vault_keys_file.read_bytes() == before


def test_the_vault_begins_with_a_current_key_and_an_index_key(here: Environment) -> None:
    keys.make_missing(here)

    said = json.loads(here.vault_keys_file.read_text())
    found = [*said["keys"].values(), said["index"]]

    assert said["current"] in said["keys"]
    assert {len(base64.b64decode(key)) for key in found} == {32}
    assert len(set(found)) == 2


def test_a_database_in_use_needs_its_own_keys(here: Environment) -> None:
    with pytest.raises(keys.MissingKeys, match="thiếu tệp khoá"):
        keys.require(here)

    keys.make_missing(here)
    keys.require(here)


def test_database_passwords_differ_by_role_and_stay(here: Environment) -> None:
    first = keys.database_passwords(here.home)

    assert len(set(first.values())) == 3
    assert keys.database_passwords(here.home) == first
