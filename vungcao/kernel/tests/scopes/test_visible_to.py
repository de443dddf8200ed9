"""The first fence: what a query set shows under a reach and on a day, without any setting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import models

from vungcao.kernel.scopes.models import DatedQuerySet, ScopeField
from vungcao.kernel.tests.scopes import scratch

pytestmark = pytest.mark.usefixtures("tables")


class Note(models.Model):
    """A row of the scratch table, which the owner makes for one test."""

    scope = ScopeField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    objects = DatedQuerySet["Note"].as_manager()

    class Meta:
        app_label = "scopes"
        managed = False
        db_table = "dated_note"

    def __str__(self) -> str:
        return self.scope


@dataclass
class Reader:
    reach: tuple[str, ...]


@pytest.fixture(scope="module")
def laid(keeper: scratch.Owner) -> Iterator[None]:
    """No policy here, so that only the first fence can hide a row."""
    keeper.execute(
        'create table dated_note (id bigserial primary key, scope text collate "C" not null,'
        " valid_from date not null, valid_until date);"
        "insert into dated_note (scope, valid_from, valid_until) values"
        " ('/1/3/', '2024-01-01', '2025-07-01'), ('/1/3/7/', '2025-07-01', null),"
        " ('/1/30/', '2024-01-01', null)"
    )
    yield
    keeper.execute("drop table dated_note")


@pytest.mark.parametrize(
    ("reach", "seen"),
    [
        (("/1/3/",), ["/1/3/", "/1/3/7/"]),
        (("/1/3/7/", "/1/30/"), ["/1/3/7/", "/1/30/"]),
        (("/1/",), ["/1/3/", "/1/3/7/", "/1/30/"]),
        (("/1/300/",), []),
    ],
    ids=str,
)
def test_shows_what_lies_under_the_reach(reach: tuple[str, ...], seen: list[str]) -> None:
    assert {note.scope for note in Note.objects.visible_to(Reader(reach))} == set(seen)


def test_shows_nothing_to_whom_nothing_is_granted() -> None:
    assert not Note.objects.visible_to(Reader(())).exists()


@pytest.mark.parametrize(
    ("day", "seen"),
    [
        (date(2023, 12, 31), []),
        (date(2024, 1, 1), ["/1/3/", "/1/30/"]),
        (date(2025, 6, 30), ["/1/3/", "/1/30/"]),
        (date(2025, 7, 1), ["/1/3/7/", "/1/30/"]),
    ],
    ids=str,
)
def test_a_row_counts_from_its_first_day_until_the_day_before_its_end(
    day: date, seen: list[str]
) -> None:
    assert {note.scope for note in Note.objects.in_force(day)} == set(seen)
