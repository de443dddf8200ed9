"""The page that says whether the product answers."""

from dataclasses import replace
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError
from django.test import Client

from vungcao.runtime.env import environment

pytestmark = pytest.mark.django_db(transaction=True)
HEARTBEAT = "insert into procrastinate_workers (last_heartbeat) values (now() - interval '{} s')"


def test_is_well_while_a_worker_lives(client: Client, owner: psycopg.Connection[Any]) -> None:
    owner.execute(HEARTBEAT.format(5))

    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"ok": True, "database": True, "jobs": True}


def test_is_unwell_when_no_worker_was_heard_of_for_a_minute(
    client: Client, owner: psycopg.Connection[Any]
) -> None:
    owner.execute(HEARTBEAT.format(70))

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"ok": False, "database": True, "jobs": False}


def test_practice_says_what_it_is(
    client: Client, monkeypatch: pytest.MonkeyPatch, owner: psycopg.Connection[Any]
) -> None:
    class_room = replace(environment(), practice="class")
    monkeypatch.setattr("vungcao.web.health.environment", lambda: class_room)
    owner.execute(HEARTBEAT.format(5))

    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"ok": True, "database": True, "jobs": True, "practice": True}


def test_says_that_the_database_does_not_answer(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> float:
        raise DatabaseError

    monkeypatch.setattr("vungcao.web.health.seconds_since_heartbeat", fails)

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json()["database"] is False


def test_needs_no_account_and_is_never_kept(client: Client) -> None:
    assert "no-store" in client.get("/healthz")["Cache-Control"]
