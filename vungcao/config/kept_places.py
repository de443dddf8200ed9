"""Of which addresses pages are kept for everybody: the portal's own, and two lists beside them."""

import re

from vungcao.systems.portal.rules import addresses

ALSO = frozenset({"/trang-chu/", "/thu-tuc/", "/nghe/"})
PAGE = re.compile(rf"/{addresses.PATH}")


def is_place(path: str) -> bool:
    """The front, which has two addresses, every page below it, procedures, what can be heard."""
    return path in ALSO or PAGE.fullmatch(path) is not None
