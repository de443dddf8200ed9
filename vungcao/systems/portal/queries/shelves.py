"""Pages that stand in lists of their own: advice by month, topics that run, pages of groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import get_language
from wagtail.models import Page

from vungcao.kernel.editions.queries import remembered
from vungcao.kernel.norms.models import EthnicGroup, LocalGroup
from vungcao.kernel.offers.publications import GroupCount, group_counts
from vungcao.systems.portal.models import (
    Advice,
    Almanac,
    AnsweredQuestion,
    Article,
    Consultation,
    Disclosure,
    Event,
    RecordedDocument,
    Section,
    TopicPage,
    WorkWeek,
)
from vungcao.systems.portal.queries.opened import opened
from vungcao.systems.portal.rules import seasons

LISTED_APART = (Section, Article, Event)
# Pages of which there are many, each found in the list of what it stands in.
LEAVES = (
    *(Advice, AnsweredQuestion, Article, Consultation),
    *(Disclosure, Event, RecordedDocument, WorkWeek),
)


def others(above: Page) -> Sequence[Page]:
    """Pages right below a section that are no section, article or event, in their own order."""
    found = opened(above.get_children()).not_type(*LISTED_APART)
    return list(found.order_by("path").specific())


def mapped() -> list[tuple[Page, str]]:
    """Every page that holds others or stands alone, and the title of what it stands in."""
    found = opened(Page.objects).filter(depth__gt=2).order_by("path")
    pages = list(found.not_type(*LEAVES))
    titles = {page.path: page.title for page in pages}
    return [(page, titles.get(page.path[: -page.steplen], "")) for page in pages]


def advice(almanac: Almanac, crop: str, month: int | None) -> list[Advice]:
    """Advice on a crop that holds in a month; all of it where nothing is asked."""
    found = opened(Advice.objects.child_of(almanac))
    if crop:
        found = found.filter(crop__iexact=crop)
    rows = list(found.order_by("title", "pk").defer("body"))
    return [one for one in rows if month is None or one.is_in_season(month)]


def by_season(rows: Sequence[Advice], month: int) -> list[Advice]:
    """What begins next comes first."""
    return sorted(rows, key=lambda one: seasons.wait(one.first_month, one.last_month, month))


def crops(almanac: Almanac) -> list[str]:
    """The crops on which there is advice, each once however it was written."""
    found = opened(Advice.objects.child_of(almanac)).order_by("crop", "pk")
    written = {crop.casefold(): crop for crop in found.values_list("crop", flat=True)}
    return [written[crop] for crop in sorted(written)]


def topics(above: Page, day: date, limit: int) -> Sequence[TopicPage]:
    """Topics below a page that run on a day, in its language, the newest first."""
    below = TopicPage.objects.descendant_of(above).filter(locale=above.locale_id)
    found = opened(below).filter(Q(ends_on=None) | Q(ends_on__gt=day))
    return list(found.order_by("-first_published_at", "-pk").defer("body")[:limit])


@dataclass(frozen=True)
class Counted:
    """What one system knows as published of a group."""

    label: str
    counts: Sequence[GroupCount]


def counted(group: EthnicGroup) -> list[Counted]:
    """How many of a group have been published, by who offers it; nothing offered, nothing shown."""
    return remembered(("portal.counted", group.pk, get_language()), lambda: _counted(group))


def _counted(group: EthnicGroup) -> list[Counted]:
    offered = sorted(group_counts.items())
    found = [Counted(str(one.label), one.counts(group.pk)) for _name, one in offered]
    return [one for one in found if one.counts]


def local_groups(group: EthnicGroup) -> list[LocalGroup]:
    """Local groups that count within a group, with what they rest on."""
    return list(group.local_groups.select_related("basis").order_by("name"))


@dataclass(frozen=True)
class Chosen:
    """A page as a topic leads to it."""

    title: str
    address: str
    lead: str


def chosen(keys: tuple[int, ...]) -> list[Chosen]:
    """Those of the pages that anybody may read now, in the order in which they were chosen."""
    return remembered(("portal.chosen", keys), lambda: _chosen(keys))


def _chosen(keys: tuple[int, ...]) -> list[Chosen]:
    rows = opened(Page.objects).filter(pk__in=keys).order_by("pk").specific()
    found = {one.pk: Chosen(one.title, one.url, getattr(one, "lead", "")) for one in rows}
    return [found[key] for key in keys if key in found]
