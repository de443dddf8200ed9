"""`vungcao audit`: whether the trail is whole, said in words and by the exit status."""

import dataclasses
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import transaction

from vungcao.config.commands import main
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services
from vungcao.runtime.env import environment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def trail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = dataclasses.replace(environment(), home=tmp_path)
    monkeypatch.setattr("vungcao.config.commands.audit.environment", lambda: mine)
    monkeypatch.setattr("vungcao.config.boot.enter", lambda: None)
    account = User.objects.create(username="quan-tri")
    with transaction.atomic():
        services.record(by=account, action="units.named", subject="a row")


def test_says_that_the_trail_is_whole(capsys: Said) -> None:
    assert main(["audit", "verify"]) == 0
    assert "Nhật ký nguyên vẹn: 1 bản ghi" in capsys.readouterr().out


def test_says_where_the_trail_was_changed(capsys: Said, owner: psycopg.Connection[Any]) -> None:
    owner.execute("alter table audit_entry disable trigger all")
    owner.execute("update audit_entry set body = replace(body, 'a row', 'b row')")

    assert main(["audit", "verify"]) == 1
    assert "dòng “units”, số 1: bản ghi đã bị sửa" in capsys.readouterr().out


def test_anchors_the_heads_and_finds_what_was_cut_off(
    capsys: Said, owner: psycopg.Connection[Any], tmp_path: Path
) -> None:
    assert main(["audit", "anchor"]) == 0
    assert (tmp_path / "log/audit-heads.jsonl").exists()
    assert main(["audit", "verify"]) == 0

    for table in ("audit_entry", "audit_link"):
        owner.execute(f"alter table {table} disable trigger all")
        owner.execute(f"delete from {table}")

    assert main(["audit", "verify"]) == 1
    assert "Tệp neo, dòng 1: nhật ký “units” không còn khớp" in capsys.readouterr().out
