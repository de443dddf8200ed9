"""What every page knows of its surroundings: the demo, who is signed in, and their menu."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.queries import held
from vungcao.kernel.access.roles import OFFICE, Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.queries import name_of
from vungcao.kernel.calendar import clock
from vungcao.kernel.notices.queries import unread
from vungcao.kernel.offers.imprints import Imprint, publishers
from vungcao.kernel.offers.screens import menu, page_entries, public_entries
from vungcao.kernel.units.models import Name
from vungcao.runtime.env import environment
from vungcao.web import reading, todo
from vungcao.web.context import Context, chosen, grants_of
from vungcao.web.language import leading_on
from vungcao.web.publiccode import code

DESK = frozenset(map(str, OFFICE))
TODO = "todo"
FIRST = (
    (_("Bàn làm việc"), "home", "home"),
    (_("Việc cần làm"), TODO, "check"),
)
FIRST_OF_OTHERS = (  # a citizen, and an officer whose role has not begun
    (_("Tài khoản của tôi"), "account", "person"),
    (_("Thông báo"), "notices", "bell"),
)


@dataclass(frozen=True)
class Account:
    """Who is signed in, in words."""

    name: str
    roles: str
    place: object  # a text, read when it is shown


@dataclass(frozen=True)
class Link:
    label: str | Promise
    address: str
    icon: str
    is_here: bool = False
    count: int = 0


@dataclass
class Group:
    """Links of the menu that stand together."""

    label: str | Promise
    links: list[Link] = field(default_factory=list)


def shell(request: HttpRequest) -> dict[str, object]:
    """For templates. Nothing is asked of the database until a page shows it."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {
            **_kind_of_page(),
            "account": None,
            "reader": "",
            "menu": [],
            **_public(request),
        }
    roles = cache(lambda: frozenset(grant.role for grant in grants_of(user)))
    return {
        **_kind_of_page(),
        **_public(request),
        "account": SimpleLazyObject(lambda: _account(user, roles())),
        "reader": SimpleLazyObject(lambda: "desk" if roles() else "own"),
        "menu": SimpleLazyObject(lambda: _menu(request, user, roles())),
        "viewing": SimpleLazyObject(lambda: _viewing(request, roles())),
        "search_place": SimpleLazyObject(lambda: reverse("search") if roles() & DESK else ""),
        "unread_notices": SimpleLazyObject(lambda: unread(user)),
    }


def _public(request: HttpRequest) -> dict[str, object]:
    """The public pages in the head of a page and in its foot."""
    return {
        "head_links": SimpleLazyObject(lambda: _leading(request, in_head=True)),
        "foot_links": SimpleLazyObject(lambda: _leading(request, in_head=False)),
        "about_links": SimpleLazyObject(lambda: _about(request)),
        "imprint": SimpleLazyObject(_imprint),
        "public_search": SimpleLazyObject(_public_search),
        "is_reading": reading.is_on(request),
    }


def public_links(here: str, *, in_head: bool) -> tuple[Link, ...]:
    """Public pages that systems offer, with the one that is open marked."""
    links = _links(in_head, get_language(), get_urlconf())
    if not any(here.startswith(link.address) for link in links):
        return links
    return tuple(replace(link, is_here=here.startswith(link.address)) for link in links)


@cache
def _links(in_head: bool, language: str, urlconf: str | None) -> tuple[Link, ...]:
    """As they are on every page that is none of them."""
    offered = [one for _name, one in sorted(public_entries.items()) if one.in_head == in_head]
    places = [(str(one.label), address(one.url_name)) for one in offered]
    return tuple(Link(label, at, "") for label, at in places if at)


def _imprint() -> Imprint | None:
    """Whose the public pages are today; what is drawn twice on a page is asked for once."""
    today = clock.today()
    found = (one.on(today) for _name, one in sorted(publishers.items()))
    return next((one for one in found if one is not None), None)


def _public_search() -> str:
    """Where everybody looks for words; nothing when no system here offers it."""
    offered = (address(one.url_name) for _name, one in public_entries.items() if one.is_search)
    return next(offered, "")


def _leading(request: HttpRequest, *, in_head: bool) -> tuple[Link, ...]:
    """They lead on in the language of the page, where it is not the reader's."""
    links = public_links(request.path, in_head=in_head)
    return tuple(replace(link, address=leading_on(request, link.address)) for link in links)


def _about(request: HttpRequest) -> list[Link]:
    """What leads from the open page to about it."""
    here = request.path
    offered = [(one.label, one.address(here)) for _name, one in sorted(page_entries.items())]
    return [Link(label, leading_on(request, at), "") for label, at in offered if at]


def _viewing(request: HttpRequest, roles: frozenset[str]) -> Context | None:
    """Only a desk has a unit and a period."""
    return chosen(request) if roles & DESK else None


def _kind_of_page() -> dict[str, object]:
    here = environment()
    return {
        "is_demo": here.is_demo,
        "is_practice": bool(here.practice),
        "contact": here.contact,
        "code": SimpleLazyObject(code),
    }


def roles_of(user: User, day: date) -> frozenset[str]:
    """Every role that the account holds anywhere on a day."""
    return frozenset(grant.role for grant in held(user, day))


def _menu(request: HttpRequest, user: User, roles: frozenset[str]) -> list[Group]:
    return groups(roles, request.path, todo.count(request, user) if roles & DESK else 0)


def groups(roles: frozenset[str], here: str, waiting: int = 0) -> list[Group]:
    """The menu for an account of these roles, with the entry of the page `here` marked, and how
    many things wait for it."""
    first = FIRST if roles & DESK else FIRST_OF_OTHERS
    own = [
        Link(label, reverse(name), icon, here == reverse(name), waiting if name == TODO else 0)
        for label, name, icon in first
    ]
    made = {str(_("Việc của tôi")): Group(_("Việc của tôi"), own)}
    entries = [entry for _name, entry in sorted(menu.items()) if entry.roles & roles]
    places = {entry.url_name: address(entry.url_name) for entry in entries}
    nearest = max((at for at in places.values() if at and here.startswith(at)), key=len, default="")
    for entry in entries:
        if at := places[entry.url_name]:
            group = made.setdefault(str(entry.group), Group(entry.group))
            group.links.append(Link(entry.label, at, entry.icon, at == nearest))
    return list(made.values())


def _account(user: User, roles: frozenset[str]) -> Account:
    words = [str(Role(role).label) for role in Role.values if role in roles]
    return Account(
        name_of(user) or user.username, "; ".join(words), SimpleLazyObject(lambda: _place(user))
    )


def _place(user: User) -> str:
    """The units over which the account holds a role today."""
    today = clock.today()
    units = Grant.objects.in_force(today).filter(user=user).values("unit")
    names = Name.objects.in_force(today).filter(unit__in=units).order_by("text", "pk")
    return "; ".join(map(str, names))


def address(url_name: str) -> str:
    """Where a screen of this name stands; nothing when no system here offers it."""
    return _address(url_name, get_urlconf() or settings.ROOT_URLCONF)


@cache  # every page asks for dozens of them
def _address(url_name: str, urlconf: str) -> str:
    try:
        return reverse(url_name, urlconf)
    except NoReverseMatch:
        return ""
