"""One dossier from a phone to the register, with everything that may come between."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar.models import DayOverride
from vungcao.kernel.calendar.services import confirm_override
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import CaseLink
from vungcao.kernel.cases.queries import chains, clocks
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms.services.acts import Act
from vungcao.kernel.organisations.models import OrganisationKind
from vungcao.kernel.organisations.queries import responsible
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import PersonFactory, VillageFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import (
    Channel,
    Delivery,
    Dossier,
    Opinion,
    Outcome,
    Stance,
    Subject,
    WrittenForm,
)
from vungcao.systems.onestop.queries.explaining import explained
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.systems.onestop.services import consulting, deciding, receiving, supplementing
from vungcao.systems.onestop.services.consulting import Question
from vungcao.systems.onestop.services.doors import standing_in, visitor
from vungcao.systems.onestop.services.extending import Longer, extend
from vungcao.systems.onestop.services.identifying import identify
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.services.outcomes import Judged, judge
from vungcao.systems.onestop.services.returning import give_back
from vungcao.systems.onestop.services.submitting import NewSubject, submit
from vungcao.systems.onestop.services.supplementing import Item, Request
from vungcao.systems.onestop.tests import conftest
from vungcao.systems.onestop.tests.decisions import WORDING, Office, named, office
from vungcao.systems.onestop.tests.factories import (
    NOW,
    at,
    body,
    commune,
    line,
    new_dossier,
    officer,
    papers,
    standing,
)
from vungcao.systems.prestige.models import Recognition

plain_page, quick_papers = conftest.plain_page, conftest.quick_papers
keys_home, keys = conftest.keys_home, conftest.keys
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "keys")]
HOLIDAY = date(2026, 11, 24)


@dataclass
class Story:
    """Those who take part, and the dossier as it stands."""

    here: Office
    specialist: User
    villages: list[Unit]
    row: Dossier

    def fresh(self) -> Dossier:
        related = ("case__calendar", "case__organisation", "version__basis", "unit", "intake")
        self.row = Dossier.objects.select_related(*related).get(pk=self.row.pk)
        return self.row


@pytest.fixture
def story() -> Iterator[Story]:
    """Twelve villages; their head has sent the list from a phone, without an account."""
    worker = officer("can-bo", Role.COMMUNE_OFFICER, commune())
    province = Unit.objects.get(pk=int(commune().scope.strip("/").split("/")[1]))
    with standing(worker):
        here = office(worker)
        villages = [
            VillageFactory.create(parent=commune(), called=f"mẫu {n}") for n in range(1, 13)
        ]
        lines = [
            NewSubject({**line(n).values, "ho_ten": named(n), "thon": villages[n - 1].pk})
            for n in range(1, 13)
        ]
        new = new_dossier(channel=Channel.ONLINE, subjects=lines)
        with standing_in(new.intake.scope, visitor()) as phone:
            made = submit(new=new, now=NOW, by=phone).dossier
        specialist = officer("chuyen-vien", Role.SPECIALIST, province)
        yield Story(here, specialist, villages, made)


def received(story: Story) -> None:
    receiving.receive(dossier=story.fresh(), action="tiep_nhan", now=NOW, by=story.here.worker)
    move(dossier=story.fresh(), action="chuyen", now=at(23, 10), by=story.here.worker)


def asked_of_the_department(story: Story) -> Opinion:
    asked = responsible(commune(), OrganisationKind.DEPARTMENT, HOLIDAY)
    assert asked is not None
    question = Question(asked, "Đề nghị cho ý kiến về danh sách.", Fraction(5))
    return consulting.ask_opinion(
        dossier=story.fresh(), question=question, now=at(23, 14), by=story.here.worker
    )


def supplemented_across_a_holiday(story: Story) -> int:
    """The clock stands from Monday to Thursday; the Tuesday becomes a holiday meanwhile."""
    worker = story.here.worker
    request = Request([Item("mau02", "Biên bản thiếu chữ ký thư ký")])
    left = clocks.minutes_left(story.fresh().case, at(24, 0))  # the day of receipt does not count
    supplementing.ask(
        dossier=story.row, action="bo_sung", request=request, now=at(23, 15), by=worker
    )
    day = DayOverride.objects.get(day=HOLIDAY, calendar=None)
    act = Act("Văn bản mẫu về ngày 24/11", source="đọc tại nơi mẫu")
    confirm_override(override=day, act=act, by=worker)
    recompute(at(25))
    supplementing.supply(
        dossier=story.fresh(),
        action="da_bo_sung",
        papers=papers("mau02"),
        now=at(26, 9),
        by=worker,
    )
    assert left is not None
    return left


def recompute(now: datetime) -> None:
    system = system_account("calendar")
    system.reach = ("/1/",)
    with scoped(("/1/",)):
        cases.recompute_since(day=HOLIDAY, now=now, by=system)


def judged(story: Story) -> None:
    worker = story.here.worker
    rows = Subject.objects.filter(dossier=story.row).order_by("position")
    for row, village in zip(rows, story.villages, strict=True):
        person = PersonFactory.create(full_name=named(row.position), unit=village)
        identify(subject=row, somebody=person, village=village, now=at(27), by=worker)
    said = [Judged(row.pk, Outcome.GRANTED) for row in rows[:11]]
    said.append(Judged(rows[11].pk, Outcome.REFUSED, "Chưa đủ hai phần ba số hộ đồng ý"))
    judge(dossier=story.fresh(), said=said, now=at(27, 10), by=worker)


def test_a_village_head_s_list_of_twelve_becomes_eleven_in_the_register(story: Story) -> None:
    received(story)
    first = story.fresh().case.due_at
    opinion = asked_of_the_department(story)

    left = supplemented_across_a_holiday(story)

    assert clocks.minutes_left(story.fresh().case, at(26, 9)) == left
    judged(story)
    with pytest.raises(RuleBroken, match="cơ quan được hỏi đã trả lời"):
        deciding.prepare(
            dossier=story.fresh(),
            action="trinh",
            wording=WORDING,
            now=at(27, 11),
            by=story.here.worker,
        )
    with standing(story.specialist) as by:
        consulting.answer_opinion(
            opinion=opinion, stance=Stance.AGREES, words="Nhất trí.", now=at(27, 14), by=by
        )
    longer = Longer(Fraction(5), "Chờ ý kiến của Sở lâu hơn dự kiến")
    extend(dossier=story.fresh(), longer=longer, now=at(30, 8), by=story.here.worker)
    decision = deciding.prepare(
        dossier=story.fresh(),
        action="trinh",
        wording=WORDING,
        now=at(30, 9),
        by=story.here.worker,
    )
    with standing(story.here.leader) as by:
        signed = deciding.sign(decision=decision, action="ky", now=at(1, 9, month=12), by=by)
    give_back(
        dossier=story.fresh(),
        action="tra_ket_qua",
        way=Delivery.DESK,
        words="Trưởng thôn Mẫu",
        now=at(2, 8, month=12),
        by=story.here.worker,
    )

    row = story.fresh()
    assert (row.status, signed.effects) == (Status.RETURNED, 11)
    assert Recognition.objects.in_force(date(2026, 12, 1)).count() == 11
    assert CaseLink.objects.get(parent=row.case).child == opinion.case
    assert first is not None
    assert row.case.due_at is not None
    assert row.case.due_at > first
    forms = WrittenForm.objects.filter(dossier=row).values_list("form", flat=True)
    assert sorted(forms) == ["01", "02", "04"]
    codes = {one.code for one in explained(row)}
    assert {"received", "first_due", "pause", "extension", "due"} <= codes
    assert chains.verify(row.case).holds
    assert body(commune(), OrganisationKind.PEOPLES_COMMITTEE).pk in set(
        row.case.parties.filter(role="responsible").values_list("organisation", flat=True)
    )
