"""`vungcao`: an expected failure is one sentence, and every subcommand explains itself."""

from argparse import Namespace

import psycopg
import pytest

from vungcao.config import commands
from vungcao.config.commands import doctor
from vungcao.runtime.errors import Refused


def failing(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(arguments: Namespace) -> int:
        raise error

    monkeypatch.setattr(doctor, "run", fail)


def test_without_a_word_it_lists_every_subcommand(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main([]) == 0

    said = capsys.readouterr().out
    assert {"up", "doctor", "backup", "restore", "manage", "load"} <= set(commands.names())
    assert all(f"  {name} " in said for name in commands.names())


def test_an_unknown_word_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["bay"]) == 2

    assert "không có lệnh “bay”" in capsys.readouterr().err


def test_an_expected_failure_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(Refused("Hết đĩa."), monkeypatch)

    assert commands.main(["doctor"]) == 1

    assert capsys.readouterr().err == "vungcao doctor: Hết đĩa.\n"


def test_a_database_that_does_not_answer_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(psycopg.OperationalError("connection refused"), monkeypatch)

    assert commands.main(["doctor"]) == 1

    assert "không kết nối được cơ sở dữ liệu" in capsys.readouterr().err


def test_an_unexpected_failure_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(ZeroDivisionError(), monkeypatch)

    with pytest.raises(ZeroDivisionError):
        commands.main(["doctor"])
