"""What the antivirus says, and what happens until it has."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import pytest
from django.utils.translation import gettext_lazy as _

from vungcao.config import schedule
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.files import queries, services
from vungcao.kernel.files.models import Blob, ScanState, StoredFile
from vungcao.kernel.offers.files import Scanner, ScannerSilent, scanners
from vungcao.kernel.scopes.services import bind
from vungcao.kernel.tests.factories import UnitFactory, UserFactory
from vungcao.kernel.tests.files.conftest import kinds, now, store  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds", "store")]


def finds_bad(content: Iterable[bytes]) -> str:
    said = b"".join(content)
    if b"silent" in said:
        raise ScannerSilent
    return "Mau.Thu" if b"bad" in said else ""


@pytest.fixture
def scanner() -> Iterator[None]:
    scanners.register("test.scanner", Scanner(_("tệp"), finds_bad, lambda: "1"))
    yield
    scanners._offers.pop("test.scanner")


def put(content: bytes) -> StoredFile:
    unit, user = UnitFactory.create(), UserFactory.create()
    bind([unit.scope])
    return services.store(content=content, name="a.txt", kind="test.personal", unit=unit, by=user)


def scan_of(file: StoredFile) -> str:
    assert file.blob is not None
    return Blob.objects.get(pk=file.blob.pk).scan


def test_without_an_antivirus_a_file_says_that_nobody_scanned_it() -> None:
    file = put(b"good")

    schedule.scan_files()

    assert scan_of(file) == ScanState.UNSCANNED


@pytest.mark.usefixtures("scanner")
def test_a_sealed_content_is_scanned_as_it_was_uploaded() -> None:
    good, bad = put(b"good"), put(b"bad")
    assert scan_of(good) == ScanState.PENDING

    schedule.scan_files()

    assert [scan_of(good), scan_of(bad)] == [ScanState.CLEAN, ScanState.INFECTED]
    entry = Entry.objects.get(action="files.quarantined")
    assert "Mau.Thu" in entry.body
    bind([bad.scope])
    assert list(queries.quarantined()) == [bad]


@pytest.mark.usefixtures("scanner")
def test_a_silent_antivirus_leaves_everything_waiting() -> None:
    first, second = put(b"silent"), put(b"good")

    schedule.scan_files()

    assert [scan_of(first), scan_of(second)] == [ScanState.PENDING] * 2


def test_what_was_stored_before_there_was_an_antivirus_is_scanned_once_there_is(
    request: pytest.FixtureRequest,
) -> None:
    file = put(b"bad")
    request.getfixturevalue("scanner")

    schedule.scan_files()

    assert scan_of(file) == ScanState.INFECTED


@pytest.mark.usefixtures("scanner")
def test_an_erased_content_waits_for_nobody(now: datetime) -> None:  # noqa: F811
    file = put(b"good")
    services.remove(file=file, reason=StoredFile.Removal.BY_OWNER, now=now, by=UserFactory.create())

    assert queries.to_scan(10) == []
