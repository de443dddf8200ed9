"""Reports of prestigious persons: of those within one's reach, and who may be reported for."""

from datetime import date, datetime

from tests.architecture.samples import Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.models import Case
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.tests.factories import CitationFactory, PersonFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import FieldReport, Recognition, ReportChannel, ReportKind
from vungcao.systems.prestige.tests.factories import SINCE, cycle

NOW = datetime(2026, 11, 16, 8, tzinfo=ZONE)
STEPS = ("answer", "assign", "close", "reopen", "transfer")


def _recognition(unit: Unit) -> Recognition:
    return Recognition.objects.create(
        person=PersonFactory.create(full_name="Nông Mẫu An", unit=unit),
        cycle=cycle(),
        unit=unit,
        scope=unit.scope,
        slot=700 + Recognition.objects.filter(unit=unit).count(),  # no other sample's
        basis=CitationFactory.create(),
        authority="commune",
        issuer_name="Uỷ ban nhân dân xã Mẫu",
        number="1/QĐ-MAU",
        decided_on=SINCE,
        valid_from=SINCE,
        valid_until=date(2028, 1, 1),
    )


def _report(unit: Unit) -> FieldReport:
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
        kind="prestige.report",
        number=f"MAU-{unit.pk}-{body.pk}",
        label="Phản ánh mẫu",
        organisation=body,
        unit=unit,
        scope=unit.scope,
        calendar=calendar,
        received_at=NOW,
        last_event_at=NOW,
    )
    return FieldReport.objects.create(
        recognition=_recognition(unit),
        case=case,
        unit=unit,
        scope=unit.scope,
        kind=ReportKind.WISH,
        channel=ReportChannel.PAPER,
        received_on=NOW.date(),
    )


def recognition(unit: Unit, user: User) -> Arguments:
    return {"pk": _recognition(unit).pk}


def report(unit: Unit, user: User) -> Arguments:
    return {"pk": _report(unit).pk}


def of_case(unit: Unit, user: User) -> Arguments:
    return {"code": _report(unit).case.code}


SAMPLES = {
    "prestige:report": Sample(report),
    "prestige:report-of-case": Sample(of_case),
    "prestige:report-new": Sample(recognition),
    **{f"prestige:report-{step}": Sample(report) for step in STEPS},
}
