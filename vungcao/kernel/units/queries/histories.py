"""A unit through reforms: what it came from, what became of it, what happened to it and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.units.models import (
    Code,
    Establishment,
    Hierarchy,
    Name,
    Placement,
    Reform,
    Revision,
    Unit,
)
from vungcao.kernel.units.models.reforms import ReformState
from vungcao.kernel.units.queries.flows import Flow, Part, after, before, flows
from vungcao.kernel.units.queries.lists import GSO, UnitOnDay, on_day


@dataclass(frozen=True)
class Share:
    """A unit that something passed to or came from.

    Of a successor `share` is the part of the asked unit that it took; of a predecessor the part of
    that predecessor that came here. `reforms` are the reforms in between, oldest first.
    """

    unit: UnitOnDay
    share: Fraction
    reforms: tuple[int, ...]


class EventKind(TextChoices):
    """What happened to a unit on a day."""

    RECORDED = "recorded", _("bắt đầu ghi trong sổ")
    ESTABLISHED = "established", _("thành lập")
    RENAMED = "renamed", _("đổi tên")
    RECODED = "recoded", _("đổi mã")
    PLACED = "placed", _("xếp vào")
    MOVED = "moved", _("chuyển đơn vị trên")
    RECEIVED = "received", _("nhận thêm")
    REFORMED = "reformed", _("sắp xếp")
    ABOLISHED = "abolished", _("kết thúc")


@dataclass(frozen=True)
class Event:
    """One line of a unit's timeline, its legal basis, the reform and the units it speaks of."""

    day: date
    kind: EventKind
    text: str
    basis: Citation
    reform: int | None = None
    units: tuple[int, ...] = ()


def successors(unit: Unit, day: date) -> list[Share]:
    """What `unit` has become by `day`, through all reforms; itself alone when nothing happened."""
    known = [flow for flow in flows() if flow.day <= day]
    return _shares(after(unit.pk, known), day)


def predecessors(unit: Unit, day: date) -> list[Share]:
    """The units that lived on `day`, before reforms, and passed something on to `unit`."""
    known = [flow for flow in flows() if flow.day > day]
    parts = before(unit.pk, known)
    units = Unit.objects.in_force(day).filter(pk__in=[part.unit for part in parts])
    living = set(units.values_list("pk", flat=True))
    return _shares([part for part in parts if part.unit in living], day)


def timeline(unit: Unit) -> list[Event]:
    """Everything that happened to a unit, oldest first."""
    known = flows()
    events = [_first(unit, known), *_changes(unit), *_moves(unit), *_reforms(unit, known)]
    order = list(EventKind)
    return sorted(events, key=lambda event: (event.day, order.index(event.kind), event.text))


def _shares(parts: Iterable[Part], day: date) -> list[Share]:
    by_unit = {part.unit: part for part in parts}
    found = on_day(by_unit, day)
    shares = [Share(unit, by_unit[unit.id].share, by_unit[unit.id].reforms) for unit in found]
    return sorted(shares, key=lambda share: (-share.share, share.unit.text, share.unit.id))


def _first(unit: Unit, known: list[Flow]) -> Event:
    made = Establishment.objects.filter(unit=unit).select_related("reform").first()
    if made is None:
        return Event(unit.valid_from, EventKind.RECORDED, "", unit.basis)
    own = [flow for flow in known if flow.reform == made.reform_id]
    came = [part.unit for part in before(unit.pk, own) if part.unit != unit.pk]
    text = f"từ {_names(came, made.reform.effective_on)}" if came else made.reform.title
    return Event(
        unit.valid_from, EventKind.ESTABLISHED, text, unit.basis, made.reform_id, tuple(came)
    )


def _changes(unit: Unit) -> Iterator[Event]:
    names = Name.objects.filter(unit=unit).select_related("basis").order_by("valid_from")
    for was, now in pairwise(names):
        yield Event(now.valid_from, EventKind.RENAMED, f"{was} → {now}", now.basis)
    codes = Code.objects.filter(unit=unit, scheme=GSO).select_related("basis")
    for old, new in pairwise(codes.order_by("valid_from")):
        yield Event(new.valid_from, EventKind.RECODED, f"{old.code} → {new.code}", new.basis)


def _moves(unit: Unit) -> Iterator[Event]:
    placements = Placement.objects.filter(unit=unit).select_related("basis").order_by("valid_from")
    rows = list(placements)
    for hierarchy in (Hierarchy.FORMER_DISTRICT, Hierarchy.TARGET_AREA):
        for row in rows:
            if row.hierarchy == hierarchy:
                label = f"{hierarchy.label}: {_names([row.parent_id], row.valid_from)}"
                yield Event(
                    row.valid_from, EventKind.PLACED, label, row.basis, None, (row.parent_id,)
                )
    for was, now in pairwise(row for row in rows if row.hierarchy == Hierarchy.ADMINISTRATIVE):
        above = (was.parent_id, now.parent_id)
        text = " → ".join(_names([parent], now.valid_from) for parent in above)
        yield Event(now.valid_from, EventKind.MOVED, text, now.basis, None, above)


def _reforms(unit: Unit, known: list[Flow]) -> Iterator[Event]:
    """What the unit gave, received, and how it ended."""
    reforms = Reform.objects.filter(state=ReformState.APPLIED).select_related("basis")
    by_pk = {reform.pk: reform for reform in reforms}
    ends = unit.valid_until
    for flow in known:
        reform = by_pk[flow.reform]
        if unit.pk in flow.targets:
            kind = EventKind.ABOLISHED if flow.day == ends else EventKind.REFORMED
            yield _given(unit, flow, reform, kind)
        received = [part.unit for part in before(unit.pk, [flow]) if part.unit != unit.pk]
        if received and unit.valid_from < flow.day:
            text = f"từ {_names(received, flow.day)}"
            yield Event(
                flow.day, EventKind.RECEIVED, text, reform.basis, reform.pk, tuple(received)
            )
    given_away = {flow.day for flow in known if unit.pk in flow.targets}
    if ends is not None and ends not in given_away:
        yield _ended(unit, ends)


def _given(unit: Unit, flow: Flow, reform: Reform, kind: EventKind) -> Event:
    parts = after(unit.pk, [flow])
    names = {found.id: found.name for found in on_day([part.unit for part in parts], flow.day)}
    if len(parts) == 1:
        text = f"vào {names[parts[0].unit]}"
    else:
        text = "chia cho " + ", ".join(f"{names[part.unit]} ({part.share})" for part in parts)
    units = tuple(part.unit for part in parts if part.unit != unit.pk)
    return Event(flow.day, kind, text, reform.basis, reform.pk, units)


def _ended(unit: Unit, day: date) -> Event:
    """Abolished without a successor of its own level."""
    ended = Revision.objects.filter(
        unit=unit, is_abolished=True, reform__state=ReformState.APPLIED, reform__effective_on=day
    ).select_related("reform__basis", "receiver_establishment")
    revision = ended.order_by("pk").first()
    if revision is None:
        return Event(day, EventKind.ABOLISHED, "", unit.basis)
    made = revision.receiver_establishment
    heir = revision.receiver_unit_id or (made.unit_id if made else None)
    text = f"nơi nhận: {_names([heir], day)}" if heir else ""
    units = (heir,) if heir else ()
    return Event(day, EventKind.ABOLISHED, text, revision.reform.basis, revision.reform_id, units)


def _names(units: Iterable[int], day: date) -> str:
    return ", ".join(unit.name for unit in on_day(units, day))
