"""Files of figures: laid in, looked at, and entered wholly or not at all."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.statistics.queries import value_staging as staged_values
from vungcao.systems.statistics.queries.value_ground import Ground
from vungcao.systems.statistics.queries.value_staging import Counts
from vungcao.systems.statistics.rules.value_files import VALUE
from vungcao.systems.statistics.services import value_checks, value_staging
from vungcao.systems.statistics.services.value_reading import Faults, FileFault, Reader, Told

MOST_CHANGES = 200  # named before a file is entered; the rest is only counted
NOTHING = "Tệp không có dòng số liệu nào."


@dataclass(frozen=True)
class Looked:
    """What a file says: its lines, what it would change, and everything that is wrong.

    `seen` marks how far the answers had come; `remarks` counts checks that only ask for a reason;
    `changes` are the first figures that would change.
    """

    lines: int
    counts: Counts = field(default_factory=Counts)
    faults: tuple[FileFault, ...] = ()
    faults_count: int = 0
    remarks: int = 0
    seen: str = ""
    changes: tuple[list[int | None], ...] = ()

    @property
    def is_ready(self) -> bool:
        return not self.faults_count


def _silent(done: int, text: str) -> None:
    """Nobody waits."""


@transaction.atomic
def look(*, content: Iterable[bytes], by: User, now: datetime, told: Told = _silent) -> Looked:
    """Read a file against the figures; nothing changes. Raises `RuleBroken` for no such file."""
    looked = _staged(content, by, now, told, is_locking=False)
    staged_values.clear()
    return looked


@transaction.atomic
def enter(
    *,
    content: Iterable[bytes],
    subject: str,
    seen: str | None = None,
    by: User,
    now: datetime,
    told: Told = _silent,
) -> Looked:
    """Enter a file, wholly or not at all: with faults nothing of it is written.

    `seen` is the mark with which it was shown; whoever changed one of its answers since stops it.
    The trail gets one entry for the file under `subject`, the log a line for each value.
    """
    looked = _staged(content, by, now, told, is_locking=True)
    if looked.is_ready:
        if seen is not None and looked.seen != seen:
            raise RuleBroken(value_staging.MOVED_ON)
        told(looked.lines, "Đang ghi số liệu")
        answers = value_staging.write(by=by, now=now)
        audit.record(
            by=by,
            action="statistics.values_loaded",
            subject=subject,
            count=looked.counts.new + looked.counts.changed,
            answers=answers,
        )
    staged_values.clear()
    return looked


def _staged(
    content: Iterable[bytes], by: User, now: datetime, told: Told, *, is_locking: bool
) -> Looked:
    """Read, then every check that asks for other lines or for what stands already."""
    staged_values.prepared(0)
    faults = Faults()
    reader = Reader(Ground(by, now.astimezone(ZONE).date()), faults, told)
    reader.stage(content)
    if not reader.lines:
        raise RuleBroken(NOTHING)
    staged = reader.lines - len({one.line for one in faults.listed})
    staged_values.prepared(staged)
    told(reader.lines, "Đang đối chiếu")
    seen = _mark(is_locking)
    counts = staged_values.counts(staged)
    value_staging.note_doubles(faults, reader.names, counts)
    remarks, changes = 0, list[list[int | None]]()
    if not faults.count:
        changes = staged_values.changes(MOST_CHANGES) if counts.changed else []
        told(reader.lines, "Đang kiểm tra theo biểu")
        remarks = value_checks.note_failed(faults, reader.names[VALUE])
    if faults.count:
        counts = Counts()  # nothing of it goes in
    listed = tuple(faults.in_order())
    return Looked(reader.lines, counts, listed, faults.count, remarks, seen, tuple(changes))


def _mark(is_locking: bool) -> str:
    """How far the answers of the file had come."""
    found = staged_values.touched(is_locking=is_locking)
    return hashlib.sha256(repr(found).encode()).hexdigest()
