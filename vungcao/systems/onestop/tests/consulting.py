"""Opinions of the tests: asked of the department, answered by its specialist."""

from fractions import Fraction
from typing import Any

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import Dossier, Opinion, Stance
from vungcao.systems.onestop.services.consulting import Question, answer_opinion, ask_opinion
from vungcao.systems.onestop.tests.factories import TODAY, at, commune, officer, standing


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
