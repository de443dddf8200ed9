"""Sealing what a writer says with the key of their own, and opening it again."""

from django.db.models import Model

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.fields import Sealed, SealedField
from vungcao.kernel.vault.models import DataKey


def seal(text: str, key: DataKey, model: type[Model], name: str) -> Sealed:
    """One text for one column. Raises `RuleBroken` for what was erased."""
    field = model._meta.get_field(name)
    assert isinstance(field, SealedField)
    try:
        return vault.seal(text, key=key, field=field)
    except vault.KeyDestroyed as gone:
        raise RuleBroken("Dữ liệu này đã xoá theo quy định, không ghi thêm được.") from gone


def open_words(*sealed: Sealed | None) -> list[str]:
    """Texts in the order given; empty for what was erased or never written."""
    return [text or "" for text in vault.open_texts(sealed)]


def contact_index(contact: str) -> str:
    """The same contact has the same fingerprint; it leads back to nobody."""
    return vault.fingerprint(contact, purpose="comments.contact") if contact else ""


def words_index(folded: str) -> str:
    """The same words have the same fingerprint."""
    return vault.fingerprint(folded, purpose="comments.words")
