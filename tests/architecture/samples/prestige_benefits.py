"""Benefits, lists of grants and visits: those of one's own place, or below it."""

from datetime import date

from tests.architecture.samples import Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.tests.factories import CitationFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import Benefit, GrantList, Recognition, Visit
from vungcao.systems.prestige.tests.factories import cycle, person

DAY = date(2026, 2, 10)


def recognition(unit: Unit) -> Recognition:
    """Somebody on the list of the unit itself, whatever its level."""
    held = cycle()
    return Recognition.objects.create(
        person=person(unit),
        cycle=held,
        unit=unit,
        scope=unit.scope,
        slot=500 + Recognition.objects.filter(unit=unit).count(),  # apart from other samples
        basis=CitationFactory.create(),
        authority="commune",
        issuer_name="Cơ quan mẫu",
        number="1/QĐ-MAU",
        decided_on=DAY,
        valid_from=DAY,
        valid_until=held.valid_until,
    )


def recipient(unit: Unit, user: User) -> Arguments:
    return {"pk": recognition(unit).pk}


def benefit(unit: Unit, user: User) -> Arguments:
    row = recognition(unit)
    made = Benefit.objects.create(
        recognition=row,
        unit=row.unit,
        scope=row.scope,
        kind="newspaper",
        level="commune",
        granted_on=DAY,
    )
    return {"pk": made.pk}


def grants(unit: Unit, user: User) -> Arguments:
    made = GrantList.objects.create(
        unit=unit,
        scope=unit.scope,
        kind="newspaper",
        level="commune",
        title="Cấp báo mẫu",
        granted_on=DAY,
        number="1/QĐ-MAU",
        decided_on=DAY,
        issuer_name="Cơ quan mẫu",
    )
    return {"pk": made.pk}


def visit(unit: Unit, user: User) -> Arguments:
    row = recognition(unit)
    made = Visit.objects.create(
        recognition=row,
        unit=row.unit,
        scope=row.scope,
        planned_on=DAY,
        occasion="other",
        visitor="Cơ quan mẫu",
    )
    return {"pk": made.pk}


SAMPLES = {
    "prestige:benefit-new": Sample(recipient),
    "prestige:visit-new": Sample(recipient),
    "prestige:benefit-void": Sample(benefit),
    "prestige:grant-list": Sample(grants),
    **{f"prestige:{name}": Sample(visit) for name in ("visit", "visit-done", "visit-drop")},
}
