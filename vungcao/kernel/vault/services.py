"""Sealing and opening texts about persons, and the life of the keys (design.md 8)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.vault import ciphers, keys, streams
from vungcao.kernel.vault.fields import Sealed, SealedField
from vungcao.kernel.vault.models import DataKey
from vungcao.runtime.env import environment

BATCH = 1000


class KeyDestroyed(LookupError):
    """What was sealed with this key has been erased and does not open again."""


@transaction.atomic
def make_key(*, by: AbstractBaseUser) -> DataKey:
    """A new data key, for one person's texts."""
    master = keys.load(_file())
    made = DataKey.objects.create(master=master.current, wrapped=b"")
    plain = ciphers.new_key()
    made.wrapped = ciphers.encrypt(master.get(master.current), plain, _label(made.pk))
    made.save(update_fields=["wrapped"])
    audit.record(by=by, action="vault.key_made", subject=made)
    return made


@transaction.atomic
def make_keys(*, count: int, by: AbstractBaseUser) -> list[DataKey]:
    """The same for many persons at once, in a fixed number of statements."""
    master = keys.load(_file())
    blank = (DataKey(master=master.current, wrapped=b"") for _each in range(count))
    made = DataKey.objects.bulk_create(blank)
    for key in made:
        plain = ciphers.new_key()
        key.wrapped = ciphers.encrypt(master.get(master.current), plain, _label(key.pk))
    DataKey.objects.bulk_update(made, ["wrapped"], batch_size=BATCH)
    for first in range(0, count, BATCH):
        batch = [key.pk for key in made[first : first + BATCH]]
        audit.record(by=by, action="vault.keys_made", subject="vault", keys=batch)
    return made


def seal(text: str, *, key: DataKey, field: SealedField) -> Sealed:
    """Seal a text (made NFC) for one field of one person. Raises `KeyDestroyed`."""
    return Sealed(ciphers.seal(_unwrap(key), key.pk, text, field.label), field.label)


def open_texts(sealed: Iterable[Sealed | None]) -> list[str | None]:
    """The texts in the same order, in two queries' time whatever their number.

    None stays None, and so does what was sealed with a key that has been destroyed. Raises
    `DoesNotOpen` for a text that was changed or moved. Keys are not kept between calls: an
    erasure counts at once.
    """
    texts = list(sealed)
    wanted = {ciphers.key_id(text.data) for text in texts if text is not None}
    found = {
        key.pk: _unwrap(key)
        for key in DataKey.objects.filter(pk__in=wanted, destroyed_at=None).order_by("pk")
    }
    return [_opened(text, found) for text in texts]


def seal_content(content: bytes, *, key: DataKey, label: str) -> bytes:
    """Seal the content of a file. Raises `KeyDestroyed`."""
    return streams.seal(_unwrap(key), key.pk, content, label)


def open_content(sealed: BinaryIO, *, key: DataKey, label: str, start: int = 0) -> Iterator[bytes]:
    """The content of a file from `start` on. Raises `KeyDestroyed` at once, `DoesNotOpen` later."""
    return streams.unseal(_unwrap(key), key.pk, sealed, label, start)


def fingerprint(text: str, *, purpose: str) -> str:
    """The blind index of a value: equal values have equal fingerprints within one purpose."""
    return ciphers.blind(keys.load(_file()).index, text, purpose)


@transaction.atomic
def destroy_key(*, key: DataKey, now: datetime, by: AbstractBaseUser) -> None:
    """Erase a person: what was sealed with the key stays where it is and never opens again."""
    locked = DataKey.objects.select_for_update().get(pk=key.pk)
    if locked.destroyed_at is None:
        locked.wrapped, locked.destroyed_at = None, now
        locked.save(update_fields=["wrapped", "destroyed_at"])
        audit.record(by=by, action="vault.key_destroyed", subject=locked)


def rotate(*, by: AbstractBaseUser) -> tuple[str, int]:
    """Add a master key and wrap every data key anew; no sealed text is touched.

    Batches commit by themselves, so that a crash leaves keys of both masters, all of which open;
    running it again goes on. Returns the new master's name and how many keys were wrapped.
    """
    name = keys.add(_file())
    with transaction.atomic():
        audit.record(by=by, action="vault.master_added", subject="vault", master=name)
    return name, rewrap(by=by)


def rewrap(*, by: AbstractBaseUser) -> int:
    """Wrap whatever is not under the current master with it. Returns how many."""
    done = 0
    while count := _rewrap_batch(by=by):
        done += count
    return done


@transaction.atomic
def _rewrap_batch(*, by: AbstractBaseUser) -> int:
    current = keys.load(_file()).current
    older = DataKey.objects.filter(destroyed_at=None).exclude(master=current)
    batch = list(older.select_for_update(skip_locked=True).order_by("pk")[:BATCH])
    for key in batch:
        plain = _unwrap(key)
        key.master = current
        key.wrapped = ciphers.encrypt(keys.load(_file()).get(current), plain, _label(key.pk))
    DataKey.objects.bulk_update(batch, ["master", "wrapped"])
    if batch:
        audit.record(by=by, action="vault.rewrapped", subject="vault", keys=len(batch))
    return len(batch)


def retire_masters(*, by: AbstractBaseUser) -> list[str]:
    """Remove master keys from the file that no data key needs. Older backups then do not open."""
    used = set(DataKey.objects.exclude(destroyed_at__isnull=False).values_list("master", flat=True))
    gone = keys.retire(_file(), used)
    if gone:
        with transaction.atomic():
            audit.record(by=by, action="vault.masters_retired", subject="vault", masters=gone)
    return gone


def _opened(text: Sealed | None, found: dict[int, bytes]) -> str | None:
    if text is None or (key := found.get(ciphers.key_id(text.data))) is None:
        return None
    return ciphers.unseal(key, text.data, text.label)


def _unwrap(key: DataKey) -> bytes:
    if key.wrapped is None:
        raise KeyDestroyed(f"#{key.pk}")
    return ciphers.decrypt(keys.load(_file()).get(key.master), bytes(key.wrapped), _label(key.pk))


def _label(number: int) -> bytes:
    return f"vault.DataKey#{number}".encode()


def _file() -> Path:
    return environment().vault_keys_file
