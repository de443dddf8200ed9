"""Selections and lists as an officer looks through them; nobody is named here."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from vungcao.kernel.people.models import Person
from vungcao.kernel.people.queries import records_of
from vungcao.kernel.scopes.models import Reader
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import NATION_SCOPE, Unit
from vungcao.kernel.units.queries import on_day
from vungcao.systems.prestige.models import (
    Cycle,
    FormPaper,
    Nominee,
    ProposalList,
    Recognition,
    RoundState,
    SelectionRound,
)
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.places import originals
from vungcao.systems.prestige.rules.recognising import most_at_once


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for; empty means everything."""

    state: str = ""
    cycle: int | None = None


def rounds(reader: Reader, wanted: Wanted) -> QuerySet[SelectionRound]:
    found = SelectionRound.objects.visible_to(reader).select_related("unit", "cycle", "replaced")
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.cycle:
        found = found.filter(cycle=wanted.cycle)
    return found.defer("words")


@dataclass(frozen=True)
class RoundLine:
    """A round with its village and commune as they are called on a day."""

    row: SelectionRound
    village: str
    commune: str

    @property
    def pk(self) -> int:
        return self.row.pk


def lines(rows: Sequence[SelectionRound], day: date) -> list[RoundLine]:
    """These rounds in their order, with the names of their places."""
    above = {row.pk: parent_of(row.scope) for row in rows}
    names = {
        unit.id: unit.name for unit in on_day({*above.values(), *(r.unit_id for r in rows)}, day)
    }
    return [
        RoundLine(row, names.get(row.unit_id, ""), names.get(above[row.pk], "")) for row in rows
    ]


def parent_of(scope: str) -> int:
    """The unit above the one that a scope ends in; the unit itself when nothing is above it."""
    parts = scope.strip("/").split("/")
    return int(parts[-2] if len(parts) > 1 else parts[-1])


def nominees(selection: SelectionRound) -> list[Nominee]:
    found = Nominee.objects.filter(selection=selection)
    return list(found.order_by("position", "pk"))


def chosen(rounds: Sequence[SelectionRound]) -> list[tuple[SelectionRound, Nominee]]:
    """Whom these rounds propose, in their order; read in one go."""
    found = Nominee.objects.filter(selection__in=rounds, is_chosen=True)
    held: dict[int, list[Nominee]] = defaultdict(list)
    for one in found.order_by("position", "pk"):
        held[one.selection_id].append(one)
    return [(row, one) for row in rounds for one in held[row.pk]]


def places_left(village: Unit, cycle: Cycle, today: date) -> int:
    """How many more persons the village may have in what is left of the cycle."""
    within = (max(today, cycle.valid_from), cycle.valid_until)
    held = Recognition.objects.standing().filter(scope=village.scope)
    periods = list(held.values_list("valid_from", "valid_until"))
    allowed = originals([village.scope])[village.scope] if norms.keeps_slots(today) else 1
    return allowed - most_at_once(periods, within)


def holders(village: Unit, day: date) -> QuerySet[Recognition]:
    """Who of the village is on the list on a day."""
    found = Recognition.objects.in_force(day).filter(scope=village.scope)
    return found.order_by("slot", "pk")


def ready(commune: Unit, cycle: Cycle) -> QuerySet[SelectionRound]:
    """Checked rounds of a commune that have somebody to propose and stand on no list yet."""
    found = SelectionRound.objects.under([commune.scope]).filter(
        cycle=cycle, state=RoundState.CHECKED, nominees__is_chosen=True
    )
    return found.select_related("unit", "cycle").distinct().order_by("unit", "pk")


def proposals(reader: Reader) -> QuerySet[ProposalList]:
    return ProposalList.objects.visible_to(reader).select_related("unit", "cycle")


@dataclass(frozen=True)
class ProposalLine:
    """A list with its commune as it is called on a day, and how many rounds stand on it."""

    row: ProposalList
    commune: str
    rounds: int

    @property
    def pk(self) -> int:
        return self.row.pk


def proposal_lines(rows: Sequence[ProposalList], day: date) -> list[ProposalLine]:
    """These lists in their order."""
    names = {unit.id: unit.name for unit in on_day({row.unit_id for row in rows}, day)}
    counted = SelectionRound.objects.filter(proposal__in=rows).values_list("proposal")
    numbers = dict(counted.annotate(number=Count("pk")).order_by("proposal"))
    return [ProposalLine(row, names.get(row.unit_id, ""), numbers.get(row.pk, 0)) for row in rows]


def communes_ready(reader: Reader) -> dict[int, int]:
    """Communes within reach with checked rounds that stand on no list yet: how many."""
    found = SelectionRound.objects.visible_to(reader).filter(
        state=RoundState.CHECKED, nominees__is_chosen=True
    )
    return Counter(parent_of(scope) for _pk, scope in set(found.values_list("pk", "scope")))


def paper(form: str, **about: object) -> FormPaper | None:
    """The form that was printed last for a thing and still holds."""
    found = FormPaper.objects.filter(form=form, document__state="issued", **about)
    return found.select_related("document").order_by("-pk").first()


def papers_of(**about: object) -> dict[str, FormPaper]:
    """All printed forms of a thing that still hold, by form; the last of each."""
    found = FormPaper.objects.filter(document__state="issued", **about)
    return {one.form: one for one in found.select_related("document").order_by("pk")}


def why_kept(person: int) -> str | None:
    """Minutes are sealed as a whole: a name in them cannot be erased by itself."""
    with scoped((NATION_SCOPE,)):
        found = Person.objects.filter(pk=person).first()
        if found is None or not Nominee.objects.filter(person__in=records_of(found)).exists():
            return None
    return "Người này có tên trong biên bản bình chọn người có uy tín, hồ sơ phải giữ."
