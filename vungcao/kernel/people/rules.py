"""How names, telephones and numbers of papers are read, and by what two persons look alike.

The checks of form are checks against slips of the pen, not law: a number that passes may still
be nobody's.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

TONES = "\u0300\u0301\u0303\u0309\u0323"
LONGEST_NAME = 100
EARLIEST_YEAR = 1850
BIRTH = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
WRITTEN = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(\d{4})")
TELEPHONE = re.compile(r"0\d{9,10}")
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
# How many digits the number of a card has.
DIGITS = {"citizen_card": (12,), "old_card": (9, 12)}


def tidy(text: str) -> str:
    """NFC and single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def spelt(name: str) -> str:
    """A name with its tones, however case, spaces and the place of a tone were typed."""
    return " ".join(_tone_last(word) for word in _words(name))


def plain(name: str) -> str:
    """The same without tones and accents; `y` and `i` are one, as `Lý` and `Lí` are."""
    letters = unicodedata.normalize("NFD", " ".join(_words(name)).replace("đ", "d"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.replace("y", "i")


def outer(name: str) -> str:
    """Family name and given name alone: the names between them are often left out."""
    words = plain(name).split()
    return " ".join([words[0], words[-1]]) if len(words) > 1 else " ".join(words)


def _words(name: str) -> list[str]:
    text = unicodedata.normalize("NFC", name).casefold()
    return re.findall(r"[^\W\d_]+", text)


def _tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(sorted(letter for letter in letters if letter in TONES))
    bare = "".join(letter for letter in letters if letter not in TONES)
    return unicodedata.normalize("NFC", bare) + tones


def read_birth(text: str) -> str | None:
    """`5/6/1958`, `6/1958`, `1958` or ISO as ISO; None when it is no day, month or year."""
    text = text.strip()
    if written := WRITTEN.fullmatch(text):
        day, month, year = written.groups()
        text = "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
    found = BIRTH.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return None
    return text


def year_of(birth: str) -> int | None:
    """The year of an ISO birth date, however much of it is known."""
    return int(birth[:4]) if birth else None


def telephone(text: str) -> str:
    """A telephone number as it is dialled in Vietnam: `+84 900 000 001` is `0900000001`."""
    digits = re.sub(r"[\s.()\-]", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"^(?:\+|00)84|^84(?=\d{9}$)", "0", digits)


def number(text: str) -> str:
    """The number of a paper without spaces, dots and case."""
    return re.sub(r"[\s.\-]", "", unicodedata.normalize("NFKC", text)).upper()


def contact(kind: str, text: str) -> str:
    """A way to reach somebody, in the one form in which it is compared."""
    if kind == "telephone":
        return telephone(text)
    return tidy(text).casefold() if kind == "email" else tidy(text)


def faults_of_name(name: str) -> Iterator[str]:
    if not _words(name):
        yield "Ghi họ và tên."
    elif len(tidy(name)) > LONGEST_NAME:
        yield f"Họ và tên dài quá {LONGEST_NAME} ký tự."
    elif re.search(r"\d", name):
        yield "Họ và tên không có chữ số."


def faults_of_birth(text: str, today: date) -> Iterator[str]:
    birth = read_birth(text) if text.strip() else ""
    if birth is None:
        yield f"Ngày sinh “{text}” không đọc được: ghi ngày/tháng/năm, tháng/năm hoặc chỉ năm."
    elif birth and not str(EARLIEST_YEAR) <= birth <= today.isoformat():
        yield f"Ngày sinh phải từ năm {EARLIEST_YEAR} đến hôm nay."


def faults_of_number(kind: str, text: str) -> Iterator[str]:
    written, wanted = number(text), DIGITS.get(kind, ())
    if not written:
        yield "Ghi số giấy tờ."
    elif wanted and not (written.isascii() and written.isdigit() and len(written) in wanted):
        yield f"Số giấy tờ này phải có {' hoặc '.join(map(str, wanted))} chữ số."
    elif len(written) > 30:
        yield "Số giấy tờ dài quá 30 ký tự."


def faults_of_contact(kind: str, text: str) -> Iterator[str]:
    value = contact(kind, text)
    if kind == "telephone" and not TELEPHONE.fullmatch(value):
        yield "Số điện thoại phải bắt đầu bằng 0 và có 10 hoặc 11 chữ số."
    elif kind == "email" and not EMAIL.fullmatch(value):
        yield "Địa chỉ thư điện tử không đúng dạng, ví dụ ten@donvi.vn."
    elif not value or len(value) > 120:
        yield "Ghi số hoặc địa chỉ liên lạc, không quá 120 ký tự."


@dataclass(frozen=True)
class MatchKeys:
    """What is fingerprinted of a name and a year of birth; None where nothing is known.

    A year never stands alone: with a hundred values it would be guessed by counting. It is bound
    to the outer name, in two pairs of years: equal years share both, neighbours share one.
    """

    spelt: str | None = None
    plain: str | None = None
    outer: str | None = None
    even: str | None = None
    odd: str | None = None


def match_keys(name: str, birth: str) -> MatchKeys:
    year, ends = year_of(birth), outer(name)
    if year is None:
        return MatchKeys(spelt(name), plain(name), ends)
    return MatchKeys(
        spelt(name), plain(name), ends, f"{ends}|{year // 2}", f"{ends}|{(year + 1) // 2}"
    )


class Likeness(Enum):
    """Why two records may be one person: how much it weighs, and in words."""

    NUMBER = 100, "cùng số giấy tờ"
    CONTACT = 15, "cùng số điện thoại hoặc địa chỉ liên lạc"
    SPELT = 35, "cùng họ tên"
    PLAIN = 30, "họ tên giống nhau khi bỏ dấu"
    OUTER = 15, "cùng họ và tên gọi, khác tên đệm"
    YEAR = 30, "cùng năm sinh"
    NEAR_YEAR = 15, "năm sinh lệch một năm"
    OTHER_YEAR = -25, "năm sinh khác nhau"
    PLACE = 20, "cùng nơi ở"
    KIN = 15, "nơi ở trước và sau sắp xếp"
    COMMUNE = 10, "cùng xã"

    def __init__(self, weight: int, words: str) -> None:
        self.weight, self.words = weight, words


ENOUGH = 40


def commune_of(scope: str) -> str:
    """The first three levels of a path: nation, province, commune."""
    return "/" + "".join(f"{unit}/" for unit in scope.strip("/").split("/")[:3])
