"""What a system offers to screens as plain values: menu entries, tiles, public pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from vungcao.kernel.offers.registry import Registry


@dataclass(frozen=True)
class MenuEntry:
    """A link in the office's menu, for accounts that hold one of `roles`.

    Entries of one `group` stand together, in the order of their names.
    """

    label: Promise
    url_name: str
    roles: frozenset[str]
    group: Promise
    icon: str = "list"


@dataclass(frozen=True)
class Tile:
    """One figure of a dashboard: `figure` counts what lies under the given scopes on a day.

    `url_name` is the screen that lists what was counted.
    """

    label: Promise
    figure: Callable[[tuple[str, ...], date], int]
    roles: frozenset[str]
    url_name: str = ""


@dataclass(frozen=True)
class PublicEntry:
    """A public page in the head or the foot of public pages, and on the list of them.

    `text` says in one sentence what it is for. One that `is_search` takes words as `q`: who is lost
    looks there. One with an `icon` is what most people come for: the front leads to it at once.
    """

    label: Promise
    url_name: str
    text: Promise
    in_head: bool = False
    is_search: bool = False
    icon: str = ""


@dataclass(frozen=True)
class PageEntry:
    """A link in the foot of every public page that is about this page.

    `address` gives it for the path of the page, or nothing; what a path may hold that opens
    something (the token of a letter) is its to leave out.
    """

    label: Promise
    address: Callable[[str], str]


menu: Registry[MenuEntry] = Registry("menu entry")
tiles: Registry[Tile] = Registry("tile")
public_entries: Registry[PublicEntry] = Registry("public page")
page_entries: Registry[PageEntry] = Registry("link about a page")
