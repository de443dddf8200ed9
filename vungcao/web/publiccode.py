"""What publiccode.yml says of the product: version, licence, and where its source code is."""

import re
from dataclasses import dataclass
from functools import cache

from vungcao.runtime.env import PROJECT

FILE = PROJECT / "publiccode.yml"


@dataclass(frozen=True)
class Code:
    """`url` is empty until the source code is published."""

    version: str
    license: str
    url: str


@cache
def code() -> Code:
    text = FILE.read_text("utf-8")
    url = _value(text, "url")
    return Code(
        _value(text, "softwareVersion"),
        _value(text, "license"),
        "" if ".invalid/" in url else url.removesuffix(".git"),
    )


def _value(text: str, name: str) -> str:
    found = re.search(rf'^\s*{name}: "?([^"\n]*)"?$', text, re.M)
    return found[1].strip() if found else ""
