"""Cases: whoever is responsible for the place, or takes part, is led on."""

from datetime import datetime

from tests.architecture.samples import Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.models import Case
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.tests.cases.world import KIND
from vungcao.kernel.units.models import Unit

NOW = datetime(2026, 11, 16, 8, tzinfo=ZONE)


def case(unit: Unit, user: User) -> Arguments:
    calendar, _made = WorkingCalendar.objects.get_or_create(code="mau", name="Lịch mẫu")
    body = Organisation.objects.create(
        kind=Organisation.Kind.PEOPLES_COMMITTEE,
        unit=unit,
        scope=unit.scope,
        calendar=calendar,
        basis=unit.basis,
        valid_from=unit.valid_from,
    )
    made = Case.objects.create(
        kind=KIND,
        number=f"MAU-{unit.pk}",
        label="Vụ việc mẫu",
        organisation=body,
        unit=unit,
        scope=unit.scope,
        calendar=calendar,
        received_at=NOW,
        last_event_at=NOW,
    )
    return {"code": made.code}


SAMPLES = {"case": Sample(case)}
