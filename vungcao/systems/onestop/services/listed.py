"""The persons of a list dossier, opened for its decision and logged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.people.models import Person, Purpose
from vungcao.kernel.people.services import PersonLine, read_list
from vungcao.kernel.units.queries import on_day
from vungcao.kernel.vault import services as vault
from vungcao.systems.onestop.models import Dossier, Outcome, Subject
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules.deciding import Line
from vungcao.systems.onestop.services import sealing


@dataclass(frozen=True)
class Listed:
    """Who is granted and who is not, in the order of the list; `values` of each line by subject."""

    granted: tuple[Line, ...] = ()
    refused: tuple[Line, ...] = ()
    values: Mapping[int, dict[str, Any]] = field(default_factory=dict)


@transaction.atomic
def read_lines(*, dossier: Dossier, by: User) -> Listed:
    """The persons with their outcomes, by their records, or by their lines where there is none."""
    rows = list(
        Subject.objects.filter(dossier=dossier)
        .exclude(outcome=Outcome.REMOVED)
        .order_by("position", "pk")
    )
    if not rows:
        return Listed()
    audit.record(by=by, action="onestop.read", subject=dossier, part="subjects")
    values = _values(rows, dossier)
    reasons = vault.open_texts([row.reason for row in rows])
    records = _records(rows, by)
    names = _villages(values, dossier)
    lines = [
        _line(row, said, records.get(row.person_id or 0), names, why or "")
        for row, said, why in zip(rows, values, reasons, strict=True)
    ]
    of = {row.pk: row.outcome for row in rows}
    return Listed(
        tuple(one for one in lines if of[one.subject] == Outcome.GRANTED),
        tuple(one for one in lines if of[one.subject] == Outcome.REFUSED),
        {row.pk: said for row, said in zip(rows, values, strict=True)},
    )


def _values(rows: list[Subject], dossier: Dossier) -> list[dict[str, Any]]:
    """What a line says, with the person and the village that stand for it; kinds by their name."""
    kinds = {kind: _field(dossier, kind) for kind in ("full_name", "year", "village")}
    found = []
    for row, said in zip(rows, sealing.open_json([row.values for row in rows]), strict=True):
        of = {kind: said.get(code) for kind, code in kinds.items()}
        village = row.village_id or of["village"]
        found.append({**said, **of, "person": row.person_id, "village": village})
    return found


def _field(dossier: Dossier, kind: str) -> str:
    """The question of a list that asks for a kind of answer."""
    group = versions.process(dossier.version).list_group
    return next((one.code for one in (group.fields if group else ()) if one.kind == kind), "")


def _records(rows: list[Subject], by: User) -> dict[int, PersonLine]:
    wanted = {row.person_id for row in rows if row.person_id}
    persons = list(Person.objects.visible_to(by).filter(pk__in=wanted).order_by("pk"))
    return {one.id: one for one in read_list(persons=persons, purpose=Purpose.CASE, by=by)}


def _villages(values: list[dict[str, Any]], dossier: Dossier) -> dict[int, str]:
    wanted = {said["village"] for said in values if said["village"]}
    return {one.id: one.name for one in on_day(wanted, dossier.step_since.date())}


def _line(
    row: Subject,
    said: Mapping[str, Any],
    held: PersonLine | None,
    names: Mapping[int, str],
    why: str,
) -> Line:
    year = held.birth_year if held else None
    return Line(
        subject=row.pk,
        position=row.position,
        name=(held.full_name if held else "") or str(said.get("full_name") or ""),
        year=str(year or said.get("year") or ""),
        village=names.get(said["village"] or 0, ""),
        reason=why,
    )
