"""Dossiers and opinions about them: of those within one's reach."""

from tests.architecture.samples import Arguments, Sample
from tests.architecture.samples.onestop_clock import NOW
from tests.architecture.samples.onestop_clock import dossier as laid
from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases.models import Case
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault import services as vault
from vungcao.systems.onestop.models import Dossier, Opinion
from vungcao.systems.onestop.services import sealing

STEPS = ("act", "ask", "supply", "note", "message", "assign", "ask-opinion")


def of_case(unit: Unit, user: User) -> Arguments:
    row = Dossier.objects.select_related("case").get(pk=str(laid(unit, user)["pk"]))
    return {"code": row.case.code}


def _opinion(unit: Unit, user: User) -> Opinion:
    """Asked of the body that holds the dossier, so that nobody else takes part."""
    row = Dossier.objects.select_related("case").get(pk=str(laid(unit, user)["pk"]))
    parent = row.case
    case = Case.objects.create(
        kind="onestop.opinion",
        number=f"YK-{parent.pk}",
        label="Thủ tục mẫu",
        organisation_id=parent.organisation_id,
        unit=unit,
        scope=unit.scope,
        calendar_id=parent.calendar_id,
        received_at=NOW,
        last_event_at=NOW,
    )
    key = vault.make_key(by=user)
    return Opinion.objects.create(
        dossier=row,
        case=case,
        step="xem",
        question=sealing.seal("Câu hỏi mẫu", key, Opinion, "question"),
        asked_at=NOW,
    )


def opinion(unit: Unit, user: User) -> Arguments:
    return {"pk": _opinion(unit, user).pk}


def opinion_of_case(unit: Unit, user: User) -> Arguments:
    return {"code": _opinion(unit, user).case.code}


SAMPLES = {
    "onestop:dossier": Sample(laid),
    "onestop:of-case": Sample(of_case),
    "onestop:opinion": Sample(opinion),
    "onestop:opinion-of-case": Sample(opinion_of_case),
    "onestop:answer-opinion": Sample(opinion),
    "onestop:withdraw-opinion": Sample(opinion),
    **{f"onestop:{step}": Sample(laid) for step in STEPS},
}
