"""Exact figures, the four kinds of empty, and how officers type and read them.

The browser does the same in `web/static/js/entry/num.js`; `tests/vectors.json` binds the two.
"""

import enum
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

MOST_PLACES = 6
MOST_DIGITS = 15  # before the decimal mark
STORED_DIGITS = 18  # what a bigint surely holds, decimals included
MOST_BITS = 2048  # a chain of products ends here, long before the memory does


class State(enum.StrEnum):
    """A value, or why there is none; 0 is a value."""

    VALUE = "v"
    NOT_ENTERED = "n"
    NONE_OCCURRED = "p"
    NOT_COLLECTED = "c"
    NOT_APPLICABLE = "x"

    @property
    def stored(self) -> int:
        """The small number that stands for it in the database."""
        return tuple(State).index(self)


STATE_NAMES = {
    State.VALUE: "có số liệu",
    State.NOT_ENTERED: "chưa nhập",
    State.NONE_OCCURRED: "không phát sinh",
    State.NOT_COLLECTED: "không thu thập",
    State.NOT_APPLICABLE: "không áp dụng",
}


class Convention(enum.StrEnum):
    """Which mark stands before the decimals."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


class Fault(enum.StrEnum):
    """Why a text is not taken as a figure."""

    OTHER_STYLE = "style"
    NOT_A_NUMBER = "nan"
    TOO_BIG = "big"
    TOO_FINE = "places"


HINTS = {
    Fault.OTHER_STYLE: "Dấu chấm ngăn hàng nghìn, dấu phẩy trước phần lẻ, ví dụ 1.234,5",
    Fault.NOT_A_NUMBER: "Không đọc được thành số, ví dụ đúng: 1.234,5; hoặc -, ..., x nếu không có",
    Fault.TOO_BIG: "Số quá lớn",
    Fault.TOO_FINE: "Số này không lấy nhiều chữ số lẻ như vậy",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell holds. `is_partial`: computed from parts of which some are still missing."""

    state: State = State.VALUE
    value: Fraction = Fraction(0)
    is_partial: bool = False

    @property
    def known(self) -> Fraction | None:
        """As a number: nothing occurred counts 0, the other empties are unknown."""
        if self.state is State.VALUE:
            return self.value
        return Fraction(0) if self.state is State.NONE_OCCURRED else None


