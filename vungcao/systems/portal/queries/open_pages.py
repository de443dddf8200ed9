"""Pages as the public search reads them: of any kind, as far as anybody may read them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from hashlib import sha256
from html import unescape

from django.apps import apps
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.search.index import SearchField

from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.offers.search import PublicText
from vungcao.systems.portal.models import Home
from vungcao.systems.portal.queries.opened import home, opened

FRONT, TOP = 2, 3  # depths of the front and of the sections right below it
STEP = Page.steplen
SHOWN = ExpressionWrapper(OuterRef("path"), output_field=CharField())
# What is read beside blocks and rich texts; a kind of page names more in Wagtail's search_fields.
SAID = frozenset({"lead", "place", "source"})


WORDS: Mapping[str, str | Promise] = {
    "portal.article": _("Tin, bài"),
    "portal.event": _("Sự kiện"),
    "portal.section": _("Chuyên mục"),
}


def kinds() -> Mapping[str, str | Promise]:
    """Every kind of page of the portal but the front, by our word or its own."""
    return {
        kind(model): WORDS.get(kind(model), capfirst(model._meta.verbose_name or ""))
        for model in apps.get_app_config("portal").get_models()
        if issubclass(model, Page) and model is not Home
    }


def kind(model: type[Page]) -> str:
    return f"portal.{model._meta.model_name}"


def open_now(now: datetime) -> QuerySet[Page]:
    """What anybody may read at a moment: also before the clock has taken down what is over.

    One query; Wagtail's own `public()` asks for what is closed first.
    """
    closed = PageViewRestriction.objects.annotate(shown=SHOWN)
    closed = closed.filter(shown__startswith=F("page__path")).order_by("pk")
    live: QuerySet[Page] = Page.objects.live().filter(depth__gt=FRONT)
    return live.exclude(expire_at__lte=now).exclude(Exists(closed))


def readable(keys: frozenset[str], now: datetime) -> set[str]:
    """Which of these pages anybody may read now."""
    ids = [int(key) for key in keys if key.isdecimal()]
    found = open_now(now).filter(pk__in=ids).order_by("pk")
    return {str(pk) for pk in found.values_list("pk", flat=True)}


def keys_of(key: str) -> frozenset[str]:
    """The page, and all that stands below it: they move and are closed together."""
    page = Page.objects.filter(pk=int(key)).order_by("pk").first() if key.isdecimal() else None
    if page is None or not page.numchild:
        return frozenset({key})
    below = page.get_descendants(inclusive=True).order_by("pk")
    return frozenset(str(pk) for pk in below.values_list("pk", flat=True))


def read(keys: frozenset[str] | None, day: date) -> Iterator[PublicText]:
    """Pages with every word that they say."""
    del day  # a page is open or it is not
    front = home()
    found = _open().select_related("locale").order_by("pk")
    if keys is not None:
        found = found.filter(pk__in=[int(key) for key in keys if key.isdecimal()])
    if front is None:
        return
    tops = _tops()
    for page in found.specific():  # type: ignore[attr-defined]
        section = tops.get(page.path[: TOP * STEP], "")
        yield PublicText(
            key=str(page.pk),
            title=page.title,
            kind=kind(type(page)),
            address=f"/{page.url_path.removeprefix(front.url_path)}",
            text="\n".join(said(page)),
            section=section,
            language=page.locale.language_code,
            day=_day(page),
            stamp=_stamp(page.live_revision_id, page.last_published_at, page.url_path, section),
        )


def stamps(day: date) -> Mapping[str, str]:
    """Every page that is open, and what tells its wording and place from another one."""
    del day
    tops = _tops()
    rows = _open().order_by("pk")
    told = rows.values_list("pk", "path", "live_revision", "last_published_at", "url_path")
    return {
        str(pk): _stamp(revision, at, url_path, tops.get(path[: TOP * STEP], ""))
        for pk, path, revision, at, url_path in told
    }


def said(page: Page) -> Iterable[str]:
    """What a page says beside its title, a line for each thing."""
    named = {one.field_name for one in type(page).search_fields if isinstance(one, SearchField)}
    for field in page._meta.concrete_fields:
        if issubclass(Page, field.model):
            continue
        value = field.value_from_object(page)
        if isinstance(field, StreamField):
            yield from (line.replace("|", " · ") for line in field.get_searchable_content(value))
        elif isinstance(field, RichTextField) or field.name in SAID | named:
            yield unescape(strip_tags(str(value or "")))


def _open() -> QuerySet[Page]:
    found: QuerySet[Page] = opened(Page.objects).filter(depth__gt=FRONT)
    return found


def _tops() -> dict[str, str]:
    rows = Page.objects.filter(depth=TOP).order_by("path")
    return dict(rows.values_list("path", "title"))


def _day(page: Page) -> date | None:
    at = getattr(page, "begins_at", None) or page.first_published_at
    return at.astimezone(ZONE).date() if isinstance(at, datetime) else None


def _stamp(*parts: object) -> str:
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]
