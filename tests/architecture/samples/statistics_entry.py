"""Answers that a place owes: seen by whoever has a role there."""

from datetime import date, datetime
from typing import Any

from tests.architecture.samples import Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.units.models import Unit
from vungcao.systems.statistics.models import (
    Campaign,
    Form,
    FormVersion,
    Obligation,
    Submission,
)

NOW = datetime(2026, 11, 16, 8, tzinfo=ZONE)
DUE = date(2026, 12, 1)
ONE_CELL: dict[str, Any] = {
    "code": "bang",
    "title": "Bảng mẫu",
    "columns": [{"code": "so", "head": ["Số"], "indicator": "0101"}],
    "rows": [{"code": "dong", "label": "Dòng mẫu"}],
}


def answer(unit: Unit, user: User) -> Arguments:
    """A form of one cell, asked once of a place; nothing entered yet."""
    form, _made = Form.objects.get_or_create(code="mau")
    version, _made = FormVersion.objects.get_or_create(
        form=form,
        number=1,
        defaults={
            "name": "Biểu mẫu",
            "period_kind": 0,
            "reporter": "commune",
            "definition": {"sections": [ONE_CELL]},
            "valid_from": date(2020, 1, 1),
        },
    )
    days = {"due_on": DUE, "late_on": DUE, "opened_at": NOW, "opened_by": user}
    campaign, _made = Campaign.objects.get_or_create(
        version=version, unit=unit, period=2026001, defaults=days
    )
    owed, _made = Obligation.objects.get_or_create(
        campaign=campaign, unit=unit, defaults={"scope": unit.scope}
    )
    made, _made = Submission.objects.get_or_create(
        obligation=owed, defaults={"unit": unit, "scope": unit.scope}
    )
    return {"pk": made.pk}


SAMPLES = {
    "statistics:entry-grid": Sample(answer),
    "statistics:entry-sync": Sample(answer),
}
