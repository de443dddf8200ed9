"""What the page of an import shows of a file, as far as the file could be read."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import workbooks
from vungcao.kernel.files.workbooks import Workbook
from vungcao.systems.prestige.forms.imports import COLUMN, ListFile
from vungcao.systems.prestige.rules import cells, heads
from vungcao.systems.prestige.rules.columns import COLUMNS
from vungcao.systems.prestige.rules.heads import Heads
from vungcao.systems.prestige.services import importing, layouts
from vungcao.systems.prestige.services.importing import Preview, Sheet
from vungcao.web.facts import Fact
from vungcao.web.http import AccountRequest

NAME = "danh-sach.csv"  # a text is a list whatever its file was called
SHOWN, ASKED = 200, 100
NO_HEADS = _lazy(
    "Không thấy hàng tiêu đề: cần một hàng có “Họ và tên” và ít nhất hai tiêu đề quen"
    " thuộc khác, ví dụ “Năm sinh”, “Thôn”. Xem tệp mẫu."
)


@dataclass(frozen=True)
class ColumnLine:
    """One column of the file: where it is, what stands in it, what it means."""

    name: str
    letter: str
    title: str
    samples: str
    chosen: str


class Desk:
    """A file before it is entered: unread, with columns to choose, or looked at whole."""

    def __init__(self, form: ListFile, request: AccountRequest) -> None:
        self.form, self.user, self.today = form, request.user, request.today
        self.book: Workbook | None = None
        self.heads: Heads | None = None
        self.columns: dict[str, int] = {}
        self.is_remembered = self.is_mapped = False
        self.seen: Preview | None = None
        if form.is_bound:
            form.is_valid()
            self._read()

    def _read(self) -> None:
        said = self.form.cleaned_data
        if "content" not in said:
            return
        try:
            self.book = workbooks.read(said["content"], NAME, said.get("sheet", ""))
        except RuleBroken as broken:
            self.form.refuse(str(broken).splitlines())
            return
        self.heads = heads.find(self.book.rows)
        if self.heads is None and len(self.book.sheets) == 1:
            self.form.refuse([str(NO_HEADS)])
        elif self.heads is None:
            self.form.add_error(None, str(NO_HEADS))
        else:
            self._choose(self.heads)

    def _choose(self, found: Heads) -> None:
        posted, known = self.form.columns(found), layouts.known_columns(found)
        guessed = {name: column for column, name in found.guessed().items()}
        self.columns = posted if posted is not None else known or guessed
        self.is_remembered = posted is None and known is not None
        if posted is None and known is None:
            return
        wrong = self.form.against(found, self.columns)
        for sentence in wrong:
            self.form.add_error(None, sentence)
        self.is_mapped = not self.form.errors
        if posted is not None and not wrong:
            layouts.remember_layout(heads=found, columns=posted, by=self.user)

    @property
    def sheet(self) -> Sheet:
        assert self.book is not None
        assert self.heads is not None
        form = self.form
        return Sheet(self.book, self.heads, self.columns, form.common, form.answered)

    def look(self) -> None:
        """What the file would do, once its columns are known."""
        if self.is_mapped:
            try:
                self.seen = importing.preview(sheet=self.sheet, today=self.today, by=self.user)
            except RuleBroken as broken:
                self._refused(broken)

    def enter(self) -> Preview | None:
        """Enter the file; nothing when the rules spoke against it."""
        if not self.is_mapped:
            return None
        try:
            return importing.import_register(sheet=self.sheet, today=self.today, by=self.user)
        except RuleBroken as broken:
            self._refused(broken)
        return None

    def _refused(self, broken: RuleBroken) -> None:
        for sentence in str(broken).splitlines():
            self.form.add_error(None, sentence)

    @cached_property
    def lines(self) -> list[ColumnLine]:
        """The columns of the file for the officer to correct."""
        if self.heads is None:
            return []
        chosen = {column: name for name, column in self.columns.items()}
        return [
            ColumnLine(
                f"{COLUMN}{number}",
                heads.letter(number),
                title,
                ", ".join(self._samples(number)),
                chosen.get(number, ""),
            )
            for number, title in enumerate(self.heads.titles)
            if title or self._samples(number)
        ]

    def _samples(self, column: int, most: int = 2) -> Sequence[str]:
        return list(dict.fromkeys(self._texts(column)))[:most]

    def _texts(self, column: int) -> Iterator[str]:
        assert self.book is not None
        assert self.heads is not None
        for row in self.book.rows[self.heads.first : self.heads.first + 6]:
            if column < len(row) and (text := cells.text(row[column])):
                yield text[:40]

    def context(self) -> dict[str, object]:
        """For the template."""
        seen = self.seen
        return {
            "form": self.form,
            "desk": self,
            "seen": seen,
            "meanings": [(name, column.label) for name, column in COLUMNS.items()],
            "answers": json.dumps(self.form.answered) if self.form.is_bound else "",
            "faults": seen.faults[:SHOWN] if seen else (),
            "questions": seen.questions[:ASKED] if seen else (),
            "changes": self._changes(),
            "facts": self._facts(),
        }

    def _facts(self) -> list[Fact]:
        if self.seen is None:
            return []
        return [
            (_("Người mới"), self.seen.new),
            (_("Dòng thay đổi"), len(self.seen.changed)),
            (_("Dòng không đổi"), self.seen.unchanged),
            (_("Ô cần sửa"), len(self.seen.faults)),
        ]

    def _changes(self) -> list[tuple[str, str]]:
        words = {"profile": _("thành phần, trình độ, nghề nghiệp"), "telephone": _("điện thoại")}
        changed = self.seen.changed[:SHOWN] if self.seen else ()
        return [(one.cell, ", ".join(words[name] for name in one.names)) for one in changed]
