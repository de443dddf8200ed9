"""What an issue says, as plain values that mail, page and paper draw."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

APART = " | "  # of the cells of a row, in the words of an article
# Tongues by their codes (BCP 47) as a listener calls them; another code is shown as it is.
TONGUES: dict[str, Promise] = {
    "vi": _("tiếng Việt"),
    "en": _("tiếng Anh"),
    "tyz": _("tiếng Tày"),
    "nut": _("tiếng Nùng"),
    "ium": _("tiếng Dao"),
    "mlc": _("tiếng Cao Lan"),
    "yue-x-sandiu": _("tiếng Sán Dìu"),
    "yue": _("tiếng Hoa"),
    "zh-Hant": _("tiếng Hoa"),
}


def tongue(code: str) -> str:
    return str(TONGUES.get(code, code))


@dataclass(frozen=True)
class Reading:
    """An article read aloud in one language."""

    language: str
    reader: str
    seconds: int
    address: str

    @property
    def tongue(self) -> str:
        return tongue(self.language)

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

    @property
    def pieces(self) -> tuple["Piece", ...]:
        return pieces(self.text)


@dataclass(frozen=True)
class Piece:
    """A paragraph, or a table: its heads first, in each row as many cells."""

    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def head(self) -> tuple[str, ...]:
        return self.rows[0]

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        return self.rows[1:]


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
    issuer: str = ""

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


def pieces(text: str) -> tuple[Piece, ...]:
    """Paragraphs and tables: rows that follow each other and have as many cells are one table."""
    made: list[Piece] = []
    for line in paragraphs(text):
        cells = tuple(line.split(APART))
        last = made[-1].rows if made else ()
        if len(cells) > 1 and last and len(last[0]) == len(cells):
            made[-1] = Piece(rows=(*last, cells))
        else:
            made.append(Piece(rows=(cells,)) if len(cells) > 1 else Piece(line))
    return tuple(Piece(APART.join(one.rows[0])) if len(one.rows) == 1 else one for one in made)
