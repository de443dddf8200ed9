"""How names of places are put in order, and how a day of which little is known is written."""

import re

from vungcao.kernel.search.rules import folded

NUMBER = re.compile(r"\d+")


def in_order(name: str) -> str:
    """For ordering: numbers in a name by their size, so that 2 stands before 10, and Đ beside D."""
    by_size = NUMBER.sub(lambda found: found.group().zfill(6), name)
    return f"{folded(by_size)} {by_size}"


def written_day(iso: str) -> str:
    """`1958-06-05` as 05/06/1958, `1958-06` as 06/1958; a year, or nothing, stays."""
    return "/".join(reversed(iso.split("-")))
