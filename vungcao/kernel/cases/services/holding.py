"""Who works on a case, who stands in for them, which body is responsible, who is asked."""

from datetime import datetime

from django.db import transaction

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import rules
from vungcao.kernel.cases.models import Case, Party
from vungcao.kernel.cases.queries import steps
from vungcao.kernel.cases.services.events import Step, in_one_go
from vungcao.kernel.cases.services.opening import party
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.notices.services import News, notify
from vungcao.kernel.offers.cases import case_kinds
from vungcao.kernel.organisations.models import Organisation, OrganisationSuccession


@transaction.atomic
def assign(*, case: Case, to: User, now: datetime, by: User, seen: int | None = None) -> Case:
    """Give a case to somebody of the responsible body; a delegation of the one before ends."""
    step = Step.take_running(case, now, by, seen=seen)
    locked = step.case
    _refuse_worker(locked, to, now)
    locked.assignee, locked.delegate, locked.delegated_until = to, None, None
    step.write("assigned", to=to.pk)
    _tell(step, "cases.assigned", to)
    return locked


@transaction.atomic
def delegate(*, case: Case, to: User, until: datetime, now: datetime, by: User) -> Case:
    """Let somebody stand in for the assignee until a moment, after which it returns by itself."""
    step = Step.take_running(case, now, by)
    locked = step.case
    _refuse_worker(locked, to, now)
    if locked.assignee is None or locked.assignee == to:
        raise RuleBroken("Chỉ uỷ quyền được việc đang có người xử lý, cho một người khác.")
    if until <= now:
        raise RuleBroken("Uỷ quyền phải kết thúc sau thời điểm này.")
    locked.delegate, locked.delegated_until = to, until
    step.write("delegated", to=to.pk, until=until.isoformat())
    _tell(step, "cases.delegated", to, until=f"{until.astimezone(ZONE):%d/%m/%Y %H:%M}")
    return locked


@transaction.atomic
def take_back(*, case: Case, now: datetime, by: User) -> Case:
    """End a delegation before its time."""
    step = Step.take(case, now, by)
    locked = step.case
    if locked.delegate is None:
        raise RuleBroken("Vụ việc này không có uỷ quyền.")
    gone, locked.delegate, locked.delegated_until = locked.delegate, None, None
    step.write("taken_back", delegate=gone.pk)
    return locked


@in_one_go
def transfer(
    *,
    case: Case,
    to: Organisation,
    reason: str,
    now: datetime,
    by: User,
    act: OrganisationSuccession | None = None,
) -> Case:
    """Make another body responsible. The one before goes on seeing the case and its events.

    `act` is the line of succession that the event keeps as its proof.
    """
    step = Step.take_running(case, now, by)
    locked = step.case
    if to.pk == locked.organisation_id:
        raise RuleBroken("Cơ quan này đang chịu trách nhiệm rồi.")
    if to.valid_until is not None and to.valid_until <= now.astimezone(ZONE).date():
        raise RuleBroken("Cơ quan này đã kết thúc hoạt động: chọn cơ quan kế tục.")
    before = locked.organisation_id
    steps.hand_over(locked.pk, body=to.pk, unit=to.unit_id, scope=to.scope, now=now)
    locked.organisation, locked.unit_id, locked.scope = to, to.unit_id, to.scope
    locked.assignee = locked.delegate = locked.delegated_until = None
    proof = {"act": act.pk, "basis": act.basis_id} if act else {}
    step.write("transferred", reason, before=before, after=to.pk, **proof)
    return locked


@transaction.atomic
def ask(*, case: Case, body: Organisation, question: str, now: datetime, by: User) -> Party:
    """Ask another body for its opinion: from now on it sees the case."""
    step = Step.take_running(case, now, by)
    locked = step.case
    if locked.parties.filter(organisation=body, role=Party.Role.ASKED, until=None).exists():
        raise RuleBroken("Cơ quan này đã được hỏi ý kiến và chưa trả lời.")
    made = party(locked, Party.Role.ASKED, body, now)
    Party.objects.bulk_create([made])
    step.write("asked", question, organisation=body.pk)
    return made


@transaction.atomic
def release(*, case: Case, body: Organisation, now: datetime, by: User) -> Case:
    """A body that was asked has done its part; it goes on seeing what it took part in."""
    step = Step.take(case, now, by)
    locked = step.case
    done = locked.parties.filter(organisation=body, role=Party.Role.ASKED, until=None)
    if not done.update(until=now):
        raise RuleBroken("Cơ quan này không đang được hỏi ý kiến.")
    step.write("released", organisation=body.pk)
    return locked


def _refuse_worker(case: Case, account: User, now: datetime) -> None:
    """Who works on a case holds a role of its kind over its place."""
    roles = frozenset(map(Role, case_kinds.get(case.kind).roles))
    day = now.astimezone(ZONE).date()
    if not rules.holds(case.scope, reach(account, day, roles)):
        raise RuleBroken("Người này không có quyền xử lý loại vụ việc này ở địa bàn này.")


def _tell(step: Step, kind: str, to: User, **details: str) -> None:
    """Nobody is told of what they have given themselves."""
    if to == step.by:
        return
    case = step.case
    news = News(
        kind=kind,
        subject=f"cases.Case:{case.pk}",
        details={"number": case.number, "label": case.label, "case": case.code, **details},
        unit=case.unit,
        key=f"{kind}:{case.pk}:{case.version}",
    )
    notify(news=news, to=to, now=step.now, by=step.by)
