"""A measurement says what it measured, on what machine, and whether its budget was kept."""

import importlib
from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from vungcao.config.bench import onestop, public
from vungcao.config.commands import bench, main
from vungcao.kernel.scopes.services import scoped
from vungcao.systems.statistics.models import Observation


def test_a_budget_is_met_when_every_figure_keeps_within_it() -> None:
    figures = {"step_p50_ms": 9.5, "worklist_p50_ms": 50, "dung_p50_ms": 400}

    said = bench.judged("onestop", 100_000, figures, onestop.BUDGETS)

    assert said["met"] is True
    assert sorted(said) == ["bench", "budgets", "figures", "machine", "met", "rows"]
    assert "cores" in str(said["machine"])


def test_one_figure_too_many_misses_it() -> None:
    figures = {"step_p50_ms": 10.1, "worklist_p50_ms": 5}

    assert bench.judged("onestop", 1, figures, onestop.BUDGETS)["met"] is False


def test_of_answers_a_second_there_must_be_enough() -> None:
    figures = {"cached_rps": 3500.0, "uncached_rps": 300.0, "first_view_kb": 40, "save_data_kb": 40}

    def is_met(**other: float) -> object:
        said = bench.judged("public", 40, figures | other, public.BUDGETS, public.AT_LEAST)
        return said["met"]

    assert is_met() is True
    assert is_met(uncached_rps=299.9) is False
    assert is_met(first_view_kb=90.1) is False


def test_a_measurement_that_nobody_wrote_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["bench", "khong-co"])

    assert ended.value.code == 2
    assert "onestop" in capsys.readouterr().err


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A request that ends does not close the connection in which the test can be undone."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("province", "one_connection")
@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("entry", {"saves": 2}),
        ("dashboard", {"asks": 1, "has_cases": False}),
        ("importing", {}),
        ("exporting", {}),
    ],
)
def test_each_figure_that_has_a_budget_is_measured_and_its_work_really_done(
    name: str, size: dict[str, int]
) -> None:
    one = importlib.import_module(f"vungcao.config.bench.{name}")
    with scoped(("/1/",)):
        published = 0 if name == "importing" else Observation.objects.count()

    rows, figures = one.measure(one.Size(months=1, communes=1, **size))

    assert rows == published + 162
    assert one.BUDGETS.keys() <= figures.keys()
