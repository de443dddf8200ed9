"""Whichever process is killed, the product answers again and keeps every acknowledged row.

Asked to stop, everything is gone within ten seconds; asked to start again, it is soon there. One
product serves for all: to start it is what costs most.
"""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from operator import methodcaller
from pathlib import Path

import psycopg
import pytest

from tests.faults.product import Product, wait_for
from vungcao.runtime import database_urls, env, processes

pytestmark = [pytest.mark.fault, pytest.mark.slow]

VICTIMS = ["postmaster", "web_worker", "web", "worker"]


@pytest.fixture
def writing(product: Product) -> Iterator[Product]:
    product.heal()
    if product.writer is None:
        product.write()
    yield product
    product.heal()
    assert lost(product) == set()


def lost(product: Product) -> set[str]:
    """Acknowledged by a commit, and not in the database."""
    acknowledged = product.acknowledged()
    place = database_urls.address(env.read(product.variables()), "owner")
    with psycopg.connect(place.conninfo()) as at:
        rows = at.execute("select body::json ->> 'subject' from audit_entry").fetchall()
    return acknowledged - {subject for (subject,) in rows}


# The two that hold requests and rows; who merely starts these again is killed by `make soak`.
@pytest.mark.parametrize(
    "victim",
    [*VICTIMS[:2], *(pytest.param(one, marks=pytest.mark.soak) for one in VICTIMS[2:])],
)
def test_a_killed_process_is_replaced_and_no_acknowledged_row_is_lost(
    victim: str, writing: Product
) -> None:
    find: Callable[[Product], int] = methodcaller(victim)
    # The one before may have brought this one down, too.
    wait_for(lambda: replaced(find, writing, 0), writing.said.read_text)
    before = find(writing)

    os.kill(before, signal.SIGKILL)

    wait_for(lambda: replaced(find, writing, before), writing.said.read_text)
    writing.wait_until_healthy()
    writing.wait_for_writes(20)


def replaced(find: Callable[[Product], int], product: Product, before: int) -> bool:
    try:
        return find(product) != before
    except (AssertionError, ValueError):
        return False


def test_a_killed_supervisor_takes_all_along_and_the_next_start_recovers(writing: Product) -> None:
    os.kill(writing.supervisor(), signal.SIGKILL)
    assert writing.process is not None
    writing.process.wait()
    wait_for(lambda: writing.processes_left() == [])

    writing.start()

    writing.wait_for_writes(20)


@pytest.mark.soak
def test_everything_killed_at_once_is_recovered_at_the_next_start(writing: Product) -> None:
    victims = [writing.supervisor(), *writing.processes_left()]
    for pid in victims:
        with suppress(ProcessLookupError):  # its parent's end was faster
            os.kill(pid, signal.SIGKILL)
    assert writing.process is not None
    writing.process.wait()

    writing.start()

    writing.wait_for_writes(20)


def test_a_busy_backend_that_outlived_its_postmaster_is_handled(writing: Product) -> None:
    place = database_urls.address(env.read(writing.variables()), "owner")
    with psycopg.connect(place.conninfo(), autocommit=True) as busy:
        backend = busy.info.backend_pid
        busy.pgconn.send_query(b"do $$ begin loop end loop; end $$")
        before = writing.postmaster()

        os.kill(before, signal.SIGKILL)

        wait_for(lambda: replaced(Product.postmaster, writing, before))
        wait_for(lambda: not processes.is_alive(backend))
        writing.wait_until_healthy()
        busy.pgconn.finish()


def test_after_all_that_the_doctor_finds_nothing(writing: Product) -> None:
    writing.wait_until_healthy()

    done = writing.command("doctor")

    assert [line for line in done.stdout.splitlines() if line.startswith("✗")] == []
    assert done.returncode == 0


def test_a_second_start_in_the_same_home_is_refused_in_a_sentence(product: Product) -> None:
    product.heal()

    done = product.command("up")

    assert done.returncode == 1
    assert f"tiến trình {product.supervisor()} dùng" in done.stderr
    assert "Traceback" not in done.stderr


def ignore_interrupts() -> None:
    """As a shell does for what it starts with "&"."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def test_asked_to_stop_it_stops_everything(product: Product) -> None:
    stops_by(signal.SIGTERM, product)


def second_start(product: Product) -> float:
    """Seconds until a product that has run before answers again."""
    if product.process is not None and product.process.poll() is None:
        product.stop()
    began = time.monotonic()
    product.start(before=ignore_interrupts)
    return time.monotonic() - began


def test_a_second_start_does_nothing_twice(product: Product) -> None:
    before = len(product.said.read_text())

    second_start(product)

    said = product.said.read_text()[before:].splitlines()
    assert len([line for line in said if line.endswith(": đã có")]) == 3, said
    assert [line for line in said if "đang làm" in line] == []


@pytest.mark.parametrize(
    "which", [signal.SIGINT, pytest.param(signal.SIGHUP, marks=pytest.mark.soak)]
)
def test_each_other_way_to_ask_stops_everything(which: signal.Signals, product: Product) -> None:
    if product.process is None or product.process.poll() is not None:
        product.start(before=ignore_interrupts)

    stops_by(which, product)


def stops_by(which: signal.Signals, product: Product) -> None:
    seconds = product.stop(which)

    assert seconds < 10
    assert product.processes_left() == []
    assert product.process is not None
    assert product.process.returncode == 0


@pytest.mark.soak
def test_a_first_start_from_nothing_answers_within_three_minutes(home: Path) -> None:
    made = Product(home)
    try:
        made.start(patience=180)
    finally:
        made.end()


@pytest.mark.soak
def test_a_second_start_answers_within_ten_seconds(product: Product) -> None:
    assert min(second_start(product) for _ in range(3)) < 10


def test_a_stopped_product_can_be_asked_for_a_backup(product: Product) -> None:
    if product.process is not None and product.process.poll() is None:
        product.stop()

    done = product.command("backup", str(product.home / "saved"))

    assert done.returncode == 0, done.stderr
    assert (product.home / "saved/manifest.json").exists()
    assert product.processes_left() == []


def test_a_command_without_a_server_says_what_to_start(product: Product) -> None:
    if product.process is not None and product.process.poll() is None:
        product.stop()

    done = product.command("manage", "shell", "-c", "pass")

    assert done.returncode == 1
    assert "make up" in done.stderr
    assert "Traceback" not in done.stderr
