"""A page in other languages: where it stands, what stands in for it, which translations are old."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.urls import reverse
from wagtail.models import Page

from vungcao.kernel.editions.queries import remembered
from vungcao.systems.portal.models import Language, Section, Translation
from vungcao.systems.portal.models.languages import VIETNAMESE
from vungcao.systems.portal.queries import published
from vungcao.systems.portal.queries.opened import home, opened

FRONT = "trang-chu/"


@dataclass(frozen=True)
class Alternate:
    """The same page in a language: for readers and for machines that look for theirs."""

    code: str
    address: str


def alternates(page: Page) -> list[Alternate]:
    """Every language in which anybody may read the page, itself too; empty when it is alone."""
    if page.translation_key not in remembered("portal.translated", _translated):
        return []
    return remembered(("portal.alternates", page.translation_key), lambda: _alternates(page))


def _alternates(page: Page) -> list[Alternate]:
    rows = opened(Page.objects).filter(translation_key=page.translation_key)
    rows = rows.select_related("locale").order_by("locale__pk", "pk")
    found = [Alternate(one.locale.language_code, one.url) for one in rows]
    return found if len(found) > 1 else []


def _translated() -> frozenset[UUID]:
    """What marks the pages that stand in more than one language, asked once for all pages."""
    same = Page.objects.order_by().values("translation_key").annotate(number=Count("pk"))
    return frozenset(same.filter(number__gt=1).values_list("translation_key", flat=True))


def fronts() -> Sequence[Section]:
    """The fronts of other languages that anybody may read; nobody changes them."""
    return remembered("portal.fronts", _fronts)


def _fronts() -> Sequence[Section]:
    top = home()
    if top is None:
        return []
    there = opened(Section.objects).filter(translation_key=top.translation_key)
    return list(there.select_related("locale").order_by("path"))


def names() -> dict[str, Language]:
    """Every language by its code, in their order."""
    return remembered("portal.languages", _names)


def _names() -> dict[str, Language]:
    return {one.code: one for one in Language.objects.order_by("order", "pk")}


@dataclass(frozen=True)
class StandIn:
    """A Vietnamese page at the address of another language in which it has not been written.

    With `there` it has, at that address.
    """

    page: Page
    language: Language
    there: str = ""


def stand_in(path: str) -> StandIn | None:
    """What is given at an address below the front of a language where no page stands."""
    code, _slash, rest = path.partition("/")
    front = next((one for one in fronts() if one.slug == code), None)
    page = published.page(rest) if front is not None and rest else None
    if front is None or page is None or page.locale.language_code != VIETNAMESE:
        return None
    language = Language.objects.filter(code=front.locale.language_code).order_by("pk").first()
    if language is None:
        return None
    there = [one.address for one in alternates(page) if one.code == language.code]
    return StandIn(page, language, *there)


def counterpart(address: str, code: str) -> str:
    """The same page in another language, where the address is one of ours and it has one."""
    path = "" if address in ("/", reverse("portal:front")) else address.removeprefix("/")
    page = published.page(path)
    if page is None and (found := stand_in(path)) is not None:
        page = found.page
    if page is None:
        return ""
    if page.locale.language_code == code:
        return str(page.url) if page.url != "/" else reverse("portal:front")
    there = [one.address for one in alternates(page) if one.code == code]
    return there[0].replace("//", "/") if there else ""


def translations() -> QuerySet[Translation]:
    """For the office: each with whether its source has changed since (`is_old`)."""
    rows = Translation.objects.select_related("page__locale", "source__locale")
    current = Q(seen=F("source__latest_revision")) | Q(source__latest_revision=None)
    is_old = Case(When(current, then=Value(False)), default=Value(True))
    return rows.annotate(is_old=is_old).order_by("-is_old", "-seen_at", "-pk")
