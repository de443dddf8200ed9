"""Asking for figures: who owes an answer, by when, who is reminded, and what is refused."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.notices.models import Notice
from vungcao.kernel.units.models import Kind, Name, Placement, Unit
from vungcao.kernel.units.queries import GSO, by_code
from vungcao.systems.statistics.models import (
    Campaign,
    FormState,
    FormVersion,
    Obligation,
    Submission,
)
from vungcao.systems.statistics.queries import campaigns
from vungcao.systems.statistics.rules.punctuality import Punctuality, punctuality
from vungcao.systems.statistics.services import campaigning
from vungcao.systems.statistics.tests.factories import (
    NOW,
    answer,
    at,
    campaign,
    commune,
    department,
    everywhere,
    form,
    officer,
    province,
    standing,
)
from vungcao.systems.statistics.views import campaign_tables, flow_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


@pytest.fixture
def specialist() -> Iterator[User]:
    with standing(officer("chuyen-vien", Role.SPECIALIST, province())) as user:
        yield user


def test_every_commune_of_the_period_s_last_day_owes_an_answer_through_its_committee(
    specialist: User,
) -> None:
    made = campaign(specialist)

    owing = Obligation.objects.filter(campaign=made).select_related("organisation")
    assert owing.count() == Submission.objects.filter(source="").count() == 99
    assert {one.organisation.kind for one in owing if one.organisation} == {"peoples_committee"}
    assert all(one.organisation is not None for one in owing)
    assert (made.due_on, made.late_on) == (date(2026, 1, 22), date(2026, 2, 5))


def test_an_old_period_is_asked_of_the_communes_of_that_time(specialist: User) -> None:
    before = by_code(GSO, Kind.PROVINCE, "24", date(2024, 12, 31))

    made = campaign(specialist, period=2024001, unit=before)

    places = Obligation.objects.filter(campaign=made).select_related("unit")
    assert places.count() == 192
    assert date(2025, 7, 1) in {one.unit.valid_until for one in places}
    assert {one.scope for one in places} <= set(Unit.objects.values_list("scope", flat=True))


def test_a_department_owes_only_what_it_is_asked(specialist: User) -> None:
    version = FormVersion.objects.get(form__code="dt03")

    made = campaign(specialist, version, organisations=[department()])

    (owing,) = made.obligations.all()
    assert (owing.organisation, owing.unit) == (department(), province())
    with pytest.raises(RuleBroken, match="Không có đơn vị nào"):
        campaign(specialist, version, period=2024001)
    with pytest.raises(RuleBroken, match="chỉ do một cơ quan"):
        campaign(specialist, version, period=2024001, organisations=[department()] * 2)
    with pytest.raises(RuleBroken, match="không thuộc địa bàn"):
        campaign(specialist, version, unit=commune(), period=2024001, organisations=[department()])


def test_a_village_owes_its_answer_through_the_committee_of_its_commune(specialist: User) -> None:
    above = commune()
    with everywhere():
        village = Unit.objects.create(
            kind=Kind.VILLAGE,
            scope=f"{above.scope}900001/",
            basis=above.basis,
            valid_from=above.valid_from,
        )
        Placement.objects.create(
            unit=village,
            hierarchy="administrative",
            parent=above,
            basis=above.basis,
            valid_from=above.valid_from,
        )
        Name.objects.create(
            unit=village,
            text="Thôn Mẫu",
            folded="thon mau",
            basis=above.basis,
            valid_from=above.valid_from,
        )

    made = campaign(specialist, form(reporter="village"))

    (owing,) = made.obligations.select_related("organisation")
    assert (owing.unit, owing.scope) == (village, village.scope)
    assert owing.organisation is not None
    assert (owing.organisation.kind, owing.organisation.unit) == ("peoples_committee", above)
    assert flow_page.place(owing) == "Thôn Mẫu, Xã Vân Sơn"
    day = date(2025, 12, 31)
    assert campaign_tables.reporters([owing], made, day)[owing.pk] == "Thôn Mẫu, Xã Vân Sơn"


def test_nobody_is_asked_twice_for_one_figure(specialist: User) -> None:
    version = form()
    campaign(specialist, version)

    with pytest.raises(RuleBroken, match="Đã có đợt"):
        campaign(specialist, version)
    with pytest.raises(RuleBroken, match="đã được thu bằng biểu “Biểu thử”"):
        campaign(specialist, form("thu02", name="Biểu khác"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"period": 2025201}, "theo năm"),
        ({"period": 2025007}, "không hợp lệ"),
        ({"period": 2019001}, "không dùng cho kỳ"),
        ({"due_days": 0}, "ngày làm việc"),
    ],
)
def test_a_period_that_the_form_does_not_know_is_refused(
    specialist: User, changed: dict[str, Any], said: str
) -> None:
    with pytest.raises(RuleBroken, match=said):
        campaign(specialist, **changed)


def test_a_commune_opens_no_campaign_and_a_draft_is_asked_of_nobody() -> None:
    leader = officer("lanh-dao-xa", Role.COMMUNE_LEADER, commune())
    version = form()

    with standing(leader), pytest.raises(RuleBroken, match="do Sở"):
        campaign(leader, version)
    version.state = FormState.DRAFT
    with everywhere() as keeper, pytest.raises(RuleBroken, match="đã ban hành"):
        campaign(keeper, version)


def asked_of_one_body(by: User) -> Campaign:
    version = FormVersion.objects.get(form__code="dt03")
    return campaign(by, version, organisations=[department()])


def test_a_closed_campaign_reminds_nobody_and_closes_once(specialist: User) -> None:
    officer("so-nganh", Role.INDICATOR_OWNER, province(), department())
    made = asked_of_one_body(specialist)
    campaigning.close_campaign(campaign=made, now=NOW, by=specialist)

    with everywhere() as keeper:
        assert campaigning.remind(now=at(22, month=1), by=keeper) == 0
    with pytest.raises(RuleBroken, match="đã kết thúc"):
        campaigning.close_campaign(campaign=made, now=NOW, by=specialist)


def test_who_has_not_submitted_is_reminded_once_before_on_and_after_the_due_date(
    specialist: User,
) -> None:
    owner = officer("so-nganh", Role.INDICATOR_OWNER, province(), department())
    officer("so-nganh-khac", Role.INDICATOR_OWNER, province())
    asked_of_one_body(specialist)

    with everywhere() as keeper:
        days = (19, 20, 21, 22, 22, 23, 26)
        told = [campaigning.remind(now=at(day, month=1), by=keeper) for day in days]

    assert told == [0, 1, 0, 1, 0, 1, 0]
    with standing(owner):
        assert Notice.objects.filter(recipient=owner).count() == 3


def test_a_reminder_names_the_unit_of_which_it_speaks(specialist: User) -> None:
    worker = officer("can-bo", Role.COMMUNE_OFFICER, commune())
    campaign(specialist)

    with everywhere() as keeper:
        campaigning.remind(now=at(22, month=1), by=keeper)

    with standing(worker):
        (told,) = Notice.objects.filter(recipient=worker, kind="statistics.due_today")
        assert told.text.startswith("Xã Vân Sơn, Năm 2025. ")


def test_a_commune_s_officers_are_reminded_of_its_own_answer(specialist: User) -> None:
    worker = officer("can-bo", Role.COMMUNE_OFFICER, commune())
    mine = answer(campaign(specialist))

    assert list(campaigns.enterers(mine, date(2026, 1, 22))) == [worker]


DUE, LAST = date(2026, 1, 22), date(2026, 2, 5)


@pytest.mark.parametrize(
    ("came", "on", "said"),
    [
        (None, DUE, Punctuality.AWAITED),
        (None, date(2026, 1, 23), Punctuality.OVERDUE),
        (None, LAST, Punctuality.OVERDUE),
        (None, date(2026, 2, 6), Punctuality.MISSING),
        (DUE, LAST, Punctuality.ON_TIME),
        (date(2026, 1, 23), LAST, Punctuality.LATE),
        (LAST, DUE, Punctuality.AWAITED),
    ],
)
def test_whether_an_answer_is_late_follows_from_its_days(
    came: date | None, on: date, said: Punctuality
) -> None:
    assert punctuality(came, DUE, LAST, on) == said
