"""Tables that may be without row-level security: those docs/security.md lists with a reason."""

import re

from vungcao.runtime.env import PROJECT

DOCUMENT = PROJECT / "docs" / "security.md"
ROW = re.compile(
    r"^\|\s*`(?P<name>[a-z][a-z0-9_]*)`\s*\|\s*(?P<reason>[^|\s][^|]*?)\s*\|", re.MULTILINE
)


def listed() -> dict[str, str]:
    """Table → reason; nothing when the document is not there."""
    return parse(DOCUMENT.read_text("utf-8")) if DOCUMENT.exists() else {}


def parse(text: str) -> dict[str, str]:
    """The rows of the form | `table` | reason |."""
    return {row["name"]: row["reason"] for row in ROW.finditer(text)}
