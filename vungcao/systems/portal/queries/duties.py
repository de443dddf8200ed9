"""What has to be public by decree, and where it is: read from pages and offers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Max
from django.db.models.functions import Coalesce, Left, Length
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.models import Page

from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.norms import queries as norms
from vungcao.kernel.norms.models import TableRow
from vungcao.kernel.norms.queries import NothingInForce
from vungcao.kernel.offers.publications import public_items
from vungcao.kernel.offers.screens import public_entries
from vungcao.kernel.organisations import queries as organisations
from vungcao.systems.portal.models import Article, DutyStanding, KeptCopy, Section
from vungcao.systems.portal.queries.opened import home, opened
from vungcao.systems.portal.rules import duties as rules
from vungcao.systems.portal.rules.duties import Place, State
from vungcao.web.shell import address

TABLE = "portal.duties"
STEP = Page.steplen


@dataclass(frozen=True)
class Duty:
    """One class of information and how it stands on a day."""

    key: str
    part: str
    name: str
    article: str
    is_read: bool
    term: int | None
    places: tuple[Place, ...]
    day: date

    @property
    def items(self) -> int:
        return sum(place.items for place in self.places)

    @property
    def newest_on(self) -> date | None:
        return rules.newest(self.places)

    @property
    def age(self) -> int | None:
        return (self.day - self.newest_on).days if self.newest_on else None

    @property
    def lapses_on(self) -> date | None:
        return rules.lapses_on(self.newest_on, self.term)

    @property
    def state(self) -> State:
        return rules.state(self.items, self.lapses_on, self.day)


def duties(day: date) -> list[Duty]:
    """All duties that are in force on a day, in their order; none before they are loaded."""
    ground = _Ground(day)
    return [_duty(row, ground) for row in _rows(day)]


def basis(day: date) -> str:
    """The text on which the list rests, by its number."""
    rows = _rows(day)
    return rows[0].version.basis.number if rows else ""


def lacking(day: date) -> list[str]:
    """Names of the duties that were found wanting when they were last looked at."""
    wanting = set(DutyStanding.objects.lacking(day).values_list("duty", flat=True).order_by("pk"))
    return [row.values["name"] for row in _rows(day) if row.key in wanting]


def _rows(day: date) -> list[TableRow]:
    try:
        rows = norms.table(TABLE, day)
    except NothingInForce:
        return []
    return sorted(rows, key=lambda row: int(row.values["position"]))


def _duty(row: TableRow, ground: "_Ground") -> Duty:
    said = row.values
    found = [ground.place(kind, name) for kind, name in rules.ways(said["met_by"])]
    places: dict[str, Place] = {}
    for place in found:
        if place is not None:  # what two ways lead to is one place: the first counts its things
            places.setdefault(place.address or place.label, place)
    return Duty(
        key=row.key,
        part=said["part"],
        name=said["name"],
        article=said["article"],
        is_read=said["read"] == "seen",
        term=rules.term(said["term_days"]),
        places=tuple(places.values()),
        day=ground.day,
    )


class _Ground:
    """What there is on a day, each kind of thing asked for once."""

    def __init__(self, day: date) -> None:
        self.day = day
        self._by_kind: Mapping[str, Callable[[str], Place | None]] = {
            "section": self._section,
            "items": self._items,
            "entry": self._entry,
            "language": self._language,
            "function": self._function,
        }

    def place(self, kind: str, name: str) -> Place | None:
        """Nothing where the product has no such place; that is no fault, others may have it."""
        return self._by_kind[kind](name)

    @cached_property
    def _front(self) -> str:
        front = home()
        return front.url_path if front else "/"

    @cached_property
    def _sections(self) -> dict[str, Section]:
        found = opened(Section.objects).order_by("path")
        return {one.url_path.removeprefix(self._front).strip("/"): one for one in found}

    @cached_property
    def _owners(self) -> Mapping[int, str]:
        ids = {one.owner_body_id for one in self._sections.values() if one.owner_body_id}
        return organisations.called(ids, self.day) if ids else {}

    @cached_property
    def _below(self) -> list[tuple[str, int, datetime | None]]:
        """For each page with children: its path, how many pages of content, the newest of them."""
        pages = opened(Page.objects).not_exact_type(Section).filter(depth__gt=3)
        counted = (
            pages.annotate(above=Left("path", Length("path") - STEP))
            .values("above")
            .annotate(items=Count("pk"), newest=Max(_moment()))
            .order_by("above")
        )
        return list(counted.values_list("above", "items", "newest"))

    def _section(self, path: str) -> Place | None:
        section = self._sections.get(path)
        if section is None:
            return None
        inside = [row for row in self._below if row[0].startswith(section.path)]
        moments = [at for _path, _items, at in inside if at]
        return Place(
            label=section.title,
            address=f"/{path}/",
            items=sum(items for _path, items, _at in inside),
            newest_on=_day(max(moments, default=None)),
            owner=self._owner(section),
            mend=f"{reverse('portal:editor')}pages/{section.pk}/",
        )

    def _owner(self, section: Section) -> str:
        """Its own owner, or that of the nearest section above."""
        above = [one for one in self._sections.values() if section.path.startswith(one.path)]
        owned = [one.owner_body_id for one in above if one.owner_body_id]
        return self._owners.get(owned[-1], "") if owned else ""

    def _items(self, name: str) -> Place | None:
        offer = dict(public_items.items()).get(name)
        if offer is None:
            return None
        found = list(offer.items(self.day))
        first = found[0][1] if found else ""
        there = first.partition("?")[0] if len(found) == 1 else _folder(first)
        newest = offer.newest(self.day) if offer.newest else None
        return Place(str(offer.label), there, len(found), newest, mend=there)

    def _entry(self, name: str) -> Place | None:
        offer = dict(public_entries.items()).get(name)
        at = address(offer.url_name) if offer else ""
        return Place(str(offer.label), at, 1) if offer and at else None

    def _language(self, code: str) -> Place:
        pages = opened(Page.objects).filter(depth__gt=3, locale__language_code=code)
        said = pages.aggregate(items=Count("pk"), newest=Max(_moment()))
        first = pages.order_by("path").values_list("url_path", flat=True).first() or ""
        at = f"/{first.removeprefix(self._front)}" if first else ""
        label = _("Trang bằng thứ tiếng này: %(language)s") % {"language": _called(code)}
        mend = reverse("portal:editor")
        return Place(label, at, said["items"], _day(said["newest"]), mend=mend)

    def _function(self, name: str) -> Place | None:
        return FUNCTIONS[name](self.day)


def _called(code: str) -> str:
    """The name of a language; its code where Django knows no name."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _search(day: date) -> Place:
    return Place(_("Tìm kiếm"), reverse("portal:search"), 1)


