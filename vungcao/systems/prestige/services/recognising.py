"""Entering persons in the register, one or a whole list, on the strength of a decision."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people.models import Person
from vungcao.kernel.people.queries import kept_of
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import Cycle, Recognition, SelectionRound
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.places import originals
from vungcao.systems.prestige.rules import recognising as rules
from vungcao.systems.prestige.rules.recognising import Period, Wish
from vungcao.systems.prestige.services import profiles
from vungcao.systems.prestige.services.deciding import Authorities, Decided, against_number
from vungcao.systems.prestige.services.profiles import Profile
from vungcao.systems.prestige.services.telling import tell

OUT_OF_REACH = "Không thấy người này trong phạm vi của chị/anh."


@dataclass(frozen=True)
class NewRecognition:
    """One person for one village. Without `valid_until` it lasts until the cycle ends."""

    person: Person
    village: Unit
    valid_from: date
    valid_until: date | None = None
    profile: Profile = field(default=Profile())
    replaces: Recognition | None = None
    selection: SelectionRound | None = None


@transaction.atomic
def recognise(
    *, new: NewRecognition, decided: Decided, today: date, by: AbstractBaseUser
) -> Recognition:
    """Enter a person. Raises `RuleBroken` with everything that stands against it."""
    (made,) = recognise_all(new=[new], decided=decided, today=today, by=by)
    return made


@transaction.atomic
def recognise_all(
    *, new: Sequence[NewRecognition], decided: Decided, today: date, by: AbstractBaseUser
) -> list[Recognition]:
    """Enter the persons of one decision, all or none, in a fixed number of statements.

    What is wrong is said with the number of its line. Two lists at once wait for each other at the
    villages' rows.
    """
    faults, made = _weighed(new, decided, today)
    if faults:
        raise RuleBroken("\n".join(faults))
    Recognition.objects.bulk_create(made)
    tell("prestige.recognised", made, decided_in=decided.unit.pk)
    subject = made[0] if len(made) == 1 else Recognition._meta.label
    audit.record(
        by=by,
        action="prestige.recognised",
        subject=subject,
        recognitions=[row.pk for row in made],
        persons=[row.person_id for row in made],
        number=decided.number,
        document=decided.document.pk if decided.document else None,
    )
    return made


def faults_of(
    *, new: Sequence[NewRecognition], decided: Decided, today: date
) -> list[tuple[int, str]]:
    """Everything that stands against a list (line from 1, sentence), without entering it."""
    return _lines(new, decided, today)[0]


def _weighed(
    new: Sequence[NewRecognition], decided: Decided, today: date
) -> tuple[list[str], list[Recognition]]:
    found, made = _lines(new, decided, today)
    if len(new) == 1:
        return [sentence for _line, sentence in found], made
    return [f"Dòng {line}: {text}" if line else text for line, text in found], made


def _lines(
    new: Sequence[NewRecognition], decided: Decided, today: date
) -> tuple[list[tuple[int, str]], list[Recognition]]:
    """What is wrong, with its line (0: the decision itself), and the rows as far as they stand."""
    found = [(0, sentence) for sentence in against_number(decided)]
    new = _with_kept(new)
    held = _Held(new)
    authorities = Authorities(decided)
    cycles = list(Cycle.objects.order_by("valid_from", "pk"))
    made = []
    for line, one in enumerate(new, start=1):
        cycle = next((c for c in cycles if c.valid_from <= one.valid_from < c.valid_until), None)
        if cycle is None:
            sentence = f"Chưa mở kỳ công nhận nào có ngày {one.valid_from:%d/%m/%Y}."
            found.append((line, sentence))
            continue
        within = (one.valid_from, one.valid_until or cycle.valid_until)
        wrong = [
            *authorities.against(one.village),
            *rules.against_recognition(held.wish(one, within, cycle, decided.decided_on, today)),
            *profiles.against(one.profile, one.valid_from, held.components),
        ]
        found += [(line, sentence) for sentence in wrong]
        if not wrong:
            made.append(_row(one, within, cycle, held, authorities))
            held.take(one, made[-1].slot, within)
    return found, made


def _with_kept(new: Sequence[NewRecognition]) -> list[NewRecognition]:
    """The same with the records that stand for their persons now, held until the end.

    Nobody can recognise one of them for another village meanwhile. Raises `RuleBroken` for a person
    who is out of reach.
    """
    known = _locked({one.person.pk for one in new})
    kept = {pk: kept_of(row).pk for pk, row in known.items()}
    held = known | _locked(set(kept.values()) - known.keys())
    return [replace(one, person=held[kept[one.person.pk]]) for one in new]


def _locked(persons: set[int]) -> dict[int, Person]:
    if not persons:
        return {}
    rows = Person.objects.select_for_update(of=("self",), no_key=True).select_related("key")
    held = {row.pk: row for row in rows.filter(pk__in=persons).order_by("pk")}
    if held.keys() != persons:
        raise RuleBroken(OUT_OF_REACH)
    return held


class _Held:
    """What is taken already of persons and villages, with the lines of the list as they come."""

    def __init__(self, new: Sequence[NewRecognition]) -> None:
        # What a norm says of a day is asked once, however many lines are of that day.
        self.components, self._keeps_slots = cache(norms.components), cache(norms.keeps_slots)
        villages = {one.village.pk: one.village for one in new}
        locked = Unit.objects.select_for_update(no_key=True).filter(pk__in=villages)
        self.villages = {unit.pk: unit for unit in locked.order_by("pk")}
        scopes = {unit.scope for unit in self.villages.values()}
        self.allowed = originals(scopes)
        self.persons: dict[int, list[Period]] = defaultdict(list)
        self.scopes: dict[str, list[Period]] = defaultdict(list)
        self.slots: dict[int, list[tuple[int, Period]]] = defaultdict(list)
        rows = Recognition.objects.standing()
        columns = ("unit", "slot", "scope", "valid_from", "valid_until")
        for unit, slot, scope, begin, end in rows.filter(scope__in=scopes).values_list(*columns):
            self.scopes[scope].append((begin, end))
            self.slots[unit].append((slot, (begin, end)))
        known = [one.person.pk for one in new]
        merged = Person.objects.filter(merged_into__in=known).values_list("pk", "merged_into")
        absorbed = {pk: kept for pk, kept in merged if kept is not None}
        people = rows.filter(person__in=[*known, *absorbed])
        for person, begin, end in people.values_list("person", "valid_from", "valid_until"):
            self.persons[absorbed.get(person, person)].append((begin, end))

    def wish(
        self, one: NewRecognition, within: Period, cycle: Cycle, decided_on: date, today: date
    ) -> Wish:
        village = self.villages[one.village.pk]
        return Wish(
            within=within,
            cycle=(cycle.valid_from, cycle.valid_until),
            cycle_name=cycle.name,
            decided_on=decided_on,
            today=today,
            person_held=self.persons[one.person.pk],
            village_held=self._held(village),
            allowed=self._allowed(village, one.valid_from),
            is_deceased=one.person.is_deceased,
            village_ended=village.valid_until,
        )

    def _held(self, village: Unit) -> list[Period]:
        """Of a village that has passed into another one, what was recognised in its own name."""
        if village.valid_until is None:
            return self.scopes[village.scope]
        return [period for _slot, period in self.slots[village.pk]]

    def _allowed(self, village: Unit, day: date) -> int:
        keeps = village.valid_until is None and self._keeps_slots(day)
        return self.allowed[village.scope] if keeps else 1

    def take(self, one: NewRecognition, slot: int, within: Period) -> None:
        village = self.villages[one.village.pk]
        self.persons[one.person.pk].append(within)
        self.scopes[village.scope].append(within)
        self.slots[village.pk].append((slot, within))


def _row(
    one: NewRecognition, within: Period, cycle: Cycle, held: _Held, authorities: Authorities
) -> Recognition:
    village, decided = held.villages[one.village.pk], authorities.decided
    return Recognition(
        person=one.person,
        cycle=cycle,
        unit=village,
        scope=village.scope,
        slot=rules.free_slot(held.slots[village.pk], within),
        basis=authorities.basis,
        authority=authorities.level,
        issuer_name=decided.issuer_name.strip(),
        number=decided.number.strip(),
        decided_on=decided.decided_on,
        document=decided.document,
        valid_from=within[0],
        valid_until=within[1],
        replaces=one.replaces,
        selection=one.selection,
        profile=profiles.sealed(one.profile, one.person.key),
    )
