"""Organisations as of a day: what they are called, who follows whom, who is responsible where."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Collate

from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.offers.upkeep import Doubt
from vungcao.kernel.organisations.models import (
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationSuccession,
    Oversight,
)
from vungcao.kernel.organisations.rules import folded
from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.queries import ancestors

REGISTERS = (
    (Organisation, "cơ quan"),
    (OrganisationName, "tên cơ quan"),
    (OrganisationSuccession, "dòng kế thừa"),
)


@dataclass(frozen=True)
class OrganisationOnDay:
    """A body with what was true of it on one day; one that was gone keeps its last facts."""

    id: int
    kind: OrganisationKind
    unit: int
    scope: str
    name: str
    abbreviation: str
    parent: int | None
    valid_from: date
    valid_until: date | None
    state: str

    def lives(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or self.valid_until > day)


def name(organisation: Organisation, day: date) -> str:
    """What a body was called on a day; before its first name and after its last, the nearest."""
    return called([organisation.pk], day).get(organisation.pk, "")


def called(ids: Iterable[int], day: date) -> dict[int, str]:
    """The same for many."""
    return {body: row.text for body, row in _names(ids, day).items()}


def folded_name(body: str, day: date) -> Collate:
    """To order rows by what a body was called on a day; `body` is the field that leads to it."""
    named = OrganisationName.objects.filter(organisation=OuterRef(body)).values("folded")
    then = named.filter(valid_from__lte=day).order_by("-valid_from", "pk")[:1]
    first = named.order_by("valid_from", "pk")[:1]
    return Collate(Coalesce(Subquery(then), Subquery(first)), "C")


def on_day(ids: Iterable[int], day: date) -> list[OrganisationOnDay]:
    """These bodies as of a day, by name, in three queries."""
    wanted = list(ids)
    names = _names(wanted, day)
    placed = Oversight.objects.filter(organisation__in=wanted, valid_from__lte=day)
    parents = dict(placed.order_by("valid_from", "pk").values_list("organisation", "parent"))
    bodies = Organisation.objects.filter(pk__in=wanted).select_related("basis").order_by("pk")
    found = [_row(body, names.get(body.pk), parents.get(body.pk)) for body in bodies]
    return sorted(found, key=lambda body: (folded(body.name), body.name, body.id))


def as_of(
    day: date,
    *,
    kind: OrganisationKind | None = None,
    under: Iterable[str] | None = None,
    text: str = "",
) -> list[OrganisationOnDay]:
    """The bodies that lived on a day, by name.

    `under`: responsible for what lies under these scopes today; `text`: a part of any of their
    names, past or present, with or without tones.
    """
    return on_day(sought(day, kind=kind, under=under, text=text).values_list("pk", flat=True), day)


def sought(
    day: date,
    *,
    kind: OrganisationKind | None = None,
    under: Iterable[str] | None = None,
    text: str = "",
) -> QuerySet[Organisation]:
    """The same as rows, for who wants to count or cut them first."""
    bodies = Organisation.objects.all() if text else Organisation.objects.in_force(day)
    if kind is not None:
        bodies = bodies.filter(kind=kind)
    if under is not None:
        bodies = bodies.under(under)
    for word in folded(text).split():
        matching = OrganisationName.objects.filter(folded__contains=word)
        bodies = bodies.filter(pk__in=matching.values("organisation"))
    return bodies


def successors(organisation: Organisation, day: date) -> list[Organisation]:
    """What a body has become by a day, through every act since; itself while it lives."""
    return _walk(organisation, day, "source", "target")


def predecessors(organisation: Organisation, day: date) -> list[Organisation]:
    """The bodies that lived on a day and whose work has come to this one."""
    return _walk(organisation, day, "target", "source")


def lines(organisation: Organisation) -> QuerySet[OrganisationSuccession]:
    """Every line of an act in which a body passes on or takes over, oldest first."""
    either = Q(source=organisation) | Q(target=organisation)
    rows = OrganisationSuccession.objects.filter(either)
    return rows.select_related("source", "target", "basis").order_by("effective_on", "pk")


def responsible(unit: Unit, kind: OrganisationKind, day: date) -> Organisation | None:
    """The body of this kind that answers on a day for a territory: its own, else that above it.

    A unit that is gone by then is answered for where its scope leads now.
    """
    at = unit
    if unit.valid_until is not None and unit.valid_until <= day:
        at = Unit.objects.get(pk=int(unit.scope.split("/")[-2]))
    chain = [at.pk, *(above.id for above in reversed(ancestors(at, day)))]
    found = Organisation.objects.in_force(day).filter(kind=kind, unit__in=chain)
    near = sorted(found.order_by("pk"), key=lambda body: chain.index(body.unit_id))
    return near[0] if near else None


def _names(ids: Iterable[int], day: date) -> dict[int, OrganisationName]:
    rows = OrganisationName.objects.filter(organisation__in=list(ids))
    names: dict[int, OrganisationName] = {}
    for row in rows.order_by("organisation", "valid_from", "pk"):
        if row.organisation_id not in names or row.valid_from <= day:
            names[row.organisation_id] = row
    return names


def _row(
    body: Organisation, called_then: OrganisationName | None, parent: int | None
) -> OrganisationOnDay:
    return OrganisationOnDay(
        id=body.pk,
        kind=OrganisationKind(body.kind),
        unit=body.unit_id,
        scope=body.scope,
        name=called_then.text if called_then else "",
        abbreviation=called_then.abbreviation if called_then else "",
        parent=parent,
        valid_from=body.valid_from,
        valid_until=body.valid_until,
        state=body.basis.state,
    )


def _walk(organisation: Organisation, day: date, near: str, far: str) -> list[Organisation]:
    """Follow acts from `near` to `far` until bodies that live on `day`.

    Forward only acts up to the day count, backward only those after it. A transfer of some tasks
    makes nobody the successor of a body that goes on.
    """
    acts = OrganisationSuccession.objects.exclude(target=None).exclude(
        kind=OrganisationSuccession.Kind.TRANSFER
    )
    forward = near == "source"
    acts = acts.filter(effective_on__lte=day) if forward else acts.filter(effective_on__gt=day)
    steps: dict[int, list[int]] = defaultdict(list)
    for begin, goal in acts.order_by("effective_on", "pk").values_list(near, far):
        steps[begin].append(goal)
    reached, waiting = {organisation.pk}, [organisation.pk]
    while waiting:
        fresh = [goal for goal in steps[waiting.pop()] if goal not in reached]
        reached.update(fresh)
        waiting.extend(fresh)
    living = Organisation.objects.in_force(day).filter(pk__in=reached)
    return list(living.order_by("pk"))


def living_on(units: frozenset[int]) -> int:
    """How many bodies without an end have their territory among these units."""
    return Organisation.objects.filter(unit__in=units, valid_until=None).count()


def unread() -> QuerySet[Citation]:
    """Unverified bases on which any body or its name or succession stands."""
    stands = [Exists(model._base_manager.filter(basis=OuterRef("pk"))) for model, _of in REGISTERS]
    found = Citation.objects.filter(state__in=(State.UNVERIFIED, State.MEMORY))
    return found.filter(reduce(or_, map(Q, stands)))


def doubts() -> Iterator[Doubt]:
    """Unverified bases of bodies and of their successions, with how many rows stand on each."""
    counts = [
        (label, dict(model._base_manager.values_list("basis").annotate(Count("pk")).order_by()))
        for model, label in REGISTERS
    ]
    for citation in unread().order_by("number", "article", "pk"):
        counted = [f"{of[citation.pk]} {label}" for label, of in counts if citation.pk in of]
        if counted:
            title = citation.title or str(citation)
            yield Doubt(title, ", ".join(counted), str(citation), "", citation.pk)
