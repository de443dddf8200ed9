"""Everything about one recognised person on one page; opening it is logged with its purpose."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.people.models import Purpose
from vungcao.kernel.people.services import PersonRecord, read
from vungcao.kernel.units.queries import on_day
from vungcao.kernel.vault import services as vault
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.queries import listing, norms
from vungcao.systems.prestige.queries import portrait as queries
from vungcao.systems.prestige.queries.moves import moves
from vungcao.systems.prestige.rules.standing import standing
from vungcao.systems.prestige.services import profiles
from vungcao.systems.prestige.services.reading import places_of
from vungcao.systems.prestige.views import person_events as events
from vungcao.systems.prestige.views import person_facts as facts
from vungcao.systems.prestige.views.allowed import address_of, may
from vungcao.systems.prestige.views.person_events import Story
from vungcao.systems.prestige.views.person_facts import Told
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.shell import Link

# What can be done with a recognition: its address, its words, and whether only while it counts.
WORK: tuple[tuple[str, Promise, bool], ...] = (
    ("prestige:benefit-new", _("Ghi chế độ"), True),
    ("prestige:visit-new", _("Đặt lịch thăm hỏi"), True),
    ("prestige:report-new", _("Ghi phản ánh"), True),
    ("prestige:describe", _("Sửa thành phần, trình độ"), False),
    ("prestige:proposal-end", _("Đề nghị đưa ra, thay thế (Mẫu 06)"), True),
    ("prestige:replace", _("Thay bằng người khác"), True),
    ("prestige:withdraw", _("Đưa ra khỏi danh sách"), True),
    ("prestige:void", _("Huỷ dòng ghi nhầm"), False),
)
# What needs the person's record, which somebody else keeps once it has moved away.
IN_THE_RECORD = frozenset({"prestige:report-new", "prestige:describe", "prestige:proposal-end"})


@dataclass(frozen=True)
class Sealed:
    """Who it is, and the records that are this person; nobody where they lie out of reach."""

    person: PersonRecord | None
    records: tuple[int, ...]


@only(permissions.READ_REGISTER)
def person(request: AccountRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.recognitions(request.user), pk=pk)
    sealed = _open(request, row)
    story = _story(request, row, sealed)
    told = _told(request, row, story)
    day = request.today
    context = {
        "row": row,
        "person": sealed.person,
        "standing": standing(row.valid_from, row.valid_until, day, listing.horizon(day)),
        "place": told.place,
        "who": facts.who(sealed.person, told),
        "term": facts.term(row, told),
        "events": events.events(story, day),
        "story": story,
        "years": queries.by_year(story.benefits or ()),
        "work": _work(request, row, sealed),
        "readings": _readings(request, row, sealed),
    }
    return render(request, "prestige/person.html", context)


def _open(request: AccountRequest, row: Recognition) -> Sealed:
    """The kept record of the person, where the reader reaches it."""
    found = queries.records(row.person_id)
    if not found:
        return Sealed(None, (row.person_id,))
    (opened,) = read(persons=found[:1], purpose=Purpose.REGISTER, by=request.user)
    return Sealed(opened, tuple(one.pk for one in found))


def _story(request: AccountRequest, row: Recognition, sealed: Sealed) -> Story:
    """What happened to the person in the register, as far as this account may read it."""
    user = request.user
    terms = queries.terms(sealed.records, user)
    reads_benefits = may(request, permissions.READ_BENEFITS, row.scope)
    reads_reports = may(request, permissions.READ_REPORTS, row.scope)
    return Story(
        shown=row,
        terms=terms,
        followers=queries.followers(terms),
        moves=moves(row.unit),
        benefits=queries.benefits(terms, user) if reads_benefits else None,
        visits=queries.visits(terms, user) if reads_benefits else None,
        reports=queries.reports(terms, user) if reads_reports else None,
        papers=queries.papers(terms, user),
        kinds=norms.kinds(request.today),
        reasons=norms.reasons(request.today),
        address=lambda name, *args, scope="": address_of(request, name, *args, scope=scope),
    )


def _told(request: AccountRequest, row: Recognition, story: Story) -> Told:
    (profile,) = profiles.opened([row])
    (note,) = vault.open_texts([row.end_note])
    (place,) = places_of([row], request.today)
    (village,) = on_day([row.unit_id], max(row.valid_from, row.unit.valid_from))
    return Told(
        profile=profile,
        note=note or "",
        place=place,
        village=village.name,
        components=norms.components(request.today),
        story=story,
    )


def _work(request: AccountRequest, row: Recognition, sealed: Sealed) -> Sequence[Link]:
    """The steps that this account may take with this recognition in its state."""
    if row.is_void:
        return ()
    counts = row.valid_from <= request.today < row.valid_until
    found = (
        Link(words, address_of(request, name, row.pk, scope=row.scope), "")
        for name, words, is_of_now in WORK
        if (counts or not is_of_now) and (sealed.person or name not in IN_THE_RECORD)
    )
    return [link for link in found if link.address]


def _readings(
    request: AccountRequest, row: Recognition, sealed: Sealed
) -> list[queries.Reading] | None:
    """Who has opened the record; None for an account that does not read that."""
    if not may(request, permissions.READ_ACCESS, row.scope):
        return None
    return queries.readings(sealed.records)
