"""What the page of workbooks shows of the files that were laid into it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import workbook_sets
from vungcao.systems.statistics.forms.workbooks import Workbooks
from vungcao.systems.statistics.queries.workbook_reading import CellChange, Looked, look
from vungcao.systems.statistics.services import workbooks
from vungcao.web.facts import Fact

FAULTS, CHANGES = 300, 300  # as many lines as a page shows; the list of faults leaves whole


@dataclass(frozen=True)
class FaultLine:
    """What is wrong, in which file and cell."""

    file: str
    cell: str
    text: str


@dataclass(frozen=True)
class ChangeLine:
    """A figure before and after, of which unit."""

    place: str
    change: CellChange


class Desk:
    """Files before they are entered: unread, or looked at whole."""

    def __init__(self, form: Workbooks, by: User, now: datetime) -> None:
        self.form, self.by, self.now = form, by, now
        self.files: Sequence[workbook_sets.FileRead] = ()
        self.looked: list[Looked] = []
        if form.is_bound and form.is_valid():
            self._read()

    def _read(self) -> None:
        said = self.form.cleaned_data
        try:
            self.files = workbook_sets.read(said["content"], said["name"])
        except RuleBroken as broken:
            self.form.refuse(str(broken).splitlines())

    def look(self) -> None:
        if self.files:
            self.looked = look(self.files, self.by, self._today, self.form.answered)

    def enter(self) -> int:
        """Enter what is free of faults; how many files went in. The others are shown again."""
        self.look()
        shown, number = self.form.shown if self.files else {}, 0
        waiting: list[Looked] = []
        for one in self.looked:
            seen = shown.get(one.submission.pk) if one.submission and one.is_ready else None
            if one.is_ready and not one.changes:
                continue
            if seen is not None and self._enter(one, seen):
                number += 1
            else:
                waiting.append(one)
        self.looked = waiting
        return number

    def _enter(self, one: Looked, seen: int) -> bool:
        """Each file in a transaction of its own; one that did not fit says why."""
        try:
            workbooks.enter_workbook(file=one, seen=seen, by=self.by, now=self.now)
        except workbooks.NotWhole as refused:
            one.faults += refused.faults
        except RuleBroken as broken:
            one.wrong(one.changes[0].cell, str(broken))
        else:
            return True
        return False

    @property
    def _today(self) -> date:
        return self.now.astimezone(ZONE).date()

    @property
    def is_done(self) -> bool:
        """Whether nothing of the files waits any more."""
        return bool(self.files) and not self.looked

    @property
    def ready(self) -> list[Looked]:
        return [one for one in self.looked if one.is_ready and one.changes]

    def faults(self) -> Iterator[FaultLine]:
        for one in self.looked:
            yield from (FaultLine(one.file, fault.cell, fault.text) for fault in one.faults)

    def changes(self) -> Iterator[ChangeLine]:
        for one in self.ready:
            yield from (ChangeLine(one.place, change) for change in one.changes)

    def context(self) -> dict[str, object]:
        """For the template."""
        faults, changes = list(self.faults()), list(self.changes())
        revisions = {str(one.submission.pk): one.revision for one in self.ready if one.submission}
        return {
            "form": self.form,
            "desk": self,
            "name": self.form.cleaned_data.get("name", "") if self.form.is_bound else "",
            "answers": json.dumps(self.form.answered) if self.form.is_bound else "",
            "seen": json.dumps(revisions),
            "facts": self._facts(len(changes), len(faults)),
            "faults": faults[:FAULTS],
            "faults_count": len(faults),
            "changes": changes[:CHANGES],
            "changes_count": len(changes),
            "questions": [one.question for one in self.looked if one.question],
            "clashes": sum(one.clashes for one in self.ready),
        }

    def _facts(self, changes: int, faults: int) -> list[Fact]:
        unchanged = sum(one.unchanged for one in self.looked)
        return [
            (_("Tệp đọc được"), sum(one.submission is not None for one in self.looked)),
            (_("Ô sẽ đổi"), changes),
            (_("Ô giữ nguyên"), unchanged),
            (_("Ô cần sửa trong tệp"), faults),
        ]
