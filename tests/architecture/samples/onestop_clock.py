"""Dates of a dossier: of those within one's reach."""

from datetime import datetime
from typing import Any

from tests.architecture.samples import Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.models import Case
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.tests.factories import CitationFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import Dossier, Procedure, ProcedureVersion

NOW = datetime(2026, 11, 16, 8, tzinfo=ZONE)
STEPS: dict[str, Any] = {
    "start": "xem",
    "steps": [{"code": "xem", "label": "Xem xét", "agency": "committee", "clock": "none"}],
}


def dossier(unit: Unit, user: User) -> Arguments:
    """One that waits for its receipt: no date yet, and nothing to lengthen."""
    calendar, _made = WorkingCalendar.objects.get_or_create(code="mau", name="Lịch mẫu")
    body = Organisation.objects.create(
        kind=Organisation.Kind.PEOPLES_COMMITTEE,
        unit=unit,
        scope=unit.scope,
        calendar=calendar,
        basis=unit.basis,
        valid_from=unit.valid_from,
    )
    case = Case.objects.create(
        kind="onestop.dossier",
        number=f"MAU-{unit.pk}-{body.pk}",
        label="Thủ tục mẫu",
        organisation=body,
        unit=unit,
        scope=unit.scope,
        calendar=calendar,
        received_at=NOW,
        last_event_at=NOW,
    )
    procedure, _made = Procedure.objects.get_or_create(code="MAU.1")
    version, _made = ProcedureVersion.objects.get_or_create(
        procedure=procedure,
        valid_from=unit.valid_from,
        defaults={
            "name": "Thủ tục mẫu",
            "field": "Mẫu",
            "basis": CitationFactory.create(),
            "definition": STEPS,
        },
    )
    made = Dossier.objects.create(
        case=case,
        version=version,
        unit=unit,
        intake=body,
        channel=1,
        applicant_kind="person",
        secret="",
        step="xem",
        step_since=NOW,
        status=1,
        submitted_at=NOW,
    )
    return {"pk": made.pk}


SAMPLES = {"onestop:why": Sample(dossier), "onestop:extend": Sample(dossier)}
