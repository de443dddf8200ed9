"""What an issue says, as plain values that mail, page and paper draw."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Reading:
    """An article read aloud in one language."""

    language: str
    reader: str
    seconds: int
    address: str

    @property
    def length(self) -> str:
        """Minutes and seconds: 3:07."""
        return f"{self.seconds // 60}:{self.seconds % 60:02}"


@dataclass(frozen=True)
class Item:
    """One article of the issue; its addresses are whole."""

    title: str
    lead: str
    address: str
    section: str
    text: str
    language: str = "vi"
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True)
class Content:
    """The issue with the articles that may be read now. `gone` counts those taken down since."""

    number: str
    title: str
    lead: str
    note: tuple[str, ...]
    day: date | None
    items: tuple[Item, ...]
    language: str = "vi"
    page: str = ""
    gone: int = 0

    @property
    def has_readings(self) -> bool:
        return any(item.readings for item in self.items)


@dataclass(frozen=True)
class Ways:
    """Where the links at the foot of a letter lead."""

    leave: str
    choose: str


def paragraphs(text: str) -> tuple[str, ...]:
    """What blank lines or line ends divide, without what is empty."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
