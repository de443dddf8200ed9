"""Dossiers that stand at the desk, villages and persons of the tests; all names are invented."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from vungcao.kernel.accounts.models import User
from vungcao.kernel.people.models import Person
from vungcao.kernel.tests.factories import PersonFactory, UserFactory, VillageFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import Dossier, Outcome, ProcedureVersion, Subject
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules.definition import Charge
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.systems.onestop.services import publishing
from vungcao.systems.onestop.services.publishing import Text
from vungcao.systems.onestop.tests.factories import NOW, commune, version

FEE = Charge("le_phi", "Lệ phí mẫu", 20_000)
AT_RETURN = Charge("ban_sao", "Bản sao kết quả mẫu", 3_000, moment=4)


def with_charges(*charges: Charge, code: str = "9.000001") -> ProcedureVersion:
    """An invented procedure: that of recognising, with fees, which the real one has not."""
    like = version()
    process = replace(versions.process(like), charges=charges)
    by = UserFactory.create(username=f"soan-{code}")
    text = Text(
        name="Thủ tục mẫu có thu lệ phí",
        field=like.field,
        basis=like.basis,
        valid_from=date(2026, 1, 1),
        term_halves=like.term_halves,
    )
    made = publishing.draft(code=code, text=text, process=process, by=by)
    publishing.publish(version=made, decision_number="01/QĐ-MAU", now=NOW, by=by)
    made.refresh_from_db()
    return made


def village(place: Unit | None = None) -> Unit:
    """A village of a commune."""
    return VillageFactory.create(parent=place or commune())


def person(where: Unit, name: str = "Nông Văn Mẫu") -> Person:
    return PersonFactory.create(full_name=name, unit=where)


def subjects(dossier: Dossier) -> list[Subject]:
    return list(Subject.objects.filter(dossier=dossier).order_by("position"))


def settled(dossier: Dossier, outcomes: Sequence[Outcome] = ()) -> None:
    """Outcomes laid straight into the rows, for what comes after them."""
    for row, outcome in zip(subjects(dossier), outcomes, strict=False):
        Subject.objects.filter(pk=row.pk).update(outcome=outcome)


def at_return(dossier: Dossier, now: datetime, by: User) -> Dossier:
    """A received dossier brought to where its result waits, past what decides it."""
    Dossier.objects.filter(pk=dossier.pk).update(
        step="da_ky", status=Status.DECIDED, finished_at=now, step_since=now
    )
    return Dossier.objects.select_related("case", "version", "intake").get(pk=dossier.pk)
