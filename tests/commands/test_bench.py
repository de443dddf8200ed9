"""A measurement says what it measured, on what machine, and whether its budget was kept."""

import pytest

from vungcao.config.bench import onestop
from vungcao.config.commands import bench, main


def test_a_budget_is_met_when_every_figure_keeps_within_it() -> None:
    figures = {"step_p50_ms": 9.5, "worklist_p50_ms": 50, "dung_p50_ms": 400}

    said = bench.judged("onestop", 100_000, figures, onestop.BUDGETS)

    assert said["met"] is True
    assert sorted(said) == ["bench", "budgets", "figures", "machine", "met", "rows"]
    assert "cores" in str(said["machine"])


def test_one_figure_too_many_misses_it() -> None:
    figures = {"step_p50_ms": 10.1, "worklist_p50_ms": 5}

    assert bench.judged("onestop", 1, figures, onestop.BUDGETS)["met"] is False


def test_a_measurement_that_nobody_wrote_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["bench", "khong-co"])

    assert ended.value.code == 2
    assert "onestop" in capsys.readouterr().err
