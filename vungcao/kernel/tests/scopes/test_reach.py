"""The first form of policy: a row is seen when its scope lies in one of the reader's ranges."""

import pytest
from django.db import ProgrammingError, connection, transaction

from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.scopes import scratch

pytestmark = pytest.mark.usefixtures("tables")

REACHES = [
    ("/1/",),
    ("/1/2/",),
    ("/1/3/",),
    ("/1/30/",),
    ("/1/3/7/", "/1/30/7/"),
    ("/1/2/5/", "/1/2/"),
    ("/1/2/", "/1/3/", "/1/4/", "/1/6/"),
    ("/1/2/5/", "/1/3/7/", "/1/30/7/", "/1/4/", "/1/6/", "/1/9/"),
    ("/1/2/", "/1/3/", "/1/30/", "/1/4/", "/1/6/", "/1/8/", "/1/9/", "/2/"),
    ("/5/",),
    ("/10/",),
    (),
]


@pytest.mark.parametrize("reach", REACHES, ids=" ".join)
def test_shows_exactly_what_begins_with_a_path_of_the_reach(reach: tuple[str, ...]) -> None:
    with scoped(reach):
        assert scratch.notes() == scratch.begin_with(reach)
        assert scratch.marks() == scratch.begin_with(reach)


def test_a_row_without_a_scope_is_as_visible_as_its_parent() -> None:
    with scoped(("/1/3/",)):
        assert scratch.rows("select count(*) from remark") == [2]
    with scoped(()):
        assert scratch.rows("select count(*) from remark") == [0]


def test_nothing_is_seen_before_a_reach_is_set() -> None:
    assert scratch.notes() == set()
    assert scratch.marks() == set()


SETTINGS = ["", " ", "/1/24", "x y", "~ ~", "/", "/1/ /1/", "/xx/ /xx0"]


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("exact", ["", "0", "1", "x"])
def test_a_setting_that_is_no_pair_of_ends_shows_nothing(setting: str, exact: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select set_config('app.cover', %s, true), set_config('app.scopes', %s, true),"
            " set_config('app.exact', %s, true)",
            [setting, setting, exact],
        )
        assert scratch.notes() == set()
        assert scratch.marks() == set()


def test_a_cover_alone_shows_nothing_that_the_reach_does_not_hold() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select set_config('app.cover', '/1/ /10', true), set_config('app.exact', '0', true)"
        )
        assert scratch.notes() == set()


@pytest.mark.parametrize("scope", ["/1/30/", "/1/", "/2/"])
def test_a_row_cannot_be_written_into_a_foreign_scope(scope: str) -> None:
    with scoped(("/1/3/",)):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            scratch.change("insert into note (scope) values (%s)", [scope])
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            scratch.change("update note set scope = %s where scope = '/1/3/7/'", [scope])

        assert scratch.change("insert into note (scope) values ('/1/3/9/')") == 1


def test_foreign_rows_are_neither_changed_nor_deleted() -> None:
    with scoped(("/1/3/",)):
        assert scratch.change("update note set scope = scope") == 2
        assert scratch.change("delete from remark") == 2
        assert scratch.change("delete from note") == 2

    with scoped(("/1/", "/2/")):
        left = scratch.notes()
    assert left == set(scratch.SCOPES) - {"/1/3/", "/1/3/7/"}


def test_the_application_cannot_put_the_fence_aside() -> None:
    for command in (
        "alter table note disable row level security",
        "drop policy reach on note",
        "truncate note",
        "set role vungcao_owner",
        "set session authorization vungcao_owner",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            scratch.change(command)

    with scoped(("/1/3/",), door=Door.OFFICE), connection.cursor() as cursor:
        cursor.execute("set local row_security = off")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            scratch.notes()
