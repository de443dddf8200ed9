"""A file of figures on its way: laid in, looked at in the background, entered on a word.

The work is done by jobs, whatever the size of the file: a page never waits for it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import queries as files
from vungcao.kernel.files import services as keeping
from vungcao.kernel.jobs import services as jobs
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.kernel.units.models import Unit
from vungcao.systems.statistics.models import ValueFile, ValueFileState
from vungcao.systems.statistics.services import value_files
from vungcao.systems.statistics.services.value_files import Looked
from vungcao.systems.statistics.services.value_reading import Told

KIND = "statistics.values"  # of files
LOOK, ENTER = "statistics.values_look", "statistics.values_enter"  # of jobs
BUSY = "Tệp này đang được xử lý."
NOT_READY = "Tệp chưa kiểm tra xong, còn lỗi, hoặc đã nhập rồi."
NOT_HERS = "Chỉ người tải tệp lên mới nhập tệp ấy."


@transaction.atomic
def lay_in(
    *, content: bytes | BinaryIO, name: str, unit: Unit, by: User, now: datetime
) -> ValueFile:
    """Keep a file and let it be looked at. Raises `RuleBroken` for what is no text."""
    stored = keeping.store(content=content, name=name, kind=KIND, unit=unit, by=by)
    row = ValueFile.objects.create(file=stored, unit=unit, scope=unit.scope, by=by, at=now)
    return _begin(row, LOOK, ValueFileState.WAITING, by)


@transaction.atomic
def look_again(*, file: ValueFile, by: User) -> ValueFile:
    """The same file against the figures of now. Raises `RuleBroken` once it was entered."""
    row = _locked(file, by)
    if row.state == ValueFileState.ENTERED:
        raise RuleBroken(NOT_READY)
    return _begin(row, LOOK, ValueFileState.WAITING, by)


@transaction.atomic
def ask_to_enter(*, file: ValueFile, by: User) -> ValueFile:
    """Let a file that was found whole be entered. Raises `RuleBroken` for any other."""
    row = _locked(file, by)
    if row.state != ValueFileState.READY:
        raise RuleBroken(NOT_READY)
    return _begin(row, ENTER, ValueFileState.ENTERING, by)


@transaction.atomic
def look(*, file: ValueFile, by: User, now: datetime, told: Told) -> ValueFile:
    """The work in the background: read, check, note what was found."""
    return _note(file, lambda content: value_files.look(content=content, by=by, now=now, told=told))


@transaction.atomic
def enter(*, file: ValueFile, by: User, now: datetime, told: Told) -> ValueFile:
    """The work in the background: enter it, unless something has changed since it was shown."""
    row = ValueFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if row.state != ValueFileState.ENTERING:  # a job may come twice
        return row
    name = f"statistics.ValueFile:{row.pk}"
    row = _note(
        row,
        lambda content: value_files.enter(
            content=content, subject=name, seen=row.seen, by=by, now=now, told=told
        ),
    )
    if row.state == ValueFileState.READY:
        row.state, row.entered_at = ValueFileState.ENTERED, now
        row.save(update_fields=["state", "entered_at"])
        put(Announcement("statistics.values_loaded", name, scope=row.scope))
    return row


def _note(row: ValueFile, work: Callable[..., Looked]) -> ValueFile:
    """What was found of a file; a refusal is kept as well, and nothing else of the work."""
    row.refusal = ""
    try:
        with transaction.atomic():
            looked = work(files.open_file(row.file))
    except RuleBroken as broken:
        looked = Looked(0)
        row.refusal = str(broken)[:400]
    row.lines, row.remarks, row.seen = looked.lines, looked.remarks, looked.seen
    row.new, row.changed, row.same = (
        looked.counts.new,
        looked.counts.changed,
        looked.counts.same,
    )
    row.faults_count = looked.faults_count
    row.faults = [[one.line, one.column, one.text] for one in looked.faults]
    row.changes = list(looked.changes)
    is_whole = looked.is_ready and not row.refusal
    row.state = ValueFileState.READY if is_whole else ValueFileState.FAULTY
    row.save()
    return row


def _begin(row: ValueFile, kind: str, state: ValueFileState, by: User) -> ValueFile:
    run = jobs.start(kind=kind, arguments={"file": row.pk}, by=by, unit=row.unit)
    row.run, row.state = run.code, state
    row.save(update_fields=["run", "state"])
    return row


def _locked(file: ValueFile, by: User) -> ValueFile:
    row = ValueFile.objects.select_for_update(of=("self",)).select_related("unit").get(pk=file.pk)
    if row.by_id != by.pk:
        raise RuleBroken(NOT_HERS)
    return row
