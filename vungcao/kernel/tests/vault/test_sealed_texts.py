"""Texts about a person stand sealed in the database and open through the service alone."""

from typing import Any

import psycopg
import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.vault import services
from vungcao.kernel.vault.ciphers import DoesNotOpen

PHONE = "0900 000 123"


def keep(notes: Any, account: User, text: str = PHONE) -> Any:
    key = services.make_key(by=account)
    return notes.objects.create(
        phone=services.seal(text, key=key, field=notes._meta.get_field("phone")),
        found_by=services.fingerprint(text, purpose="phone"),
    )


def test_the_database_never_holds_the_text(
    notes: Any, account: User, owner: psycopg.Connection[Any]
) -> None:
    keep(notes, account)

    [row] = owner.execute("select row_to_json(vault_note)::text, phone from vault_note").fetchall()
    assert PHONE not in row[0]
    assert PHONE.encode() not in bytes(row[1])


def test_opens_to_what_it_was(notes: Any, account: User) -> None:
    keep(notes, account)

    sealed = notes.objects.get().phone
    assert str(sealed) == "•••"
    assert services.open_texts([sealed, None]) == [PHONE, None]


def test_is_found_by_its_fingerprint(notes: Any, account: User) -> None:
    wanted = keep(notes, account)
    keep(notes, account, "0900 000 999")

    assert notes.objects.get(found_by=services.fingerprint(PHONE, purpose="phone")) == wanted


def test_a_plain_text_is_refused_by_both_fields(notes: Any) -> None:
    with pytest.raises(TypeError):
        notes.objects.create(phone=PHONE)
    with pytest.raises(TypeError):
        notes.objects.create(found_by=PHONE)


def test_a_text_moved_to_another_persons_row_does_not_open(notes: Any, account: User) -> None:
    mine, other = keep(notes, account), keep(notes, account)
    swapped = bytearray(mine.phone.data)
    swapped[1:9] = other.phone.data[1:9]

    with pytest.raises(DoesNotOpen):
        services.open_texts([type(mine.phone)(bytes(swapped), mine.phone.label)])


def test_many_texts_cost_one_query(
    notes: Any, account: User, django_assert_num_queries: Any
) -> None:
    for _ in range(5):
        keep(notes, account)
    sealed = [note.phone for note in notes.objects.order_by("pk")]

    with django_assert_num_queries(1):
        assert services.open_texts(sealed) == [PHONE] * 5
