"""Asked to stop, everything is gone within ten seconds; asked to start again, it is soon there."""

import signal
import time
from pathlib import Path

import pytest

from tests.faults.product import Product

pytestmark = [pytest.mark.fault, pytest.mark.slow]


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
