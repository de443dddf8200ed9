"""Which telephone numbers are an office's: those of persons are not published."""

import re

# Prefixes of mobile telephones in Viet Nam (numbering since 2018; written down from memory).
MOBILE = re.compile(r"^(?:\+?84|0)[35789]\d{8}$")
SAMPLE = re.compile(r"^0900000\d{3}$")  # of demos; they reach nobody


def is_of_a_person(telephone: str) -> bool:
    """Whether it is a mobile number, however it is spaced."""
    digits = re.sub(r"[^\d+]", "", telephone)
    return bool(MOBILE.match(digits)) and not SAMPLE.match(digits)


def dialled(telephone: str) -> str:
    """What a telephone dials: the digits of the first number alone."""
    return re.sub(r"[^\d+]", "", re.split(r"[,;/]|máy lẻ", telephone)[0])