BLANK = Figure(State.NOT_ENTERED)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A text that is no figure, kept as it was typed, and why."""

    text: str
    fault: Fault


Reading = Figure | Unreadable

_SPACES = " \t\r\n\u00a0\u202f\u2009\ufeff"
_EMPTY = {
    "": State.NOT_ENTERED,
    **dict.fromkeys(("-", "–", "—", "kps"), State.NONE_OCCURRED),
    **dict.fromkeys(("...", "…", "ktt"), State.NOT_COLLECTED),
    "x": State.NOT_APPLICABLE,
}
_SIGNS = {State.NONE_OCCURRED: "–", State.NOT_COLLECTED: "…", State.NOT_APPLICABLE: "x"}
# A group of thousands never begins with 0: "0.125" is no Vietnamese 125. One kind of mark a number.
_PATTERNS = {
    Convention.VIETNAMESE: re.compile(
        "-?(?:[1-9][0-9]{0,2}([. \u00a0\u202f])[0-9]{3}(?:\\1[0-9]{3})*|[0-9]+)(?:,[0-9]+)?"
    ),
    Convention.ENGLISH: re.compile(r"-?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"),
}
_CANONICAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")


def clean(text: str) -> str:
    """A text without the blanks around it, with the sign that keyboards have."""
    return unicodedata.normalize("NFC", text).strip(_SPACES).replace("−", "-", 1)


def convention(texts: Iterable[str]) -> Convention:
    """How a pasted block is written: English only where nothing in it is plainly Vietnamese."""
    found = Convention.VIETNAMESE
    for text in map(clean, texts):
        vietnamese, english = (bool(one.fullmatch(text)) for one in _PATTERNS.values())
        if vietnamese and not english:
            return Convention.VIETNAMESE
        if english and not vietnamese:
            found = Convention.ENGLISH
    return found


def read(text: str, places: int, how: Convention = Convention.VIETNAMESE) -> Reading:
    """What was typed into one cell that takes `places` decimals."""
    typed = clean(text)
    if (state := _EMPTY.get(typed.lower())) is not None:
        return Figure(state)
    if not _PATTERNS[how].fullmatch(typed):
        is_other = any(pattern.fullmatch(typed) for pattern in _PATTERNS.values())
        return Unreadable(typed, Fault.OTHER_STYLE if is_other else Fault.NOT_A_NUMBER)
    mark = "," if how is Convention.VIETNAMESE else "."
    whole, _, decimals = typed.removeprefix("-").partition(mark)
    whole, decimals = re.sub("[^0-9]", "", whole).lstrip("0"), decimals.rstrip("0")
    if len(whole) > most_digits(places):
        return Unreadable(typed, Fault.TOO_BIG)
    if len(decimals) > places:
        return Unreadable(typed, Fault.TOO_FINE)
    value = Fraction(int(whole + decimals or "0"), 10 ** len(decimals))
    return Figure(value=-value if typed.startswith("-") else value)


def most_digits(places: int) -> int:
    """How many digits may stand before the decimal mark of a cell with so many decimals."""
    return min(MOST_DIGITS, STORED_DIGITS - places)


@dataclass(frozen=True)
class Block:
    """A pasted block as it was read, and which way."""

    how: Convention
    lines: tuple[tuple[Reading, ...], ...]


def read_block(lines: Sequence[Sequence[str]], places: Sequence[int]) -> Block:
    """A pasted block whose columns take `places` decimals; all of it is read one way."""
    how = convention(text for line in lines for text in line)
    return Block(how, tuple(_line(line, places, how) for line in lines))


def _line(texts: Sequence[str], places: Sequence[int], how: Convention) -> tuple[Reading, ...]:
    return tuple(read(text, most, how) for text, most in zip(texts, places, strict=True))


def half_away(value: Fraction, places: int) -> Fraction:
    """Rounded to so many decimals; a half goes away from zero, as in a spreadsheet."""
    scale = 10**places
    units = (2 * abs(value.numerator) * scale + value.denominator) // (2 * value.denominator)
    return Fraction(units if value >= 0 else -units, scale)


def canonical(value: Fraction, places: int) -> str:
    """As it travels between page and server: `-1234.5`, no group, no needless zero."""
    units = scaled(half_away(value, places), places)
    digits = str(abs(units)).rjust(places + 1, "0")
    whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :].rstrip("0")
    return ("-" if units < 0 else "") + whole + (f".{decimals}" if decimals else "")


def from_canonical(text: str, places: int) -> Fraction:
    """The value of a text that travelled; anything else than what `canonical` writes is refused."""
    whole, _, decimals = text.removeprefix("-").partition(".")
    is_fine = _CANONICAL.fullmatch(text) and text != "-0"
    if not is_fine or len(decimals) > places or len(whole) > most_digits(places):
        raise ValueError(f"no canonical figure: {text!r}")
    return Fraction(text)


def scaled(value: Fraction, places: int) -> int:
    """In units of 10^-places, as the database keeps it; refuses what would have to be rounded."""
    units = value * 10**places
    if units.denominator != 1:
        raise ValueError(f"{value} does not fit into {places} decimals")
    return int(units)


def unscaled(units: int, places: int) -> Fraction:
    return Fraction(units, 10**places)


def write(value: Fraction, places: int) -> str:
    """As a Vietnamese reader expects it: `1.234,5`."""
    sign, number = ("-" if value < 0 else ""), canonical(abs(value), places)
    whole, _, decimals = number.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return ("" if number == "0" else sign) + grouped + (f",{decimals}" if decimals else "")


def shown(figure: Figure, places: int) -> str:
    """What stands in the cell of a table."""
    if figure.state is State.VALUE:
        return write(figure.value, places)
    return _SIGNS.get(figure.state, "")


def bounded(value: Fraction) -> Fraction | None:
    """The value, or unknown when it has grown beyond any figure of a province."""
    size = max(abs(value.numerator), value.denominator)
    return value if size.bit_length() <= MOST_BITS else None
