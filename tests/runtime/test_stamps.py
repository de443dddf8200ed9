"""What was done is remembered with the database, and forgotten with it."""

from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests import templates
from vungcao.runtime.stamps import DatabaseStamps, digest


@pytest.fixture
def stamps(db: None) -> DatabaseStamps:
    made = DatabaseStamps(templates.owner_address(str(connection.settings_dict["NAME"])))
    made.clear()
    return made


def test_a_stamp_holds_for_the_same_state_only(stamps: DatabaseStamps) -> None:
    stamps.put("migrations", "a")
    stamps.put("data", "b")

    assert stamps.holds("migrations", "a")
    assert stamps.holds("data", "b")
    assert not stamps.holds("migrations", "b")


def test_nothing_holds_after_clearing(stamps: DatabaseStamps) -> None:
    stamps.put("migrations", "a")
    stamps.clear()

    assert not stamps.holds("migrations", "a")


def test_somebody_elses_comment_is_no_stamp(
    stamps: DatabaseStamps, owner: psycopg.Connection[tuple[str]]
) -> None:
    owner.execute(f"comment on database {stamps.owner.name} is 'của phòng tin học'")

    assert not stamps.holds("migrations", "a")


def test_the_application_may_not_write_stamps(stamps: DatabaseStamps) -> None:
    with connection.cursor() as cursor, pytest.raises(Exception, match="owner"):
        cursor.execute(f"comment on database {stamps.owner.name} is 'x'")


def test_a_digest_changes_with_names_and_contents(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("x")
    two.write_text("x")

    before = digest([one, two])
    assert digest([two, one, one]) == before
    assert digest([one]) != before
    two.write_text("y")
    assert digest([one, two]) != before
