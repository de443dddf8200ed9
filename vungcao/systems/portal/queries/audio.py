"""Recordings as anybody hears them: published ones of pages that anybody may read now."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from wagtail.models import Page

from vungcao.kernel.editions.queries import remembered
from vungcao.systems.portal.models import AudioEdition, AudioState, Language
from vungcao.systems.portal.queries.opened import opened
from vungcao.systems.portal.rules import audio as rules

OPUS, MP3 = "opus", "mp3"
TYPES = {OPUS: "audio/ogg", MP3: "audio/mpeg"}
ENDINGS = {"audio/ogg": OPUS, "audio/mpeg": MP3, "audio/mp4": "m4a", "audio/wav": "wav"}
ON_A_PAGE = 30


@dataclass(frozen=True)
class Form:
    """One file of a recording: the code of what is stored, its type and its size."""

    ending: str
    stored: str
    media_type: str
    size: int


@dataclass(frozen=True)
class Heard:
    """A published recording with its files, and the page on which it stands."""

    edition: AudioEdition

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """What is offered, the lightest first; what could not be written anew as it came."""
        return forms(self.edition)

    @property
    def light(self) -> str:
        return address(self.edition, self.forms[0])

    @property
    def common(self) -> str:
        """The file that every player and every loudspeaker takes, where there is one."""
        return address(self.edition, self.forms[-1])

    @property
    def length(self) -> str:
        return rules.length(self.edition.seconds)

    @property
    def page(self) -> Page:
        assert self.edition.page is not None
        return self.edition.page

    @property
    def page_language(self) -> str:
        return str(self.page.locale.language_code)

    @property
    def address(self) -> str:
        """The page, with this recording in its player."""
        return f"{self.page.url}?nghe={self.edition.code}"


def forms(edition: AudioEdition) -> tuple[Form, ...]:
    made = (
        Form(OPUS, edition.opus, TYPES[OPUS], edition.opus_size),
        Form(MP3, edition.mp3, TYPES[MP3], edition.mp3_size),
    )
    if found := tuple(one for one in made if one.stored):
        return found
    ending = ENDINGS.get(edition.media_type, "")
    return (Form(ending, edition.original, edition.media_type, edition.size),)


def address(edition: AudioEdition, form: Form) -> str:
    return reverse("portal:recording", args=[edition.code, form.ending])


def aloud() -> QuerySet[AudioEdition]:
    """Published recordings of live pages, unordered."""
    pages = opened(Page.objects).order_by().values("pk")
    found = AudioEdition.objects.filter(state=AudioState.PUBLISHED, page__in=pages)
    return found.select_related("language", "speaker", "unit", "page__locale")


def one(code: str) -> Heard | None:
    found = aloud().filter(code=code).order_by("pk").first()
    return Heard(found) if found else None


def some(codes: Collection[str]) -> list[Heard]:
    """Those of these codes that may be heard, in the order of the codes."""
    found = {row.code: Heard(row) for row in aloud().filter(code__in=codes).order_by("pk")}
    return [found[code] for code in codes if code in found]


def may_be_heard(page: Page) -> bool:
    """Whether the page or a translation of it has a recording; asked once for all pages."""
    return page.translation_key in remembered("portal.heard", _heard)


def _heard() -> frozenset[UUID]:
    kept = AudioEdition.objects.filter(state=AudioState.PUBLISHED).order_by()
    return frozenset(kept.values_list("page__translation_key", flat=True).distinct())


def of_page(page: Page) -> list[Heard]:
    """Recordings of a page and of its translations, by language, the newest of each."""
    if not may_be_heard(page):
        return []
    return remembered(("portal.heard", page.translation_key), lambda: _of_page(page))


def _of_page(page: Page) -> list[Heard]:
    rows = aloud().filter(page__translation_key=page.translation_key)
    newest: dict[int, Heard] = {}
    for row in rows.order_by("language__order", "language", "-published_at", "-pk"):
        newest.setdefault(row.language_id, Heard(row))
    return list(newest.values())


def is_read(page: Page) -> bool:
    """Whether there is a recording of a page or of a translation, heard by anybody yet or not."""
    kept = AudioEdition.objects.exclude(state=AudioState.WITHDRAWN)
    return kept.filter(page__translation_key=page.translation_key).exists()


def newest(language: str = "", limit: int = ON_A_PAGE) -> list[Heard]:
    rows = aloud().filter(language__code=language) if language else aloud()
    return [Heard(row) for row in rows.order_by("-published_at", "-pk")[:limit]]


def languages() -> Sequence[Language]:
    """Those in which something can be heard, the most widely read first."""
    heard = aloud().order_by().values("language")
    return list(Language.objects.filter(pk__in=heard).order_by("order", "pk"))


def by_page(pages: Iterable[int]) -> Mapping[int, list[Heard]]:
    """For lists: recordings of each of these pages itself, one query for all."""
    found: dict[int, list[Heard]] = defaultdict(list)
    rows = aloud().filter(page__in=list(pages))
    for row in rows.order_by("language__order", "-published_at", "-pk"):
        heard = Heard(row)
        found[heard.page.pk].append(heard)
    return found


def counts(pages: Collection[int] | None = None) -> Mapping[int, int]:
    """How many recordings anybody can hear of each page that has any."""
    rows = aloud() if pages is None else aloud().filter(page__in=pages)
    counted = rows.order_by("page").values("page").annotate(number=Count("pk"))
    return {row["page"]: row["number"] for row in counted}


def all_editions() -> QuerySet[AudioEdition]:
    """For the office, the latest first."""
    rows = AudioEdition.objects.select_related("language", "speaker", "unit", "page", "uploaded_by")
    return rows.order_by("-uploaded_at", "-pk")


def to_do() -> QuerySet[AudioEdition]:
    """What waits for an ear or for publication, the oldest first."""
    waiting = Q(state=AudioState.UPLOADED) | Q(state=AudioState.CHECKED)
    return AudioEdition.objects.filter(waiting).order_by(F("uploaded_at"), "pk")
