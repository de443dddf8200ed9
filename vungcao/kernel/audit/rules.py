"""How an entry is written down before it is hashed."""

import json
import unicodedata
from collections.abc import Mapping, Sequence

Detail = int | str | bool | None | Sequence[int] | Sequence[str]


def body(*, actor: str, action: str, subject: str, details: Mapping[str, Detail]) -> str:
    """Canonical JSON in NFC: the same entry is always the same text."""
    text = json.dumps(
        {"actor": actor, "action": action, "subject": subject, **details},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return unicodedata.normalize("NFC", text)
