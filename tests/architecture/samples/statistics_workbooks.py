"""Workbooks of answers that a place owes, and of a campaign in which it owes one."""

from tests.architecture.samples import Arguments, Sample
from tests.architecture.samples.statistics_entry import answer
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.units.models import Unit
from vungcao.systems.statistics.models import Submission


def campaign(unit: Unit, user: User) -> Arguments:
    """Asked of this place alone."""
    made = Submission.objects.select_related("obligation").get(**answer(unit, user))
    return {"pk": made.obligation.campaign_id}


SAMPLES = {
    "statistics:workbook": Sample(answer),
    "statistics:workbooks-campaign": Sample(campaign, not_of=frozenset({Role.INDICATOR_OWNER})),
}
