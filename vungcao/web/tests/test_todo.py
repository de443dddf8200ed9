"""What waits for the reader: late first, counted in one statement, within each role's places."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import OFFICE, Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.notices.models import Notice
from vungcao.kernel.offers.duties import Duties, Duty, Urgency, duties
from vungcao.kernel.offers.registry import Registry
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.factories import GrantFactory, NationFactory, UnitFactory
from vungcao.kernel.tests.notices.telling import NOON
from vungcao.kernel.units.models import Unit
from vungcao.web import todo
from vungcao.web.tests.accounts.world import text

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
Rows = QuerySet[Any]


def units(user: AbstractBaseUser, scopes: tuple[str, ...], day: date) -> Rows:
    return Unit.objects.under(scopes)


def saying(*told: Duty) -> Callable[[Rows, date], Iterable[Duty]]:
    return lambda rows, day: told


def duty(title: str, days: int | None = None, urgency: Urgency = Urgency.USUAL) -> Duty:
    due = None if days is None else TODAY + timedelta(days=days)
    return Duty(title, "Vì mẫu", "/mau/", "Mở", due, urgency)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Registry[Duties]:
    """Only what a test offers."""
    kinds: Registry[Duties] = Registry("kind of duty")
    monkeypatch.setattr(todo, "duties", kinds)
    return kinds


def page(client: Client) -> str:
    return text(client.get(reverse("todo")))


def titles(shown: str) -> list[str]:
    return [part.partition("<")[0] for part in shown.split("<strong>")[1:]]


def test_the_late_come_first_then_what_is_urgent_then_by_day(
    client: Client, offered: Registry[Duties]
) -> None:
    told = saying(
        duty("khi rảnh", None, Urgency.WHEN_POSSIBLE),
        duty("tuần sau", 7),
        duty("mai", 1),
        duty("gấp", None, Urgency.SOON),
        duty("trễ", -2),
        duty("trễ lâu", -9),
        duty("nay", 0),
    )
    offered.register("a.b", Duties(_("mẫu"), OFFICE, units, told))
    client.force_login(GrantFactory.create().user)

    shown = page(client)

    assert titles(shown) == ["trễ lâu", "trễ", "gấp", "nay", "mai", "tuần sau", "khi rảnh"]
    for words in ("Quá hạn 9 ngày", "Hạn hôm nay", "Còn 1 ngày", "Hạn 30/11/2026", "Khi có thể"):
        assert words in shown


def test_the_menu_counts_them_in_one_statement(
    client: Client, offered: Registry[Duties], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Two units in two kinds, and a pile of them that is one duty."""
    user = GrantFactory.create().user
    GrantFactory.create(user=user)
    for name in ("a", "b"):
        offered.register(f"x.{name}", Duties(_("mẫu"), OFFICE, units, saying()))
    offered.register("x.pile", Duties(_("đống"), OFFICE, units, saying(), is_pile=True))
    client.force_login(user)

    shown = text(client.get(reverse("notices")))

    assert 'Việc cần làm<span class="count">5</span>' in shown
    request = client.get(reverse("notices")).wsgi_request
    assert isinstance(request.user, User)
    with django_assert_num_queries(5):  # one count, and a reach that is bound and freed around it
        assert todo.count(request, request.user) == 5


def test_a_kind_of_another_role_is_not_even_asked(
    client: Client, offered: Registry[Duties]
) -> None:
    def never(user: AbstractBaseUser, scopes: tuple[str, ...], day: date) -> Rows:
        raise AssertionError("asked")

    offered.register("a.b", Duties(_("mẫu"), frozenset({Role.AUDITOR}), never, saying()))
    client.force_login(GrantFactory.create().user)

    assert "Không có việc nào chờ chị/anh" in page(client)


def test_a_kind_is_asked_where_its_roles_are_held_and_nowhere_else(
    client: Client, offered: Registry[Duties]
) -> None:
    heard: list[tuple[str, ...]] = []

    def waiting(user: AbstractBaseUser, scopes: tuple[str, ...], day: date) -> Rows:
        heard.append(scopes)
        return Unit.objects.none()

    reads = GrantFactory.create(role=Role.AUDITOR)
    GrantFactory.create(user=reads.user, role=Role.COMMUNE_OFFICER)
    offered.register("a.b", Duties(_("mẫu"), frozenset({Role.AUDITOR}), waiting, saying()))
    client.force_login(reads.user)

    page(client)

    assert set(heard) == {(reads.scope,)}


def test_nothing_to_do_says_what_will_appear(client: Client, offered: Registry[Duties]) -> None:
    offered.register("a.b", Duties(_("văn bản mẫu chờ ký"), OFFICE, units, saying()))
    client.force_login(GrantFactory.create().user)

    shown = page(client)

    assert "Khi có, những việc này hiện ở đây" in shown
    assert "văn bản mẫu chờ ký" in shown


def test_the_desk_shows_the_first_and_leads_to_the_others(
    client: Client, offered: Registry[Duties]
) -> None:
    told = saying(*(duty(f"việc {number}", -number) for number in range(10)))
    offered.register("a.b", Duties(_("mẫu"), OFFICE, units, told))
    client.force_login(GrantFactory.create().user)

    shown = text(client.get(reverse("home")))

    assert "9 việc quá hạn" in shown
    assert "Xem thêm 2 việc" in shown
    assert "việc 9" in shown
    assert "việc 1<" not in shown


def test_is_closed_to_citizens(client: Client) -> None:
    client.force_login(GrantFactory.create(role=Role.CITIZEN).user)

    assert client.get(reverse("todo")).status_code == 403


def handed(user: User, first: date, until: date) -> Grant:
    own = GrantFactory.create(unit=UnitFactory.create(), role=Role.COMMUNE_LEADER)
    return GrantFactory.create(
        user=user,
        unit=own.unit,
        role=own.role,
        delegated_from=own,
        valid_from=first,
        valid_until=until,
    )


def test_a_role_that_changes_hands_soon_waits_with_its_last_day(client: Client) -> None:
    user = GrantFactory.create().user
    handed(user, TODAY - timedelta(days=5), TODAY + timedelta(days=2))
    handed(user, TODAY + timedelta(days=3), TODAY + timedelta(days=9))
    handed(user, TODAY - timedelta(days=5), TODAY + timedelta(days=30))
    client.force_login(user)

    shown = page(client)

    assert titles(shown) == ["Uỷ quyền sắp hết: lãnh đạo xã", "Uỷ quyền sắp bắt đầu: lãnh đạo xã"]
    assert "đến hết ngày 24/11/2026" in shown


def test_unread_notices_that_matter_are_one_duty(client: Client) -> None:
    user = GrantFactory.create(unit=NationFactory.create()).user
    with scoped(("/1/",), account=user.pk, door=Door.OFFICE):
        for number, kind in enumerate(("jobs.failed", "jobs.failed", "jobs.finished")):
            Notice.objects.create(
                recipient=user,
                kind=kind,
                subject="jobs.Run:1",
                key=str(number),
                details={"label": "Việc mẫu", "run": "abcdefghij"},
                made_at=NOON,
            )
    client.force_login(user)

    assert titles(page(client)) == ["Đọc 2 thông báo quan trọng"]


def test_every_kind_can_be_counted_with_the_others() -> None:
    """A kind that yields other columns would break the one statement of the menu."""
    user = GrantFactory.create(unit=NationFactory.create()).user
    rows = [
        todo._ones(kind.waiting(user, ("/1/",), TODAY), is_pile=kind.is_pile)
        for _name, kind in duties.items()
    ]

    assert rows[0].union(*rows[1:], all=True).count() == 0
