"""A store of its own for each test, and kinds of files that only tests know."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import Role
from vungcao.kernel.files import storage
from vungcao.kernel.files.rules import ENDINGS
from vungcao.kernel.offers.files import FileKind, file_kinds
from vungcao.runtime.env import Environment, environment

PLAIN = FileKind(
    label=_("tệp"),
    roles=frozenset({Role.COMMUNE_OFFICER, Role.ADMINISTRATOR}),
    media_types=frozenset(ENDINGS),
    is_personal=False,
)
KINDS = {
    "test.plain": PLAIN,
    "test.personal": replace(PLAIN, is_personal=True),
    "test.small": replace(PLAIN, largest=1000, media_types=frozenset({"text/plain"})),
    "test.kept": replace(PLAIN, retention="test.months"),
}


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> storage.Folder:
    here = storage.Folder(tmp_path / "files")
    monkeypatch.setattr(storage, "_store_at", lambda environment: here)
    return here


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    offers = file_kinds._offers
    before = dict(offers)
    offers.update(KINDS)
    yield
    offers.clear()
    offers.update(before)


@pytest.fixture
def here() -> Environment:
    return environment()


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 23, 2, tzinfo=UTC)
