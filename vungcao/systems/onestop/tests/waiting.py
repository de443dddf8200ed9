"""What a dossier waits for: the opinion of a department, the dossier of a linked procedure."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import Dossier, Opinion, ProcedureVersion, Stance
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules.definition import Action
from vungcao.systems.onestop.services import publishing
from vungcao.systems.onestop.services.consulting import Question, answer_opinion, ask_opinion
from vungcao.systems.onestop.services.publishing import Text
from vungcao.systems.onestop.tests.factories import (
    RECOGNISE,
    TODAY,
    at,
    commune,
    officer,
    standing,
    version,
)


def department() -> Organisation:
    scope = commune().scope.rsplit("/", 2)[0] + "/"
    return Organisation.objects.in_force(TODAY).get(kind=OrganisationKind.DEPARTMENT, scope=scope)


def specialist() -> User:
    return officer("chuyen-vien", Role.SPECIALIST, Unit.objects.get(pk=department().unit_id))


def asked(by: User, row: Dossier, **changed: Any) -> Opinion:
    given = {"body": department(), "words": "Đủ tiêu chí không?", "days": Fraction(5), **changed}
    return ask_opinion(dossier=row, question=Question(**given), now=at(24), by=by)


def answered(row: Opinion, by: User, stance: Stance = Stance.AGREES) -> Opinion:
    with standing(by):
        return answer_opinion(opinion=row, stance=stance, words="Đủ.", now=at(25), by=by)


def linked(by: User, *, waits: bool = True) -> ProcedureVersion:
    """A synthetic procedure whose examination calls for a recognition."""
    like = version()
    process = versions.process(like)
    link = Action("lien_thong", "Mở hồ sơ liên thông", "tham_dinh", "tham_dinh", "spawn")
    link = replace(link, spawns=RECOGNISE, waits=waits)
    draft = publishing.draft(
        code="MAU.01",
        text=Text(
            name="Thủ tục mẫu có liên thông",
            field="Mẫu",
            basis=like.basis,
            valid_from=date(2026, 1, 1),
            term_halves=like.term_halves,
        ),
        process=replace(process, actions=(*process.actions, link)),
        by=by,
    )
    return publishing.publish(version=draft, decision_number="1/QĐ-MAU", now=at(1), by=by)
