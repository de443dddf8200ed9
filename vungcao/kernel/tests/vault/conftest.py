"""A keys file of the test's own, and a scratch table with an encrypted and an indexed field."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import models
from django.test.utils import isolate_apps

from vungcao.kernel.accounts.models import User
from vungcao.kernel.vault.fields import BlindIndexField, SealedField
from vungcao.runtime.env import environment
from vungcao.runtime.keys import new_key


@pytest.fixture(autouse=True)
def keys_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "vault.json"
    path.write_text(json.dumps({"current": "k1", "keys": {"k1": new_key()}, "index": new_key()}))
    mine = dataclasses.replace(environment(), vault_keys_file=path)
    monkeypatch.setattr("vungcao.kernel.vault.services.environment", lambda: mine)
    return path


@pytest.fixture
def account(db: None) -> User:
    return User.objects.create(username="quan-tri")


@pytest.fixture
def notes(
    transactional_db: None, owner: psycopg.Connection[tuple[object, ...]]
) -> Iterator[type[models.Model]]:
    owner.execute(
        "create table vault_note (id bigserial primary key, phone bytea, found_by varchar(64));"
    )
    with isolate_apps("vungcao.kernel.vault"):

        class Note(models.Model):
            phone = SealedField(null=True)
            found_by = BlindIndexField(default="")

            class Meta:
                app_label = "vault"

            def __str__(self) -> str:
                return f"#{self.pk}"

        yield Note
