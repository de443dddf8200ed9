"""Issues of the newsletter: there is one newsletter, and whoever may read it reads all of it."""

from datetime import datetime

from tests.architecture.samples import EVERYWHERE, Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.units.models import Unit
from vungcao.systems.newsletter.models import Issue, Pick

NOW = datetime(2026, 11, 16, 8, tzinfo=ZONE)
STEPS = ("approve", "decide", "drop", "hand-in", "rate", "send", "send-back", "try-out")
SCREENS = ("issue-edit", "pick", "preview-mail", "preview-paper", "preview-text", "work")


def _issue(user: User) -> Issue:
    return Issue.objects.create(title="Tin mẫu", note="Mẫu.", rate=60, made_by=user, made_at=NOW)


def issue(unit: Unit, user: User) -> Arguments:
    return {"pk": _issue(user).pk}


def pick(unit: Unit, user: User) -> Arguments:
    made = Pick.objects.create(
        issue=_issue(user),
        position=1,
        key="mau.page:1",
        title="Bài mẫu",
        address="/tin/mau/",
        section="Tin tức",
        language="vi",
        text="Mẫu.",
    )
    return {"pk": made.pk}


SAMPLES = {
    "newsletter:pick-move": Sample(pick, EVERYWHERE),
    **{f"newsletter:{name}": Sample(issue, EVERYWHERE) for name in (*STEPS, *SCREENS)},
}
