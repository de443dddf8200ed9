"""Dossiers at a desk, their persons and fees: of one's own reach; procedures: anybody's."""

from datetime import datetime
from typing import Any

from tests.architecture.samples import EVERYWHERE, Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.models import Case
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.tests.factories import CitationFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import Dossier, Fee, Procedure, ProcedureVersion, Subject

NOW = datetime(2026, 11, 16, 8, tzinfo=ZONE)
PROCESS: dict[str, Any] = {
    "start": "cho",
    "steps": [{"code": "cho", "label": "Chờ tiếp nhận", "agency": "desk", "clock": "none"}],
    "groups": [
        {
            "code": "nguoi",
            "label": "Người",
            "most": 9,
            "is_list": True,
            "fields": [{"code": "ten", "label": "Tên", "prefill": "person.full_name"}],
        }
    ],
}
STEPS = (
    "receive",
    "receive-ask",
    "receive-bring",
    "refuse",
    "fees",
    "fee-amount",
    "return",
    "persons",
)


def _version(unit: Unit) -> ProcedureVersion:
    procedure, _made = Procedure.objects.get_or_create(code="MAU.QUAY")
    made, _made = ProcedureVersion.objects.get_or_create(
        procedure=procedure,
        valid_from=unit.valid_from,
        defaults={
            "name": "Thủ tục mẫu",
            "field": "Mẫu",
            "basis": CitationFactory.create(),
            "definition": PROCESS,
            "term_halves": 10,
            "state": ProcedureVersion.Standing.PUBLISHED,
            "published_at": NOW,
            "hash": "mau",
        },
    )
    return made


def _dossier(unit: Unit) -> Dossier:
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
        number=f"QUAY-{unit.pk}-{body.pk}",
        label="Thủ tục mẫu",
        organisation=body,
        unit=unit,
        scope=unit.scope,
        calendar=calendar,
        received_at=NOW,
        last_event_at=NOW,
    )
    return Dossier.objects.create(
        case=case,
        version=_version(unit),
        unit=unit,
        intake=body,
        channel=1,
        applicant_kind="person",
        secret="",
        step="cho",
        step_since=NOW,
        status=1,
        submitted_at=NOW,
    )


def dossier(unit: Unit, user: User) -> Arguments:
    return {"pk": _dossier(unit).pk}


def subject(unit: Unit, user: User) -> Arguments:
    return {"pk": Subject.objects.create(dossier=_dossier(unit), position=1).pk}


def fee(unit: Unit, user: User) -> Arguments:
    made = Fee.objects.create(
        dossier=_dossier(unit), code="mau", name="Lệ phí mẫu", amount=1000, moment=1
    )
    return {"pk": made.pk}


def version(unit: Unit, user: User) -> Arguments:
    return {"pk": _version(unit).pk}


SAMPLES = {
    "onestop:identify": Sample(subject),
    "onestop:fee-collect": Sample(fee),
    "onestop:fee-void": Sample(fee),
    "onestop:intake-form": Sample(version, EVERYWHERE),
    **{f"onestop:{step}": Sample(dossier) for step in STEPS},
}
