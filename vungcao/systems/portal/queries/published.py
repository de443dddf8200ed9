"""What anybody may read at this moment: live pages that nobody has closed."""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.functional import SimpleLazyObject
from wagtail.fields import StreamField
from wagtail.models import Page

from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.editions.queries import remembered
from vungcao.kernel.offers import articles as offers
from vungcao.systems.portal.models import Article, Event, Section
from vungcao.systems.portal.queries import audio, texts
from vungcao.systems.portal.queries.opened import home, locales, opened, title_above

KEY = "portal.page:"
ON_A_PAGE = 20
PAGES = 2000  # values in memory, above which no more texts come there


def page(path: str) -> Page | None:
    """The live page at an address below the front, as what it is."""
    front = home()
    if front is None:
        return None
    if not path:
        return copy(front)
    url_path = f"{front.url_path}{path}"
    # No more of them than this: they are whole texts, and most readers get a kept page.
    found = remembered(("portal.page", url_path), lambda: _read(url_path), most=PAGES)
    return copy(found) if found is not None else None


def _read(url_path: str) -> Page | None:
    """The page with all that its blocks show, so that nothing is read later."""
    place = remembered(("portal.place", url_path), lambda: _place(url_path))
    if place is None:
        return None
    model, pk = place
    specific: Page | None = opened(model.objects).filter(pk=pk).order_by("pk").first()
    if specific is not None:
        specific.locale = locales()[specific.locale_id]
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                list(getattr(specific, field.name))
    return specific


def _place(url_path: str) -> tuple[type[Page], int] | None:
    """Of which kind the page at an address is, and its number."""
    rows = opened(Page.objects).filter(url_path=url_path).order_by("pk")
    found = rows.values_list("content_type", "pk").first()
    if found is None:
        return None
    return ContentType.objects.get_for_id(found[0]).model_class() or Page, found[1]


def sections(above: Page) -> Sequence[Section]:
    """The sections right below a page, in the order in which editors put them."""
    found = Section.objects.child_of(above).filter(locale=above.locale_id)
    return list(opened(found).order_by("path"))


@dataclass(frozen=True)
class Line:
    """An article as lists name it."""

    pk: int
    title: str
    address: str
    lead: str
    published_at: datetime | None


def below(above: Page, before: int | None = None, limit: int = ON_A_PAGE) -> Sequence[Line]:
    """The newest articles below a page, after the article `before` of the page shown last."""
    if before is None:
        key = ("portal.below", above.path, above.locale_id, limit)
        return remembered(key, lambda: _below(above, None, limit))
    return _below(above, before, limit)


def _below(above: Page, before: int | None, limit: int) -> Sequence[Line]:
    found = opened(Article.objects.descendant_of(above).filter(locale=above.locale_id))
    last = found.filter(pk=before).order_by("pk").first() if before else None
    if last is not None:
        at = last.first_published_at
        found = found.filter(
            Q(first_published_at__lt=at) | Q(first_published_at=at, pk__lt=last.pk)
        )
    rows = found.order_by("-first_published_at", "-pk")[:limit]
    told = rows.values_list("pk", "title", "url_path", "lead", "first_published_at")
    return tuple(Line(pk, title, address(path), lead, at) for pk, title, path, lead, at in told)


def address(url_path: str) -> str:
    """Where a page stands, as everybody opens it."""
    front = home()
    return f"/{url_path.removeprefix(front.url_path)}" if front is not None else ""


def events(above: Page, since: datetime | None = None, limit: int = ON_A_PAGE) -> Sequence[Event]:
    """Events below a page: those to come, the next first; without a moment the latest first."""
    found = opened(Event.objects.descendant_of(above).filter(locale=above.locale_id))
    if since is not None:
        found = found.filter(Q(begins_at__gte=since) | Q(ends_at__gte=since))
        return list(found.order_by("begins_at", "pk")[:limit])
    return list(found.order_by("-begins_at", "-pk")[:limit])


def event(pk: int) -> Event | None:
    return opened(Event.objects).filter(pk=pk).order_by("pk").first()


def beside(shown: Page, limit: int) -> Sequence[Line]:
    """The newest articles of what a page stands in; the same for all that stands there."""

    key = ("portal.beside", shown.path[: -shown.steplen], limit)
    return remembered(key, lambda: below(shown.get_parent(), limit=limit))


def newest(since: date, limit: int, language: str = "") -> list[offers.Article]:
    """For other systems: the newest articles since a day, in one language or in all."""
    begin = datetime.combine(since, time(), ZONE)
    found = opened(Article.objects).filter(first_published_at__gte=begin)
    if language:
        found = found.filter(locale__language_code=language)
    found = found.select_related("locale")
    return _offered(found.order_by("-first_published_at", "-pk")[:limit])


def named(keys: Collection[str]) -> Mapping[str, offers.Article]:
    """For other systems: those of these keys that anybody may read now."""
    ids = [int(key.removeprefix(KEY)) for key in keys if key.removeprefix(KEY).isdecimal()]
    found = opened(Article.objects).filter(pk__in=ids).select_related("locale")
    return {one.key: one for one in _offered(found.order_by("pk"))}


def offered(shown: Article) -> offers.Article:
    """For other systems: an article that is being shown."""
    heard: Any = SimpleLazyObject(
        lambda: tuple(map(_sound, audio.by_page([shown.pk]).get(shown.pk, ())))
    )
    return _offer(shown, title_above(shown), heard)


def _offered(found: Sequence[Article]) -> list[offers.Article]:
    parents = {one.path[: -one.steplen] for one in found}
    names = dict(Page.objects.filter(path__in=parents).values_list("path", "title"))
    heard = audio.by_page(one.pk for one in found)
    return [
        _offer(
            one, names.get(one.path[: -one.steplen], ""), tuple(map(_sound, heard.get(one.pk, ())))
        )
        for one in found
    ]


def _offer(one: Article, section: str, sounds: tuple[offers.Sound, ...]) -> offers.Article:
    return offers.Article(
        key=f"{KEY}{one.pk}",
        title=one.title,
        lead=one.lead,
        address=one.url,
        section=section,
        language=one.locale.language_code,
        published_at=one.first_published_at,
        words=lambda: texts.words(one),
        sounds=sounds,
    )


def _sound(heard: audio.Heard) -> offers.Sound:
    edition = heard.edition
    return offers.Sound(
        language=edition.language.code,
        reader=edition.speaker.name,
        seconds=edition.seconds or 0,
        address=heard.common,
        media_type=heard.forms[-1].media_type,
    )
