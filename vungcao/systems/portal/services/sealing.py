"""Sealing what a letter says with the key of its own, and opening it with an entry in the trail."""

from dataclasses import dataclass

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.fields import Sealed, SealedField
from vungcao.kernel.vault.models import DataKey
from vungcao.systems.portal.models import PublicLetter


@dataclass(frozen=True)
class Told:
    """What a letter says and its answer; empty once it was erased. Contacts are never here."""

    name: str
    words: str
    answer: str


@transaction.atomic
def read_letter(*, letter: PublicLetter, by: User) -> Told:
    """Name, words and answer of a letter."""
    audit.record(by=by, action="portal.letter_read", subject=letter)
    return Told(*opened(letter.name, letter.words, letter.answer))


def seal(text: str, key: DataKey, name: str) -> Sealed:
    """One text for one column. Raises `RuleBroken` for what was erased."""
    field = PublicLetter._meta.get_field(name)
    assert isinstance(field, SealedField)
    try:
        return vault.seal(text, key=key, field=field)
    except vault.KeyDestroyed as gone:
        raise RuleBroken("Thư này đã xoá theo quy định, không ghi thêm được.") from gone


def opened(*sealed: Sealed | None) -> list[str]:
    """Texts in the order given; empty for what was erased or never written."""
    return [text or "" for text in vault.open_texts(sealed)]


def contact_index(contact: str) -> str:
    """The same contact has the same fingerprint; it leads back to nobody."""
    return vault.fingerprint(contact, purpose="portal.contact") if contact else ""


def words_index(folded: str) -> str:
    """The same words have the same fingerprint."""
    return vault.fingerprint(folded, purpose="portal.words")
