"""Selections and lists: those of a village below the unit, with a form that was printed."""

from tests.architecture.samples import Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.organisations.models import OrganisationKind
from vungcao.kernel.tests.factories import OrganisationFactory, UserFactory
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.prestige.models import ProposalList, SelectionRound
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries import selections as reads
from vungcao.systems.prestige.services import printing
from vungcao.systems.prestige.tests import factories, selections

STEPS = ("nominate", "meeting", "joint", "check", "cancel")


def _village(unit: Unit) -> Unit:
    """With its law, its cycle and its commune's committee; a province's lies in a commune of it."""
    if not norms.criteria(factories.TODAY):
        factories.law()
    factories.cycle()
    kind = OrganisationKind.PEOPLES_COMMITTEE
    above = unit if unit.kind == Kind.COMMUNE else factories.commune("Mẫu", unit)
    OrganisationFactory.create(kind=kind, unit=above, called="Uỷ ban nhân dân xã Mẫu")
    return factories.village(above)


def _round(unit: Unit) -> SelectionRound:
    return selections.met(_village(unit), UserFactory.create())


def selection(unit: Unit, user: User) -> Arguments:
    return {"pk": _round(unit).pk}


def nominee(unit: Unit, user: User) -> Arguments:
    made = _round(unit)
    return {"pk": made.pk, "nominee": reads.nominees(made)[0].pk}


def printed(unit: Unit, user: User) -> Arguments:
    return {"pk": _round(unit).pk, "form": "mau-01"}


def paper(unit: Unit, user: User) -> Arguments:
    made = printing.print_round(
        selection=_round(unit), form=printing.FORM01, today=factories.TODAY, by=UserFactory.create()
    )
    return {"pk": made.pk, "kind": "pdf"}


def proposal(unit: Unit, user: User) -> Arguments:
    _village(unit)
    made = ProposalList.objects.create(
        cycle=factories.cycle(), unit=unit, scope=unit.scope, made_on=factories.TODAY
    )
    return {"pk": made.pk}


def commune(unit: Unit, user: User) -> Arguments:
    _village(unit)
    return {"commune": unit.pk}


def recognition(unit: Unit, user: User) -> Arguments:
    return {"pk": factories.recognised(_village(unit), UserFactory.create()).pk}


SAMPLES = {
    "prestige:selection": Sample(selection),
    **{f"prestige:selection-{step}": Sample(selection) for step in STEPS},
    "prestige:selection-strike": Sample(nominee),
    "prestige:selection-print": Sample(printed),
    "prestige:form-paper": Sample(paper),
    "prestige:proposal": Sample(proposal),
    "prestige:proposal-new": Sample(commune),
    "prestige:proposal-print": Sample(proposal),
    "prestige:proposal-send": Sample(proposal),
    "prestige:proposal-decide": Sample(proposal),
    "prestige:proposal-end": Sample(recognition),
}
