"""Through which units counts and responsibility flow in applied reforms."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from vungcao.kernel.units.models import Reform, Revision, Succession
from vungcao.kernel.units.models.reforms import ReformState

Targets = Sequence[tuple[int, int]]  # target and weight, in order


@dataclass(frozen=True)
class Flow:
    """One applied reform: each source with its targets and weights."""

    reform: int
    day: date
    targets: Mapping[int, Targets]

    def share(self, source: int, target: int) -> Fraction:
        """Which part of `source` went to `target`."""
        whole = sum(weight for _to, weight in self.targets[source])
        part = sum(weight for to, weight in self.targets[source] if to == target)
        return Fraction(part, whole)


def flows(*, reforms: Iterable[Reform] | None = None) -> list[Flow]:
    """All applied reforms, oldest first; or just these, in the same order.

    What is abolished flows to its receiver when that is of the same level. A level that
    disappears (districts) flows nowhere: its counts would stand twice above.
    """
    chosen = Reform.objects.filter(state=ReformState.APPLIED)
    if reforms is not None:
        chosen = Reform.objects.filter(pk__in=[reform.pk for reform in reforms])
    ordered = list(chosen.order_by("effective_on", "applied_on", "pk"))
    found: dict[int, dict[int, list[tuple[int, int]]]] = {reform.pk: {} for reform in ordered}
    for reform, source, target, weight in _parts(found):
        found[reform].setdefault(source, []).append((target, weight))
    return [Flow(reform.pk, reform.effective_on, found[reform.pk]) for reform in ordered]


def _parts(reforms: Iterable[int]) -> Iterable[tuple[int, int, int, int]]:
    passed = Succession.objects.filter(reform__in=reforms, target__isnull=False)
    for row in passed.order_by("reform", "source", "position"):
        yield row.reform_id, row.source_id, row.target_id or 0, row.weight
    ended = Revision.objects.filter(reform__in=reforms, is_abolished=True)
    ended = ended.select_related("unit", "receiver_unit", "receiver_establishment__unit")
    for revision in ended.order_by("pk"):
        made = revision.receiver_establishment
        heir = revision.receiver_unit or (made.unit if made else None)
        if heir is not None and heir.kind == revision.unit.kind:
            yield revision.reform_id, revision.unit_id, heir.pk, 1


@dataclass(frozen=True)
class Part:
    """A part of a unit, and through which reforms it came there."""

    unit: int
    share: Fraction
    reforms: tuple[int, ...] = ()


def after(unit: int, known: Iterable[Flow]) -> list[Part]:
    """What became of a unit through these reforms, in their order."""
    parts = [Part(unit, Fraction(1))]
    for flow in known:
        parts = [new for part in parts for new in _forward(part, flow)]
    return _joined(parts)


def before(unit: int, known: Sequence[Flow]) -> list[Part]:
    """Which units passed something on to this one; it is among them when it was there itself."""
    parts = [Part(unit, Fraction(1))]
    for flow in reversed(known):
        parts = [old for part in parts for old in _backward(part, flow)]
    return _joined(parts)


def _forward(part: Part, flow: Flow) -> Iterable[Part]:
    if part.unit not in flow.targets:
        return [part]
    targets = dict.fromkeys(target for target, _weight in flow.targets[part.unit])
    return [
        Part(target, part.share * flow.share(part.unit, target), (*part.reforms, flow.reform))
        for target in targets
    ]


def _backward(part: Part, flow: Flow) -> Iterable[Part]:
    own = [] if part.unit in flow.targets else [part]
    sources = [
        source
        for source, targets in flow.targets.items()
        if part.unit in [target for target, _weight in targets]
    ]
    came = [
        Part(source, part.share * flow.share(source, part.unit), (flow.reform, *part.reforms))
        for source in sources
    ]
    return own + came


def _joined(parts: Iterable[Part]) -> list[Part]:
    shares: dict[int, Fraction] = defaultdict(Fraction)
    through: dict[int, dict[int, None]] = defaultdict(dict)
    for part in parts:
        shares[part.unit] += part.share
        through[part.unit].update(dict.fromkeys(part.reforms))
    return [Part(unit, share, tuple(through[unit])) for unit, share in shares.items()]
