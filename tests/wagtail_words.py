"""Our Vietnamese for Wagtail beside the English it translates, read from catalogues."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.architecture import tree

DOMAINS = ("django", "djangojs")
FOLDER = tree.PACKAGE / "locale_wagtail"
HOLE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
TAG = re.compile(r"</?\w[^>]*>")

Key: TypeAlias = tuple[str, str, bool]  # context, sentence, whether it is said of a number


def catalogue(domain: str) -> Path:
    return FOLDER / "vi/LC_MESSAGES" / f"{domain}.po"


def messages(path: Path) -> Iterator[Message]:
    with path.open("rb") as file:
        yield from (message for message in read_po(file) if message.id)


def texts(said: object) -> list[str]:
    """A sentence has one text, a counted one has several."""
    return [said] if isinstance(said, str) else [str(one) for one in said]  # type: ignore[attr-defined]


def key(message: Message) -> Key:
    return (message.context or "", texts(message.id)[0], bool(message.pluralizable))


def pairs() -> Iterator[tuple[str, str]]:
    """Each English sentence, a counted one as of many, and what it is in Vietnamese."""
    for domain in DOMAINS:
        for message in messages(catalogue(domain)):
            yield texts(message.id)[-1], texts(message.string)[0]


@dataclass
class Difference:
    """What an installed Wagtail says and we do not, and the reverse, by domain."""

    missing: Mapping[str, set[Key]] = field(default_factory=dict)
    gone: Mapping[str, set[Key]] = field(default_factory=dict)

    def covered(self, domain: str = "django") -> float:
        """Which part of what Wagtail says is Vietnamese."""
        ours = {key(message) for message in messages(catalogue(domain))} - self.gone[domain]
        return len(ours) / (len(ours) + len(self.missing[domain]))


def compare(installed: Path) -> Difference:
    """Our catalogues with the English ones under the folder of a package."""
    missing, gone = {}, {}
    for domain in DOMAINS:
        theirs = {
            key(message)
            for path in installed.glob(f"**/locale/en/LC_MESSAGES/{domain}.po")
            for message in messages(path)
        }
        ours = {key(message) for message in messages(catalogue(domain))}
        missing[domain], gone[domain] = theirs - ours, ours - theirs
    return Difference(missing, gone)
