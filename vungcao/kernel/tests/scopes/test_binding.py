"""A reach belongs to one transaction: it ends with it, and an inner one gives way to the outer."""

import pytest
from django.db import connection, transaction

from vungcao.kernel.scopes.rules import NotAPath
from vungcao.kernel.scopes.services import NOTHING, Door, bind, current, scoped
from vungcao.kernel.tests.scopes import scratch

pytestmark = pytest.mark.usefixtures("committed_tables")

THREE = {"/1/3/", "/1/3/7/"}


def backend() -> int:
    return int(scratch.rows("select pg_backend_pid()")[0])


def write_and_fail(scope: str) -> None:
    with scoped(("/1/3/",)):
        scratch.change("insert into note (scope) values (%s)", [scope])
        raise ZeroDivisionError


def test_the_reach_is_forgotten_when_the_transaction_ends() -> None:
    with scoped(("/1/3/",)):
        inside = backend()
        assert scratch.notes() == THREE

    assert scratch.notes() == set()
    assert backend() == inside, "the same connection, so it was the transaction that ended"
    assert current() == NOTHING


def test_the_reach_is_forgotten_when_the_transaction_fails() -> None:
    with pytest.raises(ZeroDivisionError), scoped(("/1/3/",)):
        raise ZeroDivisionError

    assert scratch.notes() == set()
    assert current() == NOTHING


def test_an_inner_reach_gives_way_to_the_outer_again() -> None:
    with scoped(("/1/3/",)):
        with scoped(("/2/",)):
            assert scratch.notes() == {"/2/"}
        assert scratch.notes() == THREE


def test_the_outer_reach_returns_when_the_inner_fails() -> None:
    with scoped(("/1/3/",), account=7):
        with pytest.raises(ZeroDivisionError), scoped(("/2/",)):
            raise ZeroDivisionError
        assert scratch.notes() == THREE
        assert current().account == 7


def test_what_the_inner_one_wrote_is_undone_alone() -> None:
    with scoped(("/1/3/",)):
        scratch.change("insert into note (scope) values ('/1/3/1/')")
        with pytest.raises(ZeroDivisionError):
            write_and_fail("/1/3/2/")

    with scoped(("/1/3/",)):
        assert scratch.notes() == {*THREE, "/1/3/1/"}


def test_a_second_binding_replaces_the_first() -> None:
    with scoped(("/1/",)):
        bind(("/2/",))

        assert scratch.notes() == {"/2/"}


def test_a_reach_outside_a_transaction_is_refused() -> None:
    assert not connection.in_atomic_block

    with pytest.raises(transaction.TransactionManagementError):
        bind(("/1/",))


def test_what_is_no_path_is_refused_and_binds_nothing() -> None:
    with pytest.raises(NotAPath), scoped(("/1/24",)):
        pass

    with transaction.atomic():
        with pytest.raises(NotAPath):
            bind(("/1/", "1"))
        assert scratch.notes() == set()


def test_account_and_door_are_bound_with_the_reach() -> None:
    with scoped(("/1/",), account=7, door=Door.CITIZEN):
        said = scratch.rows(
            "select current_setting('app.door') || ' ' || current_setting('app.account')"
        )

    assert said == ["citizen 7"]
