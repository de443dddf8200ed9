"""A file of figures that somebody has laid in at a place."""

from datetime import UTC, datetime

from tests.architecture.samples import Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.files.services import store
from vungcao.kernel.units.models import Unit
from vungcao.systems.statistics.models import ValueFile
from vungcao.systems.statistics.services.value_laying import KIND


def file(unit: Unit, user: User) -> Arguments:
    """Laid in by this account, not looked at yet."""
    stored = store(content=b"a,b\n", name="a.csv", kind=KIND, unit=unit, by=user)
    at = datetime(2026, 11, 23, tzinfo=UTC)
    row = ValueFile.objects.create(file=stored, unit=unit, scope=unit.scope, by=user, at=at)
    return {"pk": row.pk}


SAMPLES = {"statistics:value-file": Sample(file)}
