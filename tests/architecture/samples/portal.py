"""Letters of the public within one's reach; pages: who edits reads them all."""

from datetime import datetime

from tests.architecture.samples import EVERYWHERE, Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.models import Case
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.codes import new_code
from vungcao.systems.portal.models import PublicLetter
from vungcao.systems.portal.services.sealing import seal, words_index
from vungcao.systems.portal.tests.factories import draft, section

NOW = datetime(2026, 11, 16, 8, tzinfo=ZONE)


def _case(unit: Unit) -> Case:
    calendar, _made = WorkingCalendar.objects.get_or_create(code="mau", name="Lịch mẫu")
    body = Organisation.objects.create(
        kind=Organisation.Kind.DEPARTMENT,
        unit=unit,
        scope=unit.scope,
        calendar=calendar,
        basis=unit.basis,
        valid_from=unit.valid_from,
    )
    return Case.objects.create(
        kind="portal.question",
        number=f"MAU-{unit.pk}-{body.pk}",
        label="Câu hỏi mẫu",
        organisation=body,
        unit=unit,
        scope=unit.scope,
        calendar=calendar,
        received_at=NOW,
        last_event_at=NOW,
    )


def letter(unit: Unit, user: User) -> Arguments:
    key = vault.make_key(by=UserFactory.create())
    made = PublicLetter.objects.create(
        kind="question",
        case=_case(unit),
        unit=unit,
        scope=unit.scope,
        topic="khac",
        key=key,
        words=seal("Câu hỏi mẫu", key, "words"),
        words_index=words_index("mau"),
        sent_at=NOW,
    )
    return {"pk": made.pk}


def of_case(unit: Unit, user: User) -> Arguments:
    return {"code": PublicLetter.objects.get(**letter(unit, user)).case.code}


def page(unit: Unit, user: User) -> Arguments:
    place = section()
    return {"pk": draft(place, f"bai-{new_code().lower()}").pk}


SAMPLES = {
    "portal:work": Sample(page, EVERYWHERE),
    **{f"portal:{name}": Sample(letter) for name in ("letter", "letter-answer", "letter-show")},
    "portal:letter-of-case": Sample(of_case),
}
