"""Codes and files to be verified are counted by network, for all processes; no lock-out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from vungcao.kernel.accounts.models import AttemptCount
from vungcao.kernel.accounts.rules import Pace
from vungcao.kernel.documents import verification
from vungcao.kernel.documents.models import PublishedPaper
from vungcao.kernel.documents.verification import Verified
from vungcao.kernel.tests.documents.world import NOW, TODAY
from vungcao.web import attempts, papers

EACH = timedelta(seconds=10)
KNOWN = "ABCDEFGHIJ"


@pytest.fixture(autouse=True)
def paces(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that stands, and little that is free; the files themselves are not looked into."""
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: NOW)
    monkeypatch.setattr(attempts, "UNKNOWN_CODES", Pace(4, EACH))
    monkeypatch.setattr(attempts, "DROPPED_PAPERS", Pace(3, EACH))
    monkeypatch.setattr(verification, "verify", lambda pdf, at: seen())
    monkeypatch.setattr(papers, "verdict", lambda found, today: None)
    monkeypatch.setattr(papers, "findings", lambda found: [])
    monkeypatch.setattr(papers, "signatures", lambda found: [])


def seen() -> Verified:
    return Verified(None, "0" * 64)  # type: ignore[arg-type]


def later(monkeypatch: pytest.MonkeyPatch, **by: float) -> None:
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: NOW + timedelta(**by))


def ask(code: str = "AAAAAAAAAA", network: str = "10.0.0.1") -> Any:
    return Client().get(reverse("verify-paper", args=[code]), REMOTE_ADDR=network)


def drop(network: str = "10.0.0.1") -> Any:
    given = SimpleUploadedFile("quyết-định.pdf", b"%PDF-1.7", "application/pdf")
    return Client().post(reverse("verify"), {"file": given}, REMOTE_ADDR=network)


def publish() -> None:
    PublishedPaper.objects.create(
        code=KNOWN,
        kind="decision",
        number="01/QĐ-MAU",
        issued_on=TODAY,
        valid_from=TODAY,
        standing=PublishedPaper.Standing.IN_FORCE,
        is_sample=True,
    )


@pytest.mark.django_db
def test_who_tries_codes_must_wait_and_reads_how_long_with_the_code_still_there() -> None:
    assert [ask().status_code for _nth in range(5)] == [404] * 4 + [429]

    refused = ask("BBBBBBBBBB")

    text = refused.content.decode()
    assert refused["Retry-After"] == "10"
    assert "Đợi 10 giây rồi thử lại." in text
    assert 'value="BBBB BBBB BB"' in text


@pytest.mark.django_db
def test_a_wait_hides_whether_a_code_exists() -> None:
    publish()
    for _nth in range(4):
        ask()

    assert ask(KNOWN).status_code == 429


@pytest.mark.django_db
def test_codes_that_are_found_cost_nothing() -> None:
    publish()

    assert {ask(KNOWN).status_code for _nth in range(20)} == {200}
    assert AttemptCount.objects.get().failures == 0


@pytest.mark.django_db
def test_a_code_that_cannot_be_one_is_answered_without_counting() -> None:
    assert {ask("ABC").status_code for _nth in range(20)} == {404}
    assert not AttemptCount.objects.exists()


@pytest.mark.django_db
def test_files_are_counted_by_themselves_and_the_one_that_waits_is_named() -> None:
    assert [drop().status_code for _nth in range(4)] == [200] * 3 + [429]

    assert "Tệp “quyết-định.pdf” chưa được kiểm tra." in drop().content.decode()
    assert ask().status_code == 404


@pytest.mark.django_db
def test_the_wait_is_over_after_its_time_and_a_pause_frees_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _nth in range(4):
        ask()
    later(monkeypatch, seconds=9)
    assert ask().status_code == 429

    later(monkeypatch, seconds=10)
    assert [ask().status_code for _nth in range(2)] == [404, 429]
    later(monkeypatch, minutes=2)
    assert [ask().status_code for _nth in range(5)] == [404] * 4 + [429]


@pytest.mark.django_db
def test_another_network_is_not_kept_waiting() -> None:
    for _nth in range(5):
        ask()
        drop()

    assert ask(network="10.0.0.2").status_code == 404
    assert drop(network="10.0.0.2").status_code == 200


@pytest.mark.django_db
def test_the_counts_name_no_network() -> None:
    ask(network="10.9.9.9")

    assert "10.9" not in "".join(AttemptCount.objects.values_list("bucket", flat=True))


def _status(nth: int) -> int:
    try:
        return int((drop if nth % 2 else ask)().status_code)
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_processes_count_as_one() -> None:
    """Each thread has a connection of its own, as each process has."""
    assert ask().status_code == 404  # a first count to be shared
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(_status, range(20)))

    assert answers[::2].count(404) == 3
    assert answers[1::2].count(200) == 3
    assert answers.count(429) == 14
