"""What is put before the People's Committee of the province, its chairman signs."""

from datetime import date

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import Decision
from vungcao.systems.onestop.offers.demo.linked import linked_procedure
from vungcao.systems.onestop.offers.demo.stage import can_decide
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.services import deciding
from vungcao.systems.onestop.tests.decisions import WORDING
from vungcao.systems.onestop.tests.factories import (
    TODAY,
    at,
    at_work,
    commune,
    officer,
    papers,
    standing,
    version,
)
from vungcao.systems.onestop.tests.waiting import department, specialist

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "keys")]


@pytest.fixture
def above() -> Unit:
    return Unit.objects.get(pk=department().unit_id)


@pytest.fixture
def before_the_province(above: Unit) -> Decision:
    """Received by a commune, examined and prepared by the department."""
    worker, examiner = officer("can-bo", Role.COMMUNE_OFFICER, commune()), specialist()
    with standing(worker):
        row = at_work(
            worker,
            version=linked_procedure(worker, TODAY),
            answers={"noi_dung": "Việc mẫu"},
            subjects=[],
            papers=papers("don"),
        )
    with standing(examiner):
        can_decide(above, examiner, TODAY)
        return deciding.prepare(
            dossier=row, action="trinh", wording=WORDING, now=at(24), by=examiner
        )


def signed(made: Decision, by: User) -> Decision:
    with standing(by):
        return deciding.sign(decision=made, action="ky", now=at(25), by=by)


def test_the_chairman_signs_for_the_province_and_the_department_does_not(
    before_the_province: Decision, above: Unit
) -> None:
    with pytest.raises(RuleBroken, match="vai trò khác"):
        signed(before_the_province, officer("giam-doc", Role.DEPARTMENT_LEADER, above))

    made = signed(before_the_province, officer("chu-tich-tinh", Role.PROVINCE_LEADER, above))

    assert made.document.issuer.scope == above.scope
    assert made.signed_at == at(25)


@pytest.mark.parametrize("code", ["1.004875", "1.004888"])
def test_what_the_chairman_decided_by_the_decision_of_2018_nobody_else_signs(code: str) -> None:
    process = versions.process(version(code, date(2024, 1, 14)))

    (sign,) = [one for one in process.actions if one.does == "sign"]

    assert (process.step(sign.source_step).agency, sign.roles) == ("province", ("ubnd",))