def _print(day: date) -> Place:
    """Every article has a button to print it; an article is needed to have one."""
    count = opened(Article.objects).count()
    return Place(_("Nút In trang này ở cuối mỗi bài"), reverse("portal:front"), count)


def _archive(day: date) -> Place:
    kept = KeptCopy.objects.aggregate(items=Count("pk"), newest=Max("kept_at"))
    label = _("Bản lưu kèm mã băm ở cuối mỗi bài")
    return Place(label, reverse("portal:front"), kept["items"], _day(kept["newest"]))


FUNCTIONS: Mapping[str, Callable[[date], Place]] = {
    "archive": _archive,
    "print": _print,
    "search": _search,
}


def _moment() -> Coalesce:
    return Coalesce("last_published_at", "first_published_at")


def _day(at: datetime | None) -> date | None:
    return at.astimezone(ZONE).date() if at else None


def _folder(place: str) -> str:
    """Where things of this kind are listed: the address above theirs."""
    path, _mark, asked = place.partition("?")
    return path if asked else f"{path.rstrip('/').rpartition('/')[0]}/"


def parts(found: Iterable[Duty]) -> list[tuple[str, list[Duty]]]:
    """The duties by part, in their order."""
    told: dict[str, list[Duty]] = {}
    for one in found:
        told.setdefault(one.part, []).append(one)
    return list(told.items())
