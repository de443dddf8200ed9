"""Notices are one's own, wherever they belong to."""

from itertools import count

from tests.architecture.samples import EVERYWHERE, Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.notices.models import Notice
from vungcao.kernel.tests.notices.telling import NOON
from vungcao.kernel.units.models import Unit

NUMBER = count(1)


def own(unit: Unit, user: User) -> Arguments:
    made = Notice.objects.create(
        recipient=user,
        kind="units.reform_took_effect",
        subject="units.Reform:1",
        key=f"sample-{next(NUMBER)}",
        details={"title": "Sắp xếp mẫu"},
        made_at=NOON,
    )
    return {"code": made.code}


SAMPLES = {"notice-read": Sample(own, EVERYWHERE)}
