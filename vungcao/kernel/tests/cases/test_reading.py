"""The events of a case are opened in their order; opening somebody's words leaves a trace."""

import json

import pytest
from django.core.exceptions import PermissionDenied

from vungcao.kernel.audit.models import Entry
from vungcao.kernel.cases import services
from vungcao.kernel.offers import people as doors
from vungcao.kernel.tests.cases.world import World, later
from vungcao.kernel.vault import services as vault


def test_events_come_in_order_with_their_words(world: World) -> None:
    case = world.open()
    services.close(
        case=case, outcome="done", reason="Đã nói rõ", now=later(hours=1), by=world.officer
    )

    opened, closed = services.read(case=case, by=world.officer)

    assert (opened.seq, opened.action, opened.words) == (1, "opened", "")
    assert opened.details == {"organisation": world.here.pk}
    assert (closed.actor, closed.action, closed.words) == (
        world.officer.username,
        "closed",
        "Đã nói rõ",
    )


def test_opening_words_is_in_the_trail_and_holds_none_of_them(world: World) -> None:
    case = world.open()
    event = services.note(
        case=case, action="told", words="Lời kín", now=later(hours=1), by=world.officer
    )

    services.read(case=case, by=world.officer)

    entry = Entry.objects.get(action="cases.read")
    assert json.loads(entry.body)["events"] == [event.pk]
    assert "Lời kín" not in entry.body


def test_where_nobody_wrote_anything_nothing_is_opened(world: World) -> None:
    services.read(case=world.open(), by=world.officer)

    assert not Entry.objects.filter(action="cases.read").exists()


def test_who_opens_no_persons_opens_no_words(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case = world.open()
    services.note(case=case, action="told", words="Lời kín", now=later(hours=1), by=world.officer)
    monkeypatch.setattr(doors.gates, "_offers", {"tests.nobody": lambda account: False})

    with pytest.raises(PermissionDenied):
        services.read(case=case, by=world.officer)


def test_once_the_person_is_erased_events_stand_without_words(world: World) -> None:
    case = world.open()
    services.note(case=case, action="told", words="Lời kín", now=later(hours=1), by=world.officer)
    case.refresh_from_db()
    assert case.key is not None
    vault.destroy_key(key=case.key, now=later(hours=2), by=world.officer)

    _opened, told = services.read(case=case, by=world.officer)

    assert (told.action, told.words) == ("told", "")
