"""How long files stay: as long as somebody has decided, never less, and with time to object."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import queries, services
from vungcao.kernel.files.models import Blob, StoredFile
from vungcao.kernel.files.rules import months_before
from vungcao.kernel.files.storage import Folder
from vungcao.kernel.norms.models import Parameter
from vungcao.kernel.norms.services import parameters
from vungcao.kernel.offers.files import file_kinds
from vungcao.kernel.people.models import Person
from vungcao.kernel.scopes.services import bind
from vungcao.kernel.tests.factories import CitationFactory, UnitFactory, UserFactory
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.models import DataKey

pytestmark = pytest.mark.django_db
OLD = datetime(2024, 1, 10, tzinfo=UTC)
DAY = date(2026, 11, 23)


@pytest.fixture
def unit() -> Unit:
    made: Unit = UnitFactory.create()
    bind([made.scope])
    return made


@pytest.fixture
def by() -> User:
    made: User = UserFactory.create()
    return made


def put(unit: Unit, by: User, kind: str = "test.kept", content: bytes = b"a") -> StoredFile:
    file = services.store(content=content, name="a.txt", kind=kind, unit=unit, by=by)
    StoredFile.objects.filter(pk=file.pk).update(made_at=OLD)
    return StoredFile.objects.get(pk=file.pk)


def keep(months: int, by: User) -> None:
    parameter = parameters.declare(
        code="test.months",
        name="Thời hạn lưu tệp mẫu",
        value_type="integer",
        unit_of_measure="tháng",
        by=by,
    )
    parameters.set_value(
        parameter=parameter,
        value=str(months),
        valid_from=date(2020, 1, 1),
        valid_until=None,
        basis=CitationFactory.create(),
        by=by,
    )


def expire(day: date, by: User) -> tuple[int, int]:
    now = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    return services.expire(day=day, now=now, by=by)


def test_where_nobody_has_decided_a_file_stays(unit: Unit, by: User) -> None:
    put(unit, by)

    assert expire(DAY, by) == (0, 0)
    assert "test.months" in queries.parameters_without_value(DAY)


def test_whatever_may_have_a_period_can_be_given_one_once(unit: Unit, by: User) -> None:
    for _ in range(2):
        services.declare_periods(by=by)

    period = Parameter.objects.get(code="files.own_months")
    assert (period.name, period.unit_of_measure) == (
        "Thời hạn lưu: tệp riêng của cán bộ",
        "tháng",
    )
    assert queries.months_kept(file_kinds.get("files.own"), DAY) is None


def test_a_file_over_its_time_is_listed_and_removed_after_the_notice(unit: Unit, by: User) -> None:
    keep(24, by)
    file = put(unit, by)

    assert expire(DAY, by) == (1, 0)
    assert expire(DAY + services.NOTICE - timedelta(days=1), by) == (0, 0)
    assert expire(DAY + services.NOTICE, by) == (0, 1)

    gone = StoredFile.objects.get(pk=file.pk)
    assert (gone.blob, gone.name, gone.removal) == (None, "", "retention")


def test_a_file_within_its_time_is_not_listed(unit: Unit, by: User) -> None:
    keep(36, by)
    put(unit, by)

    assert expire(DAY, by) == (0, 0)


def test_a_file_that_is_held_back_stays_until_it_is_released(unit: Unit, by: User) -> None:
    keep(24, by)
    file = put(unit, by)
    expire(DAY, by)
    services.hold(file=file, reason="Đang giải quyết khiếu nại", by=by)

    assert expire(DAY + timedelta(days=90), by) == (0, 0)
    with pytest.raises(RuleBroken, match="giữ lại"):
        services.remove(file=file, reason=StoredFile.Removal.WITHDRAWN, now=OLD, by=by)

    services.release(file=StoredFile.objects.get(pk=file.pk), by=by)
    assert expire(DAY + timedelta(days=91), by) == (1, 0)


def test_a_hold_needs_a_reason(unit: Unit, by: User) -> None:
    with pytest.raises(RuleBroken, match="lý do"):
        services.hold(file=put(unit, by), reason="  ", by=by)


def test_a_longer_time_takes_a_file_off_the_list(unit: Unit, by: User) -> None:
    file = put(unit, by, "test.plain")
    StoredFile.objects.filter(pk=file.pk).update(expires_on=DAY)
    expire(DAY, by)
    StoredFile.objects.filter(pk=file.pk).update(expires_on=DAY + timedelta(days=400))

    expire(DAY + services.NOTICE, by)

    assert StoredFile.objects.get(pk=file.pk).due_since is None


def test_removing_destroys_the_key_of_a_personal_file(unit: Unit, by: User) -> None:
    file = put(unit, by, "test.personal")
    assert file.blob is not None
    key = file.blob.key_id
    assert key is not None

    services.remove(file=file, reason=StoredFile.Removal.BY_OWNER, now=OLD, by=by)

    assert DataKey.objects.get(pk=key).wrapped is None
    assert not Blob.objects.exists()


def test_removing_one_of_two_files_of_a_content_keeps_the_other(unit: Unit, by: User) -> None:
    one, other = put(unit, by), put(unit, by)

    services.remove(file=one, reason=StoredFile.Removal.WITHDRAWN, now=OLD, by=by)

    assert queries.content(other) == b"a"


def test_removing_a_persons_file_keeps_the_persons_key(unit: Unit, by: User) -> None:
    key = vault.make_key(by=by)
    person = Person.objects.create(key=key, unit=unit, scope=unit.scope)
    file = services.store(
        content=b"a", name="a", kind="test.personal", unit=unit, by=by, person=person
    )

    services.remove(file=file, reason=StoredFile.Removal.WITHDRAWN, now=OLD, by=by)

    assert DataKey.objects.get(pk=key.pk).wrapped is not None


def test_files_of_an_erased_person_go_with_the_next_round(unit: Unit, by: User) -> None:
    key = vault.make_key(by=by)
    person = Person.objects.create(key=key, unit=unit, scope=unit.scope)
    file = services.store(
        content=b"a", name="a", kind="test.personal", unit=unit, by=by, person=person
    )
    vault.destroy_key(key=key, now=OLD, by=by)

    expire(DAY, by)

    assert StoredFile.objects.get(pk=file.pk).removal == "erased"


def sweep(store: Folder, by: User, after: timedelta) -> int:
    return services.sweep(now=datetime.now(UTC) + after, by=by)


def test_what_a_crash_left_is_swept_after_a_day_and_not_before(
    unit: Unit, by: User, store: Folder
) -> None:
    file = put(unit, by)
    store.write(b"no row ever came")
    half = Path(store.place) / ".part" / "x"
    half.write_bytes(b"hal")

    assert sweep(store, by, timedelta(hours=23)) == 0
    assert sweep(store, by, timedelta(hours=25)) == 1

    assert queries.content(file) == b"a"
    assert not half.exists()
    assert len(list(store.hashes())) == 1


def test_a_content_that_nobody_uses_any_more_leaves_the_store(
    unit: Unit, by: User, store: Folder
) -> None:
    file = put(unit, by)
    services.remove(file=file, reason=StoredFile.Removal.WITHDRAWN, now=OLD, by=by)

    assert sweep(store, by, timedelta(hours=25)) == 1
    assert not Blob.objects.exists()


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 23), 24, date(2024, 11, 23)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 30), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_months_are_counted_back_by_the_calendar(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
