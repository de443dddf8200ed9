"""Lists of persons from workbooks: looked at whole, asked about, entered all or nothing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files.workbooks import Workbook
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.rules.heads import Heads
from vungcao.systems.prestige.services.importing import (
    deciding,
    entering,
    matching,
    placing,
    proposing,
    reading,
)
from vungcao.systems.prestige.services.importing.changing import correct_lines
from vungcao.systems.prestige.services.importing.sheets import (
    Common,
    Fault,
    Job,
    Line,
    Question,
)

__all__ = ["Changed", "Common", "Decision", "Fault", "Preview", "Question", "Sheet"]
SAID = 20  # sentences of a refusal


@dataclass(frozen=True)
class Sheet:
    """A file as an officer reads it: what its columns mean, what counts where it says nothing."""

    book: Workbook
    heads: Heads
    columns: Mapping[str, int]
    common: Common
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Decision:
    """A decision by which the file enters persons."""

    number: str
    decided_on: date
    issuer: str
    persons: int


@dataclass(frozen=True)
class Changed:
    """A line of the register that the file changes; never what it says."""

    cell: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """What a file would do. Nothing is done while there are faults or open questions."""

    new: int
    ended: int
    unchanged: int
    changed: tuple[Changed, ...]
    decisions: tuple[Decision, ...]
    faults: tuple[Fault, ...]
    questions: tuple[Question, ...]

    @property
    def is_ready(self) -> bool:
        return bool(self.new or self.changed) and not self.faults and not self.questions

    @property
    def is_known(self) -> bool:
        """Everything stands in the register as the file says it."""
        nothing = self.new or self.changed or self.faults or self.questions
        return bool(self.unchanged) and not nothing


@transaction.atomic
def preview(*, sheet: Sheet, today: date, by: User) -> Preview:
    """Look at a file as if it were entered, and take everything back.

    Raises `RuleBroken` for a sheet that is none of ours.
    """
    job = _job(sheet, today, by)
    lines = _looked_at(job)
    with transaction.atomic():
        entering.enter(job, lines)
        transaction.set_rollback(True)
    return _seen(job, lines)


@transaction.atomic
def import_register(*, sheet: Sheet, today: date, by: User) -> Preview:
    """Enter a file, all or nothing, and say what it did.

    Raises `RuleBroken` with the first of what stands against it, or when a question is open.
    """
    job = _job(sheet, today, by)
    lines = _looked_at(job)
    _refuse(job)
    entering.enter(job, lines)
    _refuse(job)
    seen = _seen(job, lines)
    if seen.new or seen.changed:
        changed = correct_lines(lines=lines, today=today, by=by)
        audit.record(
            by=by,
            action="prestige.imported",
            subject=Recognition._meta.label,
            new=seen.new,
            ended=seen.ended,
            changed=changed,
            unchanged=seen.unchanged,
            decisions=len(seen.decisions),
        )
    return seen


def _refuse(job: Job) -> None:
    if job.faults:
        first = sorted(set(job.faults))[:SAID]
        raise RuleBroken("\n".join(f"{one.cell}: {one.text}" for one in first))
    if job.questions:
        raise RuleBroken(_("Còn câu hỏi chưa trả lời: xem lại bên dưới."))


def _job(sheet: Sheet, today: date, by: User) -> Job:
    return Job(sheet.book, sheet.heads, sheet.columns, sheet.common, sheet.answers, today, by)


def _looked_at(job: Job) -> list[Line]:
    """Every check that needs no writing, step by step over the whole list."""
    lines = reading.read(job)
    if not lines:
        raise RuleBroken(_("Trang tính chưa có dòng nào dưới hàng tiêu đề."))
    if len(lines) > reading.MOST_LINES:
        raise RuleBroken(_("Mỗi lần nhập tối đa 5.000 dòng: chia thành nhiều tệp."))
    matching.known_by_key(job, lines)
    placing.place(job, lines)
    matching.known_by_itself(job, lines)
    placing.group(job, lines)
    matching.compare(job, lines)
    proposing.require(job, lines)
    deciding.decide(job, lines)
    proposing.draft(job, lines)
    proposing.propose(job, lines)
    return lines


def _seen(job: Job, lines: list[Line]) -> Preview:
    entered = [line for line in lines if line.can_enter]
    held = [line for line in lines if not line.is_new and not line.is_wrong and not line.is_asked]
    counted = Counter(
        (line.decided.number, line.decided.decided_on, line.decided.issuer_name)
        for line in entered
        if line.decided is not None
    )
    return Preview(
        new=len(entered),
        ended=sum(line.ending is not None for line in entered),
        unchanged=sum(not line.changes for line in held),
        changed=tuple(
            Changed(job.address("full_name", line.number)[1], tuple(sorted(line.changes)))
            for line in held
            if line.changes
        ),
        decisions=tuple(Decision(*key, number) for key, number in sorted(counted.items())),
        faults=tuple(sorted(set(job.faults))),
        questions=tuple(job.questions.values()),
    )
