"""`vungcao vault`: how many keys each master holds, and a rotation that an operator can follow."""

import dataclasses
import json
from pathlib import Path

import pytest

from vungcao.config.commands import main
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.vault import services
from vungcao.runtime.env import environment
from vungcao.runtime.keys import new_key

pytestmark = pytest.mark.django_db(transaction=True)
Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def keys_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "vault.json"
    path.write_text(json.dumps({"current": "k1", "keys": {"k1": new_key()}, "index": new_key()}))
    mine = dataclasses.replace(environment(), vault_keys_file=path)
    for module in ("vungcao.config.commands.vault", "vungcao.kernel.vault.services"):
        monkeypatch.setattr(f"{module}.environment", lambda: mine)
    monkeypatch.setattr("vungcao.config.boot.enter", lambda: None)
    return path


def test_rotates_and_retires_and_shows_it(capsys: Said, keys_file: Path) -> None:
    services.make_key(by=system_account("test"))

    assert main(["vault", "rotate"]) == 0
    assert "Khoá chủ mới: k2; đã bọc lại 1 khoá dữ liệu" in capsys.readouterr().out
    assert main(["vault", "retire"]) == 0
    assert "Đã bỏ: k1." in capsys.readouterr().out
    assert main(["vault", "status"]) == 0
    assert "k2: 1 khoá dữ liệu, đang dùng" in capsys.readouterr().out


def test_a_lost_keys_file_is_one_sentence(capsys: Said, keys_file: Path) -> None:
    keys_file.unlink()

    assert main(["vault", "status"]) == 1
    assert "Không có tệp khoá" in capsys.readouterr().err
