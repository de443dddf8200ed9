"""What `components/facts.html` can say of a thing beyond plain words."""

from dataclasses import dataclass

from django.utils.functional import Promise

from vungcao.kernel.citations.models import Citation

Words = str | Promise


@dataclass(frozen=True)
class Way:
    """A link among several, and what belongs to it."""

    label: Words
    address: str
    note: Words = ""


@dataclass(frozen=True)
class Said:
    """The value of a fact: words that lead somewhere, rest on a text, or stand for several links.

    `state` says how sure it is, `note` what belongs to it, `tone` makes a tag of it.
    """

    text: Words = ""
    address: str = ""
    citation: Citation | None = None
    links: tuple[Way, ...] = ()
    state: str = ""
    note: Words = ""
    tone: str = ""

    def __str__(self) -> str:
        return str(self.text)


Fact = tuple[Words, object]
