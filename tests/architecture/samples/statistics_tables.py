"""A single figure: seen by whoever reads figures of its place."""

from datetime import date, datetime

from tests.architecture.samples import Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.units.models import Unit
from vungcao.systems.statistics.models import (
    Campaign,
    Cell,
    Form,
    FormVersion,
    Indicator,
    Obligation,
    Observation,
    Submission,
)

PERIOD = 2026001
NOW = datetime(2026, 11, 16, 8, tzinfo=ZONE)
DUE = date(2026, 12, 1)


def figure(unit: Unit, user: User) -> Arguments:
    """The one figure of an answer."""
    form, _made = Form.objects.get_or_create(code="mau-bang")
    version, _made = FormVersion.objects.get_or_create(
        form=form,
        number=1,
        defaults={
            "name": "Biểu mẫu",
            "period_kind": 0,
            "reporter": "commune",
            "valid_from": date(2020, 1, 1),
        },
    )
    campaign = Campaign.objects.create(
        version=version,
        unit=unit,
        period=PERIOD,
        due_on=DUE,
        late_on=DUE,
        opened_at=NOW,
        opened_by=user,
    )
    owed = Obligation.objects.create(campaign=campaign, unit=unit, scope=unit.scope)
    answer = Submission.objects.create(obligation=owed, unit=unit, scope=unit.scope)
    indicator, _made = Indicator.objects.get_or_create(code="mau", group="Mẫu")
    cell, _made = Cell.objects.get_or_create(indicator=indicator, key="")
    Observation.objects.create(
        cell=cell,
        period=PERIOD,
        unit=unit,
        scope=unit.scope,
        value=1,
        state=0,
        stage=3,
        revision=1,
        submission=answer,
    )
    return {"cell": cell.pk, "period": PERIOD, "unit": unit.pk}


SAMPLES = {"statistics:figure": Sample(figure)}
