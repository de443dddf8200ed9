"""A single figure: seen by whoever reads figures of its place."""

from tests.architecture.samples import Arguments, Sample
from tests.architecture.samples.statistics_entry import answer
from vungcao.kernel.accounts.models import User
from vungcao.kernel.units.models import Unit
from vungcao.systems.statistics.models import Cell, Indicator, Observation, Submission


def figure(unit: Unit, user: User) -> Arguments:
    """The one figure of an answer."""
    submission = Submission.objects.get(pk=answer(unit, user)["pk"])
    indicator, _made = Indicator.objects.get_or_create(code="mau", group="Mẫu")
    cell, _made = Cell.objects.get_or_create(indicator=indicator, key="")
    Observation.objects.create(
        cell=cell,
        period=2026001,
        unit=unit,
        scope=unit.scope,
        value=1,
        state=0,
        stage=3,
        revision=1,
        submission=submission,
    )
    return {"cell": cell.pk, "period": 2026001, "unit": unit.pk}


SAMPLES = {"statistics:figure": Sample(figure)}
