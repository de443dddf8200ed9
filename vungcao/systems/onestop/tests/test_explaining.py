"""Every date of a dossier says why it is what it is, and equals what is stored."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar import clock
from vungcao.kernel.calendar import services as calendar
from vungcao.kernel.calendar.models import DayOverride
from vungcao.kernel.calendar.queries import what_moves
from vungcao.kernel.calendar.rules import WEEKDAYS, ZONE
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import CaseEvent
from vungcao.kernel.citations.models import State
from vungcao.kernel.notices.models import Notice
from vungcao.kernel.tests.factories import CitationFactory, UserFactory
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.onestop.models import Apology, Dossier
from vungcao.systems.onestop.offers import core
from vungcao.systems.onestop.queries import explaining
from vungcao.systems.onestop.services import apologising, supplementing, warning
from vungcao.systems.onestop.services.extending import Longer, extend
from vungcao.systems.onestop.services.supplementing import Item, Request
from vungcao.systems.onestop.tests.factories import (
    TODAY,
    Arrange,
    at,
    at_work,
    commune,
    neighbour,
    officer,
    papers,
    standing,
    submitted,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


def with_a_long_story() -> tuple[User, Dossier]:
    found = officer("can-bo", Role.COMMUNE_OFFICER, commune())
    with standing(found):
        return found, paused_and_extended(found)


@pytest.fixture(scope="module")
def arranged(once: Arrange) -> tuple[User, Dossier]:
    return once(with_a_long_story)


@pytest.fixture
def worker(arranged: tuple[User, Dossier]) -> Iterator[User]:
    with standing(arranged[0]) as user:
        yield user


@pytest.fixture
def row(worker: User, arranged: tuple[User, Dossier]) -> Dossier:
    """A dossier that was paused and extended."""
    return fresh(arranged[1])


def fresh(row: Dossier) -> Dossier:
    related = ("case__calendar", "case__organisation", "version__basis")
    return Dossier.objects.select_related(*related).get(pk=row.pk)


def paused_and_extended(worker: User, **given: Any) -> Dossier:
    row = at_work(worker, **given)
    asked = Request([Item("mau02", "Thiếu chữ ký")])
    supplementing.ask(dossier=row, action="bo_sung", request=asked, now=at(25), by=worker)
    supplementing.supply(
        dossier=row, action="da_bo_sung", papers=papers("mau02"), now=at(27), by=worker
    )
    extend(dossier=row, longer=Longer(Fraction(5), "Chờ xác minh"), now=at(30), by=worker)
    return fresh(row)


def day_off(row: Dossier, by: User) -> date:
    """The day on which it is due is off from now on."""
    assert row.case.due_at is not None
    day = row.case.due_at.astimezone(ZONE).date()
    basis = CitationFactory.create(state=State.SEEN, number="1/TB-MAU", article="")
    calendar.set_override(
        calendar=None,
        day=day,
        kind=DayOverride.Kind.OFF,
        reason="Nghỉ bù theo thông báo mẫu",
        basis=basis,
        today=TODAY,
        by=by,
    )
    return day


def test_what_is_not_received_has_no_date_and_says_why(worker: User) -> None:
    (only,) = explaining.explained(submitted(worker).dossier)

    assert only.code == "submitted"
    assert "Chưa tiếp nhận" in only.words[0]


def test_every_date_opens_its_derivation(worker: User, row: Dossier) -> None:
    found = {one.code: one for one in explaining.explained(row)}

    assert list(found) == ["received", "first_due", "pause", "extension", "due", "step_due"]
    assert found["due"].at == row.case.due_at
    assert found["step_due"].at == row.step_due_at
    assert "làm việc không tính" in found["pause"].words[1]
    assert sum(line.minutes for line in found["due"].days) > 0
    assert any("Tạm dừng" in line.why for line in found["due"].days)


def test_a_long_stop_is_one_line_with_its_weekends_and_a_day_off_stands_by_itself() -> None:
    stands, saturday = explaining.STANDS, WEEKDAYS[5]
    whys = [stands, saturday, stands, "Nghỉ: lễ mẫu", stands, saturday, "Tính cả ngày"]
    days = [
        explaining.DayOfIt(date(2026, 9, nth), 450 if "cả" in why else 0, why, "", True)
        for nth, why in enumerate(whys, start=1)
    ]

    found = explaining.stretches(days)

    assert [(one.day.day, one.until and one.until.day) for one in found] == [
        (1, 3),
        (4, None),
        (5, None),
        (6, None),
        (7, None),
    ]


def test_an_exceptional_day_names_the_text_it_rests_on(worker: User, row: Dossier) -> None:
    day = day_off(row, UserFactory.create())

    due = next(one for one in explaining.explained(row) if one.code == "due")

    (line,) = [line for line in due.days if line.day == day]
    assert line.source == "1/TB-MAU"
    assert "Nghỉ bù" in line.why
    assert "đang được tính lại" in due.words[1]


def test_plain_lines_name_every_date_and_no_person(row: Dossier) -> None:
    said = "\n".join(explaining.plain(explaining.explained(row)))

    assert "Hẹn trả hiện nay" in said
    assert "chưa xác minh" in said
    assert "Trưởng thôn Mẫu" not in said


def test_a_preview_of_a_day_names_the_dossier_and_its_new_date(
    worker: User, row: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core, "reverse", lambda name, args: f"/{args[0]}/")
    assert row.case.due_at is not None
    day = row.case.due_at.astimezone(ZONE).date()

    with standing(worker):
        moves = [one for one in what_moves(day, "off") if one.label == row.case.number]

    assert [one.url for one in moves] == [f"/{row.case.code}/"]
    assert [one.before for one in moves] == [row.case.due_at]
    assert moves[0].after > row.case.due_at


def test_a_changed_calendar_moves_stored_dates_and_tells_officer_and_applicant(
    worker: User,
) -> None:
    applicant = UserFactory.create(kind=User.Kind.CITIZEN)
    row = paused_and_extended(worker, account=applicant)
    before = row.case.due_at
    day_off(row, worker)
    system = system_account("one-stop")
    system.reach = (NATION_SCOPE,)

    with standing(system):
        cases.recompute_since(day=TODAY, now=at(30, 11), by=system)
        told = [
            warning.tell_moved(case=row.case, now=at(30, 11, nth), by=system) for nth in range(2)
        ]

    after = fresh(row)
    assert after.case.due_at != before
    assert explaining.agrees(after)
    assert CaseEvent.objects.filter(case=row.case, action="due_moved").count() == 1
    assert told == [2, 0]
    with standing(applicant):
        assert Notice.objects.get(recipient=applicant).kind == warning.OWN_MOVED


def test_what_is_stored_equals_what_is_computed_after_every_event(worker: User) -> None:
    row = fresh(at_work(worker))
    assert explaining.agrees(row)
    asked = Request([Item("mau02", "Thiếu chữ ký")])

    supplementing.ask(dossier=row, action="bo_sung", request=asked, now=at(25), by=worker)
    assert explaining.agrees(fresh(row))
    supplementing.supply(
        dossier=row, action="da_bo_sung", papers=papers("mau02"), now=at(27), by=worker
    )
    assert explaining.agrees(fresh(row))
    extend(dossier=row, longer=Longer(Fraction(1, 2), "Chờ"), now=at(30), by=worker)
    assert explaining.agrees(fresh(row))


def test_the_page_shows_each_date_with_few_questions(
    worker: User, row: Dossier, client: Client, django_assert_max_num_queries: object
) -> None:
    client.force_login(worker)

    with django_assert_max_num_queries(60):  # type: ignore[operator]
        page = client.get(reverse("onestop:why", args=[row.pk])).content.decode()

    assert "Hẹn trả hiện nay" in page
    assert "Tạm dừng tính thời hạn" in page


def test_the_screen_extends_and_leads_to_the_new_date(worker: User, client: Client) -> None:
    row = at_work(worker, clock.now())  # the screen asks the clock, and a past term is not extended
    client.force_login(worker)
    address = reverse("onestop:extend", args=[row.pk])
    seen = fresh(row).case.version

    shown = client.get(address).content.decode()
    client.post(address, {"days": "2,5", "reason": "Chờ xác minh", "seen": seen})
    again = client.post(address, {"days": "2,5", "reason": "Lại", "seen": seen})

    assert "mẫu 04" in shown
    assert f'value="{seen}"' in shown
    assert fresh(row).extensions == 1
    assert "người khác xử lý" in again.content.decode() or "chỉ được gia hạn" in (
        again.content.decode()
    )


def test_after_the_hour_the_screens_ask_for_the_apology_alone(
    worker: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = at_work(worker)
    due = row.case.due_at
    assert due is not None
    system = system_account("one-stop")
    system.reach = (NATION_SCOPE,)
    with standing(system):
        apologising.prepare_apologies(now=due, by=system)
    client.force_login(worker)
    monkeypatch.setattr(clock, "now", lambda: due + timedelta(hours=1))
    address = reverse("onestop:extend", args=[row.pk])
    typed = {"days": "2,5", "reason": "Mưa lũ", "seen": row.case.version}

    shown = client.get(reverse("onestop:dossier", args=[row.pk])).content.decode()
    listed = client.get(reverse("onestop:worklist")).content.decode()
    meant_before = client.post(address, {**typed, "act": "extend"}).content.decode()
    client.post(address, {**typed, "act": "apologise"})
    after_it = client.get(address).content.decode()
    client.force_login(officer("ban-mot-cua", Role.DESK_OFFICER, commune()))
    of_another_step = client.get(address).content.decode()

    assert "đã soạn sẵn phiếu xin lỗi" in shown
    assert "phiếu xin lỗi chờ gửi" in listed
    assert "Đã quá giờ hẹn trả" in meant_before
    assert "Đã gửi phiếu xin lỗi cho lần hẹn này." in after_it
    assert "Bước này thuộc người có vai trò khác" in of_another_step
    assert 'name="days"' in meant_before
    assert 'name="days"' not in after_it + of_another_step
    (sent,) = Apology.objects.filter(dossier=row)
    assert (sent.sent_by, sent.sent_at) == (worker, due + timedelta(hours=1))
    assert fresh(row).extensions == 0
    assert "apology" in [one.code for one in explaining.explained(fresh(row))]


def test_a_neighbour_finds_neither_page(row: Dossier, client: Client) -> None:
    client.force_login(officer("ban", Role.COMMUNE_OFFICER, neighbour()))

    for name in ("why", "extend"):
        assert client.get(reverse(f"onestop:{name}", args=[row.pk])).status_code == 404
