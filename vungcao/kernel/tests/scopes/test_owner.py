"""The third form of policy: a row belongs to an account, at the doors that its table names."""

import pytest
from django.db import ProgrammingError, connection, transaction

from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.scopes import scratch

pytestmark = pytest.mark.usefixtures("tables")


def letters() -> list[int]:
    return scratch.rows("select account_id from letter")


def reminders() -> list[int]:
    return scratch.rows("select account_id from reminder")


def test_a_citizen_sees_what_is_theirs() -> None:
    with scoped((), account=7, door=Door.CITIZEN):
        assert letters() == [7]


@pytest.mark.parametrize("door", [Door.OFFICE, Door.PUBLIC, Door.SYSTEM])
def test_the_same_account_sees_nothing_through_another_door(door: Door) -> None:
    with scoped(("/1/",), account=7, door=door):
        assert letters() == []


@pytest.mark.parametrize("account", [None, 9])
def test_who_owns_nothing_sees_nothing(account: int | None) -> None:
    with scoped(("/1/",), account=account, door=Door.CITIZEN):
        assert letters() == []


def test_nothing_is_seen_when_neither_account_nor_door_is_set() -> None:
    assert letters() == []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('app.door', 'citizen', true)")
        assert letters() == []


def test_nobody_writes_in_anothers_name() -> None:
    with scoped((), account=7, door=Door.CITIZEN):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            scratch.change("insert into letter (account_id) values (8)")
        assert scratch.change("insert into letter (account_id) values (7)") == 1
        assert scratch.change("delete from letter where account_id = 8") == 0


@pytest.mark.parametrize("door", [Door.CITIZEN, Door.OFFICE])
def test_what_everybody_has_of_their_own_is_seen_by_either_door(door: Door) -> None:
    with scoped((), account=7, door=door):
        assert reminders() == [7]


@pytest.mark.parametrize("door", [Door.PUBLIC, Door.SYSTEM])
def test_but_by_no_other_door_and_by_no_other_account(door: Door) -> None:
    with scoped(("/1/",), account=7, door=door):
        assert reminders() == []
    with scoped(("/1/",), account=9, door=Door.OFFICE):
        assert reminders() == []
    assert reminders() == []


def test_an_officer_writes_no_reminder_in_anothers_name() -> None:
    with scoped(("/1/",), account=7, door=Door.OFFICE):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            scratch.change("insert into reminder (account_id) values (8)")
        assert scratch.change("insert into reminder (account_id) values (7)") == 1
