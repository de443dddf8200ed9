"""The environment is read once, and a wrong variable is one sentence that says how to mend it."""

from pathlib import Path

import pytest

from vungcao.runtime import env
from vungcao.runtime.env import WrongVariable

WRONG = [
    ({"PORT": "tám nghìn"}, "PORT phải là số nguyên"),
    ({"PORT": "-1"}, "PORT phải là số nguyên"),
    ({"VUNGCAO_MODE": "test"}, "demo hoặc production"),
    ({"VUNGCAO_DB_ROLE": "postgres"}, "app hoặc owner"),
    ({"VUNGCAO_TODAY": "23/11/2026"}, "dạng 2026-11-23"),
    ({"DATABASE_URL": "postgresql://a@/b"}, "Đặt cả DATABASE_URL và DATABASE_OWNER_URL"),
    ({"DATABASE_OWNER_URL": "postgresql://a@/b"}, "Đặt cả DATABASE_URL và DATABASE_OWNER_URL"),
    ({"VUNGCAO_MODE": "production"}, "cần ALLOWED_HOSTS"),
    ({"SMTP_URL": "mail.mau.invalid:25"}, "SMTP_URL phải có dạng"),
    ({"SMTP_URL": "smtp://mail.mau.invalid:abc"}, "SMTP_URL phải có dạng"),
    (
        {"VUNGCAO_MODE": "production", "ALLOWED_HOSTS": "a.vn", "SMTP_URL": "smtps://mail.vn"},
        "cần SMTP_FROM",
    ),
    (
        {"VUNGCAO_MODE": "production", "ALLOWED_HOSTS": "a.vn", "VUNGCAO_TODAY": "2026-11-23"},
        "chỉ dùng cho trình diễn",
    ),
]


@pytest.mark.parametrize(("given", "sentence"), WRONG)
def test_a_wrong_variable_is_refused_in_a_sentence(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(WrongVariable, match=sentence):
        env.read(given)


def test_nothing_given_is_a_demo_on_this_machine_alone() -> None:
    here = env.read({})

    assert (here.mode, here.host, here.port, here.role) == ("demo", "127.0.0.1", 8000, "app")
    assert here.home == env.default_home()


def test_what_is_kept_lies_in_the_home_unless_told_otherwise(tmp_path: Path) -> None:
    here = env.read({"VUNGCAO_HOME": str(tmp_path), "VAULT_KEYS_FILE": "/etc/vungcao/vault.json"})

    assert here.secret_key_file == tmp_path / "keys/secret.key"
    assert here.vault_keys_file == Path("/etc/vungcao/vault.json")
    assert here.files_url == f"file://{tmp_path}/files"


def test_two_checkouts_have_two_homes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = env.default_home()
    monkeypatch.setattr(env, "PROJECT", Path("/opt/another"))

    assert env.default_home() != first


def test_production_forces_a_second_factor_on_who_signs_and_the_demo_on_nobody() -> None:
    production = {"VUNGCAO_MODE": "production", "ALLOWED_HOSTS": "vungcao.example.gov.vn"}

    assert {"quan-tri", "lanhdao-so"} <= set(env.read(production).second_factor)
    assert env.read(production | {"VUNGCAO_SECOND_FACTOR": "none"}).second_factor == ()
    assert env.read({}).second_factor == ()
    assert env.read({"VUNGCAO_SECOND_FACTOR": "ubnd, kiem-tra"}).second_factor == (
        "ubnd",
        "kiem-tra",
    )
    assert env.read(production).address == "https://vungcao.example.gov.vn"
