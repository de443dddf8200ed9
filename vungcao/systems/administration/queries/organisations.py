"""Bodies as the screens show them: a list of a day, everything about one, and who is meant."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.organisations import queries
from vungcao.kernel.organisations.models import (
    Contact,
    Organisation,
    OrganisationCode,
    OrganisationKind,
    OrganisationName,
    Oversight,
)
from vungcao.kernel.organisations.queries import OrganisationOnDay
from vungcao.kernel.scopes.models import Reader
from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.names import fold, tidy
from vungcao.kernel.units.queries import folded_name, on_day


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for on a day; empty means everything."""

    day: date
    text: str = ""
    kind: OrganisationKind | None = None
    territory: Unit | None = None


@dataclass(frozen=True)
class Line:
    """A body of the list with the names of its territory and of the body above it."""

    body: OrganisationOnDay
    territory: str
    parent: str


def found(wanted: Wanted) -> QuerySet[Organisation]:
    """Bodies are public (docs/security.md): every office role reads all of them."""
    under = None if wanted.territory is None else (wanted.territory.scope,)
    rows = queries.sought(wanted.day, kind=wanted.kind, under=under, text=wanted.text)
    return rows.annotate(
        called=queries.folded_name("pk", wanted.day), place=folded_name("unit", wanted.day)
    )


def lines(rows: Sequence[Organisation], day: date) -> list[Line]:
    """These bodies in their order as they stood on a day, in a fixed number of queries."""
    bodies = {body.id: body for body in queries.on_day([row.pk for row in rows], day)}
    units = {unit.id: unit.name for unit in on_day([row.unit_id for row in rows], day)}
    above = queries.called([body.parent for body in bodies.values() if body.parent], day)
    return [
        Line(body, units.get(body.unit, ""), above.get(body.parent or 0, ""))
        for body in (bodies[row.pk] for row in rows)
    ]


@dataclass(frozen=True)
class Kin:
    """A body before or after an act, and what that act did."""

    body: OrganisationOnDay
    day: date
    kind: str
    receives_files: bool


@dataclass(frozen=True)
class Event:
    """Something that befell a body, as the line of time wants it."""

    day: date
    title: str
    detail: str
    citation: Citation | None = None
    state: str = ""
    detail_lang: str = "vi"


@dataclass(frozen=True)
class Portrait:
    """Everything about one body that its page shows."""

    before: list[Kin]
    after: list[Kin]
    below: list[OrganisationOnDay]
    above: OrganisationOnDay | None
    names: list[OrganisationName]
    codes: list[OrganisationCode]
    contact: Contact | None
    events: list[Event]


def portrait(body: Organisation, day: date) -> Portrait:
    """Read in a fixed number of queries."""
    lines = list(queries.lines(body))
    ids = {pk for line in lines for pk in (line.source_id, line.target_id) if pk}
    kin = {found.id: found for found in queries.on_day(ids, day)}
    before = [
        Kin(kin[line.source_id], line.effective_on, line.get_kind_display(), line.receives_files)
        for line in lines
        if line.target_id == body.pk
    ]
    after = [
        Kin(kin[line.target_id], line.effective_on, line.get_kind_display(), line.receives_files)
        for line in lines
        if line.source_id == body.pk and line.target_id
    ]
    placed = Oversight.objects.in_force(day)
    above = placed.filter(organisation=body).values_list("parent", flat=True)
    below = placed.filter(parent=body).values_list("organisation", flat=True)
    names = list(body.names.select_related("basis").order_by("-valid_from", "pk"))
    return Portrait(
        before=before,
        after=after,
        below=queries.on_day(below, day),
        above=next(iter(queries.on_day(above, day)), None),
        names=names,
        codes=list(body.codes.select_related("basis").order_by("-valid_from", "pk")),
        contact=body.contacts.in_force(day).order_by("pk").first(),
        events=_events(body, names, before, after),
    )


def _events(
    body: Organisation, names: list[OrganisationName], before: list[Kin], after: list[Kin]
) -> list[Event]:
    """Newest first: begin, names, what came in, what went out, end."""
    acts = {line.effective_on: line for line in queries.lines(body)}
    events = [Event(body.valid_from, _("Bắt đầu hoạt động"), names[-1].text, body.basis)]
    events += [Event(name.valid_from, _("Đổi tên"), name.text, name.basis) for name in names[:-1]]
    for title, side in ((_("Tiếp nhận từ"), before), (_("Chuyển cho"), after)):
        passed: dict[tuple[date, str], list[str]] = defaultdict(list)
        for one in side:
            passed[one.day, one.kind].append(one.body.name)
        events += [
            Event(day, f"{title} ({kind})", "; ".join(bodies), acts[day].basis)
            for (day, kind), bodies in passed.items()
        ]
    if body.valid_until:
        act = acts.get(body.valid_until)
        events.append(
            Event(body.valid_until, _("Kết thúc hoạt động"), "", act.basis if act else None)
        )
    return sorted(events, key=lambda event: event.day, reverse=True)


def reached(body: Organisation, day: date) -> dict[str, str]:
    """How a body is reached on a day, as its form begins; nothing where nobody has said it."""
    found = body.contacts.in_force(day).order_by("pk").first()
    ways = ("address", "telephone", "email", "website")
    return {way: getattr(found, way) for way in ways} if found else {}


class Directory:
    """The bodies within a reader's reach on a day, by what an officer may type."""

    def __init__(self, day: date, reader: Reader) -> None:
        self.day = day
        self._by_name: dict[str, set[int]] = defaultdict(set)
        self._bodies = {body.id: body for body in queries.as_of(day, under=reader.reach)}
        for body in self._bodies.values():
            for text in filter(None, (body.name, body.abbreviation)):
                self._by_name[fold(text)].add(body.id)

    def find(self, text: str) -> OrganisationOnDay | str:
        """The one body of this name or short form; else a sentence that says what is wrong."""
        found = sorted(self._by_name.get(fold(text), ()))
        if len(found) == 1:
            return self._bodies[found[0]]
        said = {"name": tidy(text), "day": date_format(self.day), "n": len(found)}
        if found:
            names = "; ".join(self._bodies[pk].name for pk in found)
            sentence = _("Có %(n)s cơ quan mang tên “%(name)s”: %(names)s. Ghi tên đầy đủ.")
            return sentence % {**said, "names": names}
        sentence = _(
            "Ngày %(day)s không có cơ quan “%(name)s” trong phạm vi quản trị của chị/anh."
            " Ghi tên đầy đủ hoặc tên viết tắt như trong danh sách."
        )
        return sentence % said

    def names(self) -> list[str]:
        """What a field suggests while one types."""
        return [body.name for body in self._bodies.values()]


def eve(day: date) -> date:
    """The last day before an act takes effect."""
    return day - timedelta(days=1)
