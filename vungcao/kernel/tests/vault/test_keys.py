"""Keys are rotated without touching a sealed text, and destroyed without touching a log."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import queries as audit
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.vault import keys, services
from vungcao.kernel.vault.models import DataKey

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def keep(notes: Any, account: User) -> Any:
    key = services.make_key(by=account)
    sealed = services.seal("0900 000 123", key=key, field=notes._meta.get_field("phone"))
    return notes.objects.create(phone=sealed)


def test_rotation_wraps_every_key_anew_and_touches_no_text(
    notes: Any, account: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "BATCH", 2)
    before = [keep(notes, account).phone.data for _ in range(5)]

    assert services.rotate(by=account) == ("k2", 5)

    assert set(DataKey.objects.values_list("master", flat=True)) == {"k2"}
    after = list(notes.objects.order_by("pk"))
    assert [note.phone.data for note in after] == before
    assert services.open_texts(note.phone for note in after) == ["0900 000 123"] * 5


def test_a_rotation_that_was_cut_short_is_finished_by_the_next(
    notes: Any, account: User, keys_file: Path
) -> None:
    note = keep(notes, account)
    keys.add(keys_file)
    keep(notes, account)

    assert services.open_texts([note.phone]) == ["0900 000 123"]
    assert services.rewrap(by=account) == 1
    assert services.open_texts([note.phone]) == ["0900 000 123"]


def test_only_masters_that_nothing_needs_are_retired(
    notes: Any, account: User, keys_file: Path
) -> None:
    keep(notes, account)
    keys.add(keys_file)

    assert services.retire_masters(by=account) == []
    services.rewrap(by=account)
    assert services.retire_masters(by=account) == ["k1"]
    assert list(json.loads(keys_file.read_text())["keys"]) == ["k2"]


def test_a_destroyed_key_opens_nothing_and_the_trail_still_verifies(
    notes: Any, account: User
) -> None:
    note = keep(notes, account)
    key = DataKey.objects.get()

    services.destroy_key(key=key, now=NOW, by=account)

    assert services.open_texts([note.phone]) == [None]
    key.refresh_from_db()
    assert key.wrapped is None
    with pytest.raises(services.KeyDestroyed):
        services.seal("x", key=key, field=notes._meta.get_field("phone"))
    assert Entry.objects.filter(action="vault.key_destroyed").count() == 1
    assert audit.verify().holds


@pytest.mark.django_db
def test_a_missing_or_broken_keys_file_is_said_in_words(account: User, keys_file: Path) -> None:
    keys_file.write_text("{}")
    with pytest.raises(keys.NoSuchKey, match="không đọc được"):
        services.make_key(by=account)

    keys_file.unlink()
    with pytest.raises(keys.NoSuchKey, match="Không có tệp khoá"):
        services.make_key(by=account)
