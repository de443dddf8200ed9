"""Where an account edits: its bodies, the unit of its files, pages it can have read aloud, and in
which order the editor lists pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, Func, Q, QuerySet, Value, When
from django.db.models.functions import Lower
from wagtail.models import Page

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.search.rules.words import folded
from vungcao.kernel.units.models import Unit
from vungcao.systems.portal.models import Article, Event
from vungcao.systems.portal.models.languages import VIETNAMESE
from vungcao.systems.portal.queries.shelves import LEAVES

OFFERED = 200


def bodies(user: User, day: date) -> list[int]:
    """The organisations of the account's grants as an editor on a day."""
    held = Grant.objects.in_force(day).filter(user=user, role=Role.EDITOR)
    named = held.exclude(organisation=None).order_by("organisation")
    return list(named.values_list("organisation", flat=True).distinct())


def unit(user: User, day: date) -> Unit:
    """Where files lie that the account lays: the widest unit of its grants for the editor."""
    held = Grant.objects.in_force(day).filter(user=user, role__in=(Role.EDITOR, Role.PUBLISHER))
    return held.select_related("unit").order_by("scope", "pk")[0].unit


@dataclass(frozen=True)
class Offer:
    """Pages to choose from, and how many have the words that were looked for in their titles."""

    pages: Sequence[Page]
    words: str = ""
    number: int = 0


def readable(words: str = "", chosen: int | None = None) -> Offer:
    """Pages that can be read aloud; see `offer`."""
    return offer(Page.objects.type(Article, Event), words, chosen)


def translatable(words: str = "", chosen: int | None = None) -> Offer:
    """Vietnamese pages below the front; see `offer`."""
    pages = Page.objects.filter(depth__gt=2, locale__language_code=VIETNAMESE)
    return offer(pages, words, chosen)


def offer(pages: "QuerySet[Page]", words: str, chosen: int | None) -> Offer:
    """The page that is chosen, then those changed last.

    With words those that have all of them in their titles, with accents or without; where none
    has, all of them.
    """
    first = list(pages.filter(pk=chosen).order_by("pk")) if chosen else []
    met = pages.annotate(plain=Func(Lower("title"), function="unaccent"))
    for word in folded(words).split():
        met = met.filter(plain__contains=word)
    number = met.count() if words else 0
    latest = (met if number else pages).order_by("-latest_revision_created_at", "-pk")[:OFFERED]
    return Offer([*first, *(one for one in latest if one.pk != chosen)], words, number)


def as_read(pages: QuerySet[Page]) -> QuerySet[Page]:
    """What holds other pages in the order in which readers find it, then what there is much of,
    what was changed last first."""
    kinds = [kind.pk for kind in ContentType.objects.get_for_models(*LEAVES).values()]
    is_leaf = Q(content_type__in=kinds)
    return pages.order_by(
        Case(When(is_leaf, then=Value(1)), default=Value(0)),
        Case(When(is_leaf, then=Value("")), default=F("path")),
        F("latest_revision_created_at").desc(nulls_last=True),
        "-pk",
    )
