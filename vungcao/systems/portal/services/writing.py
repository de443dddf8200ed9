"""Sections and articles made outside of the editor: by reference data, by the demo, by tests."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page, Site

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.portal.models import Article, Event, GroupPage, Home, Section
from vungcao.systems.portal.services import announcing, copies, groups, revisions, workflows

FRONT = "trang-chu"


@dataclass(frozen=True)
class Text:
    """An article before it is one; `body` holds (block, value) as in `models.blocks`."""

    slug: str
    title: str
    lead: str
    body: list[tuple[str, Any]] = field(default_factory=list)
    source: str = ""


@dataclass(frozen=True)
class Happening:
    """An event before it is one."""

    slug: str
    title: str
    lead: str
    begins_at: datetime
    place: str
    ends_at: datetime | None = None
    body: list[tuple[str, Any]] = field(default_factory=list)


@transaction.atomic
def open_front(*, title: str, lead: str, by: User) -> Home:
    """The front page; made once. Its steps of approval are made when they are not there."""
    home = Home.objects.order_by("pk").first()
    if home is not None:
        workflows.prepare(home=home, by=by)
        return home
    Page.objects.filter(depth=2).delete()  # Wagtail's page of welcome
    root = Page.get_first_root_node()
    home = root.add_child(instance=Home(title=title, slug=FRONT, lead=lead, owner=by))
    Site.objects.update_or_create(
        hostname="localhost",
        defaults={"root_page": home, "is_default_site": True, "site_name": title},
    )
    Site.clear_site_root_paths_cache()
    workflows.prepare(home=home, by=by)
    audit.record(by=by, action="portal.front_opened", subject=home)
    return home


@transaction.atomic
def open_section(*, above: Page, slug: str, title: str, lead: str, by: User) -> Section:
    """A section below the front or another section; one that is there stays as it is."""
    found = Section.objects.child_of(above).filter(slug=slug).order_by("pk").first()
    if found is not None:
        return found
    section: Section = above.add_child(
        instance=Section(title=title, slug=slug, lead=lead, owner=by)
    )
    groups.arrange(by=by)
    announcing.say(section.pk)
    audit.record(by=by, action="portal.section_opened", subject=section)
    return section


@transaction.atomic
def write(*, section: Section, text: Text, by: User) -> Article:
    """A draft of an article in a section."""
    article: Article = section.add_child(
        instance=Article(
            title=text.title,
            slug=text.slug,
            lead=text.lead,
            body=text.body,
            source=text.source,
            live=False,
            has_unpublished_changes=True,
            owner=by,
        )
    )
    article.save_revision(user=by)
    audit.record(by=by, action="portal.written", subject=article)
    return article


@transaction.atomic
def publish(*, article: Article, at: datetime, by: User) -> Article:
    """Publish the newest draft with a day of its own and keep its copy."""
    article.first_published_at = at
    article.save_revision(user=by, log_action=False).publish(user=by, skip_permission_checks=True)
    published: Article = Article.objects.get(pk=article.pk)
    copies.keep(article=published, now=at, by=by)
    announcing.say(published.pk)
    audit.record(by=by, action="portal.published", subject=published)
    return published


@transaction.atomic
def bring(*, section: Section | GroupPage, text: Text, at: datetime, by: User) -> Article:
    """An article that was published elsewhere, at a moment of its own: no draft comes before it."""
    article: Article = section.add_child(
        instance=Article(**vars(text), first_published_at=at, last_published_at=at, owner=by)
    )
    revisions.keep_as_published(page=article, by=by)
    copies.keep(article=article, now=at, by=by)
    announcing.say(article.pk)
    audit.record(by=by, action="portal.published", subject=article)
    return article


@transaction.atomic
def announce(*, section: Section, said: Happening, by: User) -> Event:
    """Publish an event in a section."""
    event: Event = section.add_child(instance=Event(**vars(said), owner=by))
    revisions.keep_as_published(page=event, by=by)
    announcing.say(event.pk)
    audit.record(by=by, action="portal.announced", subject=event)
    return event
