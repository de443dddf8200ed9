"""A contact whose comments violate again and again is locked for a while; nobody else learns."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms.models import Parameter, ParameterValue
from vungcao.kernel.scopes.services import bind
from vungcao.kernel.tests.factories import CitationFactory
from vungcao.systems.comments.models import Comment, Reason
from vungcao.systems.comments.queries import locks
from vungcao.systems.comments.rules.locking import Threshold, is_locked, locked_until
from vungcao.systems.comments.services import moderating, proving, submitting
from vungcao.systems.comments.services.doors import visitor
from vungcao.systems.comments.tests.posting import easy, post, text
from vungcao.systems.comments.tests.world import NOW, World

HOURS = st.lists(st.integers(0, 24 * 200), max_size=14)
FEW, MANY = Threshold(5, 30, 7), Threshold(10, 90, 30)


def moments(hours: Iterable[int]) -> list[datetime]:
    return [NOW + timedelta(hours=hour) for hour in hours]


def oracle(hours: list[int], one: Threshold) -> datetime | None:
    """Looked at from each violation: how many lie in the days before it."""
    ends = [
        NOW + timedelta(hours=last) + timedelta(days=one.lock)
        for nth, last in enumerate(sorted(hours))
        if sum(last - 24 * one.within <= hour for hour in sorted(hours)[: nth + 1]) >= one.count
    ]
    return max(ends, default=None)


@given(HOURS)
def test_a_lock_follows_from_so_many_within_so_many_days(hours: list[int]) -> None:
    found = locked_until(moments(hours), [FEW])

    assert found == oracle(hours, FEW)


@given(HOURS)
def test_the_longer_lock_counts_and_order_does_not(hours: list[int]) -> None:
    both = [one for one in (oracle(hours, FEW), oracle(hours, MANY)) if one]

    assert locked_until(moments(hours), [FEW, MANY]) == max(both, default=None)
    assert locked_until(moments(sorted(hours, reverse=True)), [MANY, FEW]) == max(
        both, default=None
    )


def test_a_lock_ends_at_its_moment() -> None:
    until = NOW + timedelta(days=7)

    assert is_locked(until, until - timedelta(seconds=1))
    assert not is_locked(until, until)
    assert not is_locked(None, NOW)
    assert locked_until(moments(range(4)), [FEW]) is None


@pytest.fixture
def numbers(world: World) -> None:
    """Two violations within thirty days lock for seven."""
    for code, value in zip(locks.STEPS[0], ("2", "30", "7"), strict=True):
        made = Parameter.objects.create(code=code, name=code, value_type="integer")
        ParameterValue.objects.create(
            parameter=made, value=value, valid_from=date(2025, 7, 1), basis=CitationFactory.create()
        )


def refuse(world: World, count: int, reason: Reason = Reason.INSULT) -> None:
    for nth in range(count):
        held = world.held(f"Lời không đăng được số {nth} {reason}")
        moderating.reject(comment=held, reason=reason, now=NOW, by=world.publisher)


@pytest.mark.django_db
@pytest.mark.usefixtures("numbers")
def test_a_locked_contact_cannot_confirm_until_the_lock_is_over(world: World) -> None:
    refuse(world, 2)
    waiting = world.submit("Ý kiến mới")

    with pytest.raises(RuleBroken, match="tạm không nhận"):
        submitting.confirm(comment=waiting, now=NOW, by=visitor())
    assert world.held("Của người khác", contact="nguoi-khac@mau.invalid").case is not None
    late = NOW + timedelta(days=8)
    assert world.held("Sau khi hết khoá", now=late).case is not None


@pytest.mark.django_db
@pytest.mark.usefixtures("numbers")
def test_refusals_that_are_no_violation_lock_nobody(world: World) -> None:
    refuse(world, 3, Reason.OFF_TOPIC)

    assert world.held("Ý kiến mới").case is not None


@pytest.mark.django_db
def test_without_numbers_in_force_nobody_is_locked(world: World) -> None:
    refuse(world, 3)

    assert locks.thresholds(NOW.date()) == []
    assert world.held("Ý kiến mới").case is not None


@pytest.mark.django_db
@pytest.mark.usefixtures("numbers")
def test_only_who_gets_the_letters_learns_of_the_lock(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.test import Client
    from django.urls import reverse

    refuse(world, 2)
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: NOW)
    easy(monkeypatch)
    known, other = (
        post(),
        post(
            contact="nguoi-khac@mau.invalid", network="10.0.0.2", words="Bài này còn thiếu địa chỉ."
        ),
    )
    assert (known.status_code, known.headers.get("Location")) == (
        other.status_code,
        other.headers.get("Location"),
    )

    bind(("/1/",))
    row = Comment.objects.filter(state="submitted").order_by("pk").first()
    assert row is not None
    address = reverse("comments:confirm", args=[proving.token(row.code)])
    page = text(Client().get(address))

    assert "chưa nhận ý kiến mới đến" in page
    assert "Xác nhận</button>" not in page
