"""Versions of procedures: they are of no place, whoever may read one reads all."""

from datetime import date

from tests.architecture.samples import EVERYWHERE, Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.tests.factories import CitationFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import ProcedureVersion
from vungcao.systems.onestop.rules.definition import Definition, Field, Group, Step
from vungcao.systems.onestop.services import publishing
from vungcao.systems.onestop.services.publishing import Text
from vungcao.systems.onestop.tests.factories import NOW

STEPS = Definition(
    start="mot",
    steps=(Step("mot", "Bước mẫu", "desk"),),
    groups=(Group("nhom", "Nhóm mẫu", (Field("mot", "Câu hỏi mẫu"),)),),
)


def draft(unit: Unit, user: User, process: Definition | None = STEPS) -> ProcedureVersion:
    """A draft, with one step and one question unless it is only to be listed."""
    text = Text(
        name="Thủ tục mẫu",
        field="Lĩnh vực mẫu",
        basis=CitationFactory.create(),
        valid_from=date(2026, 11, 1),
    )
    code = f"9.{unit.pk}.{ProcedureVersion.objects.count()}"
    return publishing.draft(code=code, text=text, process=process, by=user)


def published(unit: Unit, user: User) -> ProcedureVersion:
    made = draft(unit, user, process=None)
    return publishing.publish(version=made, decision_number="1/QĐ-MAU", now=NOW, by=user)


def one(unit: Unit, user: User) -> Arguments:
    return {"pk": draft(unit, user).pk}


def ended(unit: Unit, user: User) -> Arguments:
    return {"pk": published(unit, user).pk}


def code(unit: Unit, user: User) -> Arguments:
    return {"code": published(unit, user).procedure.code}


def part(unit: Unit, user: User) -> Arguments:
    return {"pk": draft(unit, user).pk, "part": "buoc"}


def row(unit: Unit, user: User) -> Arguments:
    return {**part(unit, user), "number": 0}


SAMPLES = {
    "onestop:procedure-now": Sample(code, EVERYWHERE),
    "onestop:version": Sample(one, EVERYWHERE),
    "onestop:version-form": Sample(one, EVERYWHERE),
    "onestop:version-new": Sample(one, EVERYWHERE),
    "onestop:version-edit": Sample(one, EVERYWHERE),
    "onestop:process-edit": Sample(one, EVERYWHERE),
    "onestop:version-discard": Sample(one, EVERYWHERE),
    "onestop:publish": Sample(one, EVERYWHERE),
    "onestop:version-close": Sample(ended, EVERYWHERE),
    "onestop:part-new": Sample(part, EVERYWHERE),
    "onestop:part-edit": Sample(row, EVERYWHERE),
}
