"""Opening a case, and letting it call for another."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import rules
from vungcao.kernel.cases.models import Case, CaseLink, Party
from vungcao.kernel.cases.queries import clocks, ids
from vungcao.kernel.cases.services import numbers
from vungcao.kernel.cases.services.events import Step
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.cases import case_kinds
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.vault.models import DataKey


@dataclass(frozen=True)
class Term:
    """A number of working days, in halves, and the text that sets it."""

    days: Fraction
    basis: Citation

    @property
    def halves(self) -> int:
        halves = self.days * 2
        if halves <= 0 or halves.denominator != 1:
            raise RuleBroken("Thời hạn phải là số ngày làm việc lớn hơn 0, tính đến nửa ngày.")
        return int(halves)


@dataclass(frozen=True)
class NewCase:
    """What a system says of a case that it opens.

    `organisation` is responsible, `intake` took it in (the same when left out). `prefix` goes into
    the number. `applicant` sees the case through the citizens' door. `key` is the data key of the
    person whom the case is about. `received_at` is when it came in, where it is entered later: the
    term runs from then, its number and its first event are of the day on which it is entered.
    """

    kind: str
    label: str
    organisation: Organisation
    term: Term | None = None
    prefix: str = ""
    external_number: str = ""
    intake: Organisation | None = None
    applicant: User | None = None
    key: DataKey | None = None
    received_at: datetime | None = None


@transaction.atomic
def open_case(*, new: NewCase, now: datetime, by: User) -> Case:
    """Open a case: numbered, with its parties, its clock running from the next working day.

    Raises `RuleBroken` for an unknown kind, a body that has ended, a missing rule of numbering, a
    receipt that is yet to come, or when `by` neither takes it in nor is responsible.
    """
    intake = new.intake or new.organisation
    _refuse(new, intake, now, by)
    case = Case(
        kind=new.kind,
        number=numbers.give(new.kind, new.prefix, now.astimezone(ZONE).date()),
        external_number=new.external_number,
        label=new.label,
        organisation=new.organisation,
        unit=new.organisation.unit,
        scope=new.organisation.scope,
        calendar=new.organisation.calendar,
        received_at=new.received_at or now,
        term_halves=new.term.halves if new.term else None,
        term_basis=new.term.basis if new.term else None,
        key=new.key,
        last_event_at=now,
    )
    case.due_at = clocks.due(case, [])
    _insert(case, _parties(case, intake, new), by)
    Step(case, now, by).write("opened", organisation=new.organisation.pk)
    return case


@transaction.atomic
def link(*, parent: Case, child: Case, is_required: bool, now: datetime, by: User) -> CaseLink:
    """Let a case wait for another one. Raises `RuleBroken` when that would close a circle."""
    step = Step.take_running(parent, now, by)
    locked = step.case
    if locked.pk in _calls(child.pk):
        raise RuleBroken("Hai vụ việc không được chờ lẫn nhau.")
    made = CaseLink.objects.create(parent=locked, child=child, is_required=is_required)
    step.write("linked", child=child.pk)
    return made


def _refuse(new: NewCase, intake: Organisation, now: datetime, by: User) -> None:
    day = now.astimezone(ZONE).date()
    if new.kind not in dict(case_kinds.items()):
        raise RuleBroken(f"Không có loại vụ việc “{new.kind}”.")
    if new.received_at is not None and new.received_at > now:
        raise RuleBroken("Thời điểm tiếp nhận không được sau thời điểm ghi.")
    for body in {intake, new.organisation}:
        if body.valid_until is not None and body.valid_until <= day:
            raise RuleBroken("Cơ quan này đã kết thúc hoạt động: chọn cơ quan kế tục.")
    if not any(rules.holds(body.scope, by.reach) for body in (intake, new.organisation)):
        raise RuleBroken("Chị/anh không thuộc nơi tiếp nhận hay cơ quan chịu trách nhiệm.")


def _parties(case: Case, intake: Organisation, new: NewCase) -> list[Party]:
    found = [
        party(case, Party.Role.INTAKE, intake),
        party(case, Party.Role.RESPONSIBLE, new.organisation),
    ]
    if new.applicant is not None:
        # At the intake's place: whoever lives near an applicant learns nothing by that.
        applicant = party(case, Party.Role.APPLICANT, intake)
        applicant.organisation, applicant.account = None, new.applicant
        found.append(applicant)
    return found


def _insert(case: Case, parties: list[Party], by: User) -> None:
    """The parties first, those of one's own place before the others.

    It is as a party that an intake desk may write, and read back, the case of another body.
    """
    case.pk = ids.reserve()
    for one in parties:
        one.case = case
    own = [one for one in parties if rules.holds(one.scope, by.reach)]
    Party.objects.bulk_create(own)
    Party.objects.bulk_create([one for one in parties if one not in own])
    case.save(force_insert=True)


def party(case: Case, role: Party.Role, body: Organisation, since: datetime | None = None) -> Party:
    """A body that takes part, not yet saved."""
    return Party(
        case=case,
        role=role,
        organisation=body,
        unit=body.unit,
        scope=body.scope,
        since=since or case.received_at,
    )


def _calls(case: int) -> set[int]:
    """Every case that this one waits for, itself included."""
    known, found = set[int](), {case}
    while found:
        known |= found
        found = set(CaseLink.objects.filter(parent__in=found).values_list("child", flat=True))
        found -= known
    return known
