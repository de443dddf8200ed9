"""Words about a cell of an answer, from whoever works on it: who types, certifies or checks."""

from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.statistics.models import CellComment, Stage, Submission
from vungcao.systems.statistics.queries import flow_pages
from vungcao.systems.statistics.rules import definition
from vungcao.systems.statistics.rules.operations import LONGEST_NOTE
from vungcao.systems.statistics.services import telling


@transaction.atomic
def comment(
    *,
    submission: Submission,
    code: str,
    text: str,
    now: datetime,
    by: User,
    is_urgent: bool = False,
) -> CellComment:
    """Say something about a cell, typed or computed, and tell the other side once a day.

    What is urgent is told every time. A closed answer is only read.
    """
    rows = Submission.objects.select_for_update(of=("self",))
    locked = rows.select_related("unit", "obligation__campaign__version").get(pk=submission.pk)
    if locked.stage == Stage.CLOSED:
        raise RuleBroken("Số liệu đã chốt: không ghi thêm.")
    if not flow_pages.may_comment(by, locked, now.astimezone(ZONE).date()):
        raise RuleBroken("Người nhập, người xác nhận và người kiểm tra báo cáo này mới ghi được.")
    layout = definition.read(locked.obligation.campaign.version.definition)
    if not layout.known().knows(code) or ":" in code:
        raise RuleBroken("Biểu không có ô này.")
    if not (words := text.strip()) or len(words) > LONGEST_NOTE:
        raise RuleBroken(f"Ghi từ 1 đến {LONGEST_NOTE} ký tự.")
    made = CellComment.objects.create(
        submission=locked, code=code, text=words, revision=locked.counter, by=by, at=now
    )
    audit.record(by=by, action="statistics.cells_noted", subject=locked, cells=[code])
    urgent = made if is_urgent else None
    telling.tell_other_side(submission=locked, now=now, by=by, urgent=urgent)
    return made
