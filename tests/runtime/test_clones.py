"""Tests run as the application's role on clones that nobody flushes."""

import psycopg
import pytest
from django.db import connection


def who() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("select current_user, current_database()")
        row = cursor.fetchone()
    return str(row[0]), str(row[1])


@pytest.mark.django_db
def test_a_test_connects_as_the_application_to_a_clone_of_its_own() -> None:
    user, name = who()

    assert user == "vungcao_app"
    assert name.startswith("run_")


def test_the_owner_fixture_is_another_role_in_the_same_database(
    owner: psycopg.Connection[tuple[str, str]],
) -> None:
    row = owner.execute("select current_user, current_database()").fetchone()

    assert row == ("vungcao_owner", who()[1])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [1, 2])
def test_what_a_test_commits_is_gone_in_the_next(
    number: int, owner: psycopg.Connection[tuple[int]]
) -> None:
    count = owner.execute("select count(*) from django_content_type where app_label = 'x'")
    assert count.fetchone() == (0,)

    owner.execute("insert into django_content_type (app_label, model) values ('x', 'y')")


def test_the_frozen_day_is_the_same_for_all(today: object) -> None:
    assert str(today) == "2026-11-23"


def units() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from units_unit")
        return int(cursor.fetchone()[0])


def test_the_province_holds_the_reference_data(province: None) -> None:
    assert units() > 400


def test_other_tests_begin_without_it(db: None) -> None:
    assert units() == 0


@pytest.mark.django_db
def test_the_province_may_be_asked_for_after_the_database(db: None, province: None) -> None:
    assert units() > 400
