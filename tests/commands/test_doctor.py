"""The doctor sees what is wrong, says what to do, and ends with a status."""

from argparse import Namespace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests import templates
from vungcao.config import diagnosis
from vungcao.config.commands import doctor
from vungcao.config.diagnosis import Finding
from vungcao.kernel.calendar import clock
from vungcao.kernel.files import services as files
from vungcao.kernel.files import storage
from vungcao.kernel.files.inventory import SWEPT_BY
from vungcao.kernel.files.registrations import OWN
from vungcao.kernel.offers import outbox
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.runtime import database_urls, env, keys, open_tables
from vungcao.runtime.env import Environment


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """A home with keys, on the clone of this test if it has one."""
    name = str(connection.settings_dict["NAME"])
    place = database_urls.address(env.environment(), "app").of(name)
    made = env.read(
        {
            "VUNGCAO_HOME": str(tmp_path),
            "DATABASE_URL": database_urls.url(place),
            "DATABASE_OWNER_URL": database_urls.url(templates.owner_address(name)),
        }
    )
    keys.make_missing(made)
    monkeypatch.setattr(diagnosis, "environment", lambda: made)
    monkeypatch.setattr(storage, "_store_at", lambda _here: storage.Folder(tmp_path / "files"))
    return made


@pytest.mark.django_db
def test_a_sound_installation_has_nothing_red_but_the_worker_that_tests_do_without(
    here: Environment,
) -> None:
    checks = [*diagnosis.ON_THE_MACHINE, diagnosis.database, *diagnosis.IN_THE_DATABASE]

    red = [check.__name__ for check in checks if check().advice]

    assert red == ["worker"]


def test_a_key_that_others_can_read_is_red(here: Environment) -> None:
    here.vault_keys_file.chmod(0o644)

    assert "chmod 600" in diagnosis.keys().advice


def test_a_key_that_is_missing_is_red(here: Environment) -> None:
    here.secret_key_file.unlink()

    assert "thiếu" in diagnosis.keys().advice


@pytest.mark.django_db
def test_an_application_role_that_owns_the_tables_is_red(
    here: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = database_urls.address(here, "owner")
    monkeypatch.setattr(database_urls, "address", lambda environment, role: owner)

    assert "sở hữu bảng" in diagnosis.role().advice


@pytest.mark.django_db(transaction=True)
def test_a_table_with_neither_fence_nor_reason_is_red(
    here: Environment, owner: psycopg.Connection[tuple[str]]
) -> None:
    owner.execute("create table so_tay (ghi_chu text)")
    assert "so_tay" in diagnosis.policies().advice

    owner.execute("alter table so_tay enable row level security")
    assert diagnosis.policies().advice == ""


@pytest.mark.django_db
def test_a_letter_that_has_waited_for_hours_is_red(
    here: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox.put(Announcement("letter", "tests.Row:1", partner="email"))
    assert diagnosis.letters().advice == ""

    monkeypatch.setattr(diagnosis, "LETTERS_ARE_LATE_AFTER", timedelta(hours=-1))

    assert "email" in diagnosis.letters().advice


def test_a_server_that_does_not_answer_is_red_and_says_what_to_start(
    here: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = database_urls.parse("postgresql://vungcao_app@/vungcao?host=/nowhere")
    monkeypatch.setattr(database_urls, "address", lambda environment, role: nowhere)

    assert "make up" in diagnosis.database().advice


@pytest.mark.django_db
def test_a_file_whose_content_is_gone_is_red_and_named(here: Environment) -> None:
    held = GrantFactory.create()
    with scoped([held.scope], account=held.user.pk):
        kept, lost = (
            files.store(content=text, name="a.txt", kind=OWN, unit=held.unit, by=held.user)
            for text in (b"a", b"b")
        )
    assert diagnosis.contents().advice == ""

    assert lost.blob is not None
    storage.store().delete(lost.blob.sha256)

    advice = diagnosis.contents().advice
    assert f"1 tệp mất nội dung (mã {lost.code})" in advice
    assert kept.code not in advice
    assert "restore.md" in advice


@pytest.mark.django_db
def test_a_content_of_nobody_is_red_once_it_should_have_been_swept(
    here: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.store().write("một dòng đã mất".encode())
    assert diagnosis.contents().advice == ""

    later = clock.now() + SWEPT_BY + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert "1 nội dung không thuộc tệp nào" in diagnosis.contents().advice


@pytest.mark.parametrize(("advice", "status"), [("", 0), ("sửa đi", 1)])
def test_one_red_line_makes_the_status(
    advice: str,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(diagnosis, "ON_THE_MACHINE", [lambda: Finding("Đĩa", advice)])
    monkeypatch.setattr(diagnosis, "IN_THE_DATABASE", [])
    monkeypatch.setattr(diagnosis, "database", lambda: Finding("Cơ sở dữ liệu"))

    assert doctor.run(Namespace()) == status

    assert ("✗ Đĩa: sửa đi" in capsys.readouterr().out) == bool(advice)


def test_a_check_that_breaks_is_red_and_does_not_hide_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> Finding:
        """Nhật ký."""
        raise ZeroDivisionError

    monkeypatch.setattr(diagnosis, "ON_THE_MACHINE", [broken, lambda: Finding("Đĩa")])
    monkeypatch.setattr(diagnosis, "IN_THE_DATABASE", [])
    monkeypatch.setattr(diagnosis, "database", lambda: Finding("Cơ sở dữ liệu"))

    assert doctor.run(Namespace()) == 1

    said = capsys.readouterr().out
    assert "✗ Nhật ký: không kiểm tra được (ZeroDivisionError" in said
    assert "✓ Đĩa" in said


def test_a_listed_table_needs_a_reason() -> None:
    text = "| table | reason |\n|---|---|\n| `a_b` | vì công khai |\n| `c` | |\ntext `d`"

    assert open_tables.parse(text) == {"a_b": "vì công khai"}
