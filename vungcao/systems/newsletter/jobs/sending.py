"""Laying letters down while an issue is being sent: asked every twenty seconds, and at once.

No run of work: one is a single transaction, and an issue takes hours. Each piece commits by itself.
"""

from datetime import datetime

from vungcao.kernel.calendar import clock
from vungcao.kernel.jobs.tasks import periodic
from vungcao.systems.newsletter.models import Issue, IssueState
from vungcao.systems.newsletter.queries.door import inside, visitor
from vungcao.systems.newsletter.services import sending


def lay_due() -> None:
    """All letters that may be laid down now, of every issue that is being sent."""
    now = clock.now()
    with inside():
        by = visitor()
        sending.begin_due(now=now, by=by)
        open_ = list(Issue.objects.filter(state=IssueState.SENDING).values_list("pk", flat=True))
    for issue in sorted(open_):
        while piece(issue, now):
            pass


def piece(issue: int, now: datetime) -> bool:
    """One piece in a transaction of its own; whether there may be another."""
    with inside():
        return sending.lay_piece(issue=issue, now=now, by=visitor())


periodic("newsletter.lay", "* * * * * */20", lay_due)
