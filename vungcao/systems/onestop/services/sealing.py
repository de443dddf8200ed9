"""Texts of a dossier as sealed JSON: contact, answers, lines of a list, reasons."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.fields import Sealed, SealedField
from vungcao.kernel.vault.models import DataKey


def seal(text: str, key: DataKey, model: type, name: str) -> Sealed:
    """One text for one column. Raises `RuleBroken` for a person who was erased."""
    field = model._meta.get_field(name)  # type: ignore[attr-defined]
    assert isinstance(field, SealedField)
    try:
        return vault.seal(text, key=key, field=field)
    except vault.KeyDestroyed as gone:
        raise RuleBroken("Dữ liệu của người này đã xoá, không ghi thêm được.") from gone


def seal_json(said: object, key: DataKey, model: type, name: str) -> Sealed:
    """The same for plain data."""
    return seal(json.dumps(said, ensure_ascii=False, sort_keys=True), key, model, name)


def open_json(sealed: Iterable[Sealed | None]) -> list[Mapping[str, Any]]:
    """Mappings in the order given, opened in one call; empty for what was erased."""
    return [json.loads(text) if text else {} for text in vault.open_texts(sealed)]


def open_words(sealed: Iterable[Sealed | None]) -> list[str]:
    """Texts in the order given; empty for what was erased or never written."""
    return [text or "" for text in vault.open_texts(sealed)]
