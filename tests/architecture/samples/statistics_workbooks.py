"""Workbooks of answers that a place owes, and of a campaign in which it owes one."""

from tests.architecture.samples import Arguments, Sample
from tests.architecture.samples.statistics_entry import DUE, NOW, ONE_CELL, answer
from vungcao.kernel.accounts.models import User
from vungcao.kernel.units.models import Unit
from vungcao.systems.statistics.models import (
    Campaign,
    Form,
    FormVersion,
    Obligation,
    Submission,
)


def campaign(unit: Unit, user: User) -> Arguments:
    """Asked of this place alone, by a form of its own."""
    form, _made = Form.objects.get_or_create(code="mau_tep")
    said = {"name": "Biểu mẫu", "period_kind": 0, "reporter": "commune", "valid_from": DUE}
    version, _made = FormVersion.objects.get_or_create(
        form=form, number=1, defaults={**said, "definition": {"sections": [ONE_CELL]}}
    )
    days = {"due_on": DUE, "late_on": DUE, "opened_at": NOW, "opened_by": user}
    made = Campaign.objects.create(version=version, unit=unit, period=2026001, **days)
    owed = Obligation.objects.create(campaign=made, unit=unit, scope=unit.scope)
    Submission.objects.create(obligation=owed, unit=unit, scope=unit.scope)
    return {"pk": made.pk}


SAMPLES = {
    "statistics:workbook": Sample(answer),
    "statistics:workbooks-campaign": Sample(campaign),
}
