"""A sealed file comes back from a backup with its keys, never without; an erased one never."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from tests import templates
from tests.runtime import opening
from vungcao.kernel.files import services, storage
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.files.registrations import OWN
from vungcao.kernel.people.models import Person
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.kernel.vault import services as vault
from vungcao.runtime import database_urls, env, keys
from vungcao.runtime.env import PROJECT

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
CONTENT = "Lời riêng của cán bộ mẫu\n".encode() * 9000


def variables(home: Path, database: str) -> dict[str, str]:
    """Of a product in this home, on a database of the tests' server."""
    app = database_urls.address(env.environment(), "app").of(database)
    return {
        "VUNGCAO_HOME": str(home),
        "DATABASE_URL": database_urls.url(app),
        "DATABASE_OWNER_URL": database_urls.url(templates.owner_address(database)),
    }


def run(place: dict[str, str], *command: str) -> str:
    given = {**os.environ, "PYTHONPATH": str(PROJECT), **place}
    done = subprocess.run(
        [sys.executable, "-m", *command], env=given, cwd=PROJECT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def opened(place: dict[str, str]) -> dict[str, str]:
    """Each file by its code: the hash of what it holds, or what went wrong."""
    found: dict[str, str] = json.loads(run(place, opening.__name__))
    return found


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A home with the keys and the store of this test's process."""
    place = variables(tmp_path / "home", str(connection.settings_dict["NAME"]))
    mine = env.read(place)
    mine.vault_keys_file.parent.mkdir(parents=True)
    shutil.copy(env.environment().vault_keys_file, mine.vault_keys_file)
    keys.make_missing(mine)
    folder = storage.Folder(tmp_path / "home/files")
    monkeypatch.setattr(storage, "_store_at", lambda environment: folder)
    return place


@pytest.fixture
def there(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Another home and a database without a table."""
    name = f"run_{os.getpid()}_files"
    templates.clone("template1", name)
    yield variables(tmp_path / "other", name)
    templates.drop(name)


@pytest.fixture
def files(here: dict[str, str]) -> dict[str, StoredFile]:
    """One that is kept, one that its owner removed, one about a person who was erased."""
    held = GrantFactory.create()
    unit, by = held.unit, held.user
    with scoped([held.scope], account=by.pk):
        person = Person.objects.create(key=vault.make_key(by=by), unit=unit, scope=unit.scope)
        about = {"kept": None, "removed": None, "erased": person}
        made = {
            name: services.store(
                content=CONTENT, name="a.txt", kind=OWN, unit=unit, by=by, person=whose
            )
            for name, whose in about.items()
        }
        removal = StoredFile.Removal.BY_OWNER
        services.remove(file=made["removed"], reason=removal, now=NOW, by=by)
        vault.destroy_key(key=person.key, now=NOW, by=by)
    return made


def test_a_sealed_file_opens_in_another_home_once_its_keys_are_back(
    here: dict[str, str], there: dict[str, str], files: dict[str, StoredFile], tmp_path: Path
) -> None:
    saved = str(tmp_path / "saved")
    run(here, "vungcao.config.commands", "backup", saved)

    said = run(there, "vungcao.config.commands", "restore", saved)
    without = opened(there)
    kept = env.read(here).vault_keys_file
    shutil.copy(kept, env.read(there).vault_keys_file)
    with_keys = opened(there)

    codes = {name: file.code for name, file in files.items()}
    assert str(env.read(there).vault_keys_file) in said
    gone = {codes["removed"]: "StoreFailed", codes["erased"]: "KeyDestroyed"}
    assert without == {codes["kept"]: "NoSuchKey"} | gone
    assert with_keys == {codes["kept"]: hashlib.sha256(CONTENT).hexdigest()} | gone


def test_what_was_removed_before_is_not_in_the_backup(
    here: dict[str, str], files: dict[str, StoredFile], tmp_path: Path
) -> None:
    gone = files["removed"].blob

    run(here, "vungcao.config.commands", "backup", str(tmp_path / "saved"))

    names = {path.name for path in (tmp_path / "saved").rglob("*")}
    assert gone is not None
    assert gone.sha256 not in names
    assert files["kept"].blob is not None
    assert files["kept"].blob.sha256 in names
