"""Which body the portal was and is, by day: it follows from organisations and their successions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from wagtail.models import Page

from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.citations.models import State
from vungcao.kernel.editions.queries import remembered
from vungcao.kernel.offers.imprints import Imprint
from vungcao.kernel.organisations import queries as organisations
from vungcao.kernel.organisations.models import (
    Contact,
    Organisation,
    OrganisationKind,
    OrganisationSuccession,
)
from vungcao.systems.portal.models import Article
from vungcao.systems.portal.queries.opened import opened

ON_A_PAGE = 20


@dataclass(frozen=True)
class Era:
    """A body of the chain with the days on which it was the portal's, half-open."""

    id: int
    name: str
    since: date
    until: date | None
    is_read: bool  # whether anybody has read the act that gives these days

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.since, time(), ZONE)

    @property
    def ends(self) -> datetime | None:
        return datetime.combine(self.until, time(), ZONE) if self.until else None


def body_on(day: date) -> Organisation | None:
    """The department in force; nobody before one is entered."""
    # That there is nobody is remembered too: every public page asks.
    (found,) = remembered(("portal.body", day), lambda: (_body_on(day),))
    return found


def _body_on(day: date) -> Organisation | None:
    found = Organisation.objects.in_force(day).filter(kind=OrganisationKind.DEPARTMENT)
    return found.select_related("basis").order_by("pk").first()


def imprint(body: Organisation, day: date) -> Imprint:
    return remembered(("portal.imprint", body.pk, day), lambda: _imprint(body, day))


def _imprint(body: Organisation, day: date) -> Imprint:
    name = organisations.name(body, day)
    reached = Contact.objects.in_force(day).filter(organisation=body).order_by("pk").first()
    if reached is None:
        return Imprint(name)
    return Imprint(name, reached.address, reached.telephone, reached.email, reached.website)


def eras(body: Organisation, day: date) -> Sequence[Era]:
    """A body and those whose work has come to it, the newest first; named as of a day."""
    return remembered(("portal.eras", body.pk, day), lambda: _eras(body, day))


def _eras(body: Organisation, day: date) -> Sequence[Era]:
    chain, seen, waiting = [body], {body.pk}, [body.pk]
    while waiting:
        acts = OrganisationSuccession.objects.filter(
            target__in=waiting, source__kind=OrganisationKind.DEPARTMENT
        ).exclude(kind=OrganisationSuccession.Kind.TRANSFER)
        before = [one.source for one in acts.select_related("source__basis").order_by("pk")]
        fresh = {one.pk: one for one in before if one.pk not in seen}
        chain, waiting = [*chain, *fresh.values()], list(fresh)
        seen |= fresh.keys()
    names = organisations.called(seen, day)
    made = [
        Era(
            one.pk,
            names.get(one.pk, ""),
            one.valid_from,
            one.valid_until,
            one.basis.state == State.SEEN,
        )
        for one in chain
    ]
    return sorted(made, key=lambda era: (era.since, era.id), reverse=True)


def era_of(published: date, body: Organisation, day: date) -> Era | None:
    """The former body under which something was published; None where it was this one."""
    if published >= body.valid_from:
        return None
    found = [one for one in eras(body, day) if one.since <= published]
    return found[0] if found else None


def former(section: Page, body: Organisation, day: date) -> Sequence[Era]:
    """The former bodies under which articles below a section were published."""
    key = ("portal.former", section.path, body.pk, day)
    return remembered(key, lambda: _former(section, body, day))


def _former(section: Page, body: Organisation, day: date) -> Sequence[Era]:
    begin = datetime.combine(body.valid_from, time(), ZONE)
    found = opened(Article.objects.descendant_of(section))
    before = found.filter(first_published_at__lt=begin).order_by("first_published_at", "pk")
    moments = before.values_list("first_published_at", flat=True)
    days = {at.astimezone(ZONE).date() for at in moments if at}
    if not days:
        return []
    return [
        era
        for era in eras(body, day)
        if era.id != body.pk and any(_lies_in(one, era) for one in days)
    ]


def archived(era: Era, section: Page | None, before: int | None, limit: int) -> Sequence[Article]:
    """Articles of an era, the newest first, after the article `before`."""
    found = opened(Article.objects).filter(first_published_at__gte=era.begins)
    if era.ends is not None:
        found = found.filter(first_published_at__lt=era.ends)
    if section is not None:
        found = found.descendant_of(section)
    last = found.filter(pk=before).order_by("pk").first() if before else None
    if last is not None:
        found = found.filter(first_published_at__lte=last.first_published_at).exclude(pk=last.pk)
    return list(found.order_by("-first_published_at", "-pk")[:limit])


def _lies_in(day: date, era: Era) -> bool:
    return era.since <= day and (era.until is None or day < era.until)
