"""Pasted headings and rows: the block, then each of them to be looked over before it is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import workbook_sets
from vungcao.systems.statistics.queries.design_choices import Choices
from vungcao.systems.statistics.rules import designing, headings
from vungcao.systems.statistics.rules.definition import MOST_HEADS, WHOLE_CODE
from vungcao.systems.statistics.rules.designing import Said
from vungcao.systems.statistics.rules.headings import Block, Label
from vungcao.systems.statistics.rules.layout import ROW_KINDS
from vungcao.web.forms import Form

MEGABYTE = 1024 * 1024
APART = " | "
BOTH, HEADS, ROWS = "both", "heads", "rows"


class Paste(Form):
    """A block, a workbook, or the items of a list."""

    what = forms.ChoiceField(
        label=_("Khối này có"),
        choices=[
            (BOTH, _("Tiêu đề cột ở trên và tên dòng ở bên trái")),
            (HEADS, _("Chỉ tiêu đề cột")),
            (ROWS, _("Chỉ tên dòng")),
        ],
        initial=BOTH,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Dán từ bảng tính"),
        required=False,
        strip=False,
        max_length=200_000,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
        help_text=_(
            "Chọn các ô trong bảng tính, sao chép, rồi dán vào đây. Ô gộp để trống cũng được."
        ),
    )
    file = forms.FileField(label=_("Hoặc tệp .xlsx"), required=False, max_length=200)
    sheet = forms.CharField(
        label=_("Tên trang tính"),
        required=False,
        max_length=60,
        help_text=_("Để trống: trang đầu tiên của tệp."),
    )
    each = forms.ChoiceField(label=_("Hoặc mỗi mục của danh mục là một dòng"), required=False)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.catalogue = choices
        lists = [(code, name) for code, name, _items in choices.lists]
        self.fields["each"].choices = [("", _("Không")), *lists]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors:
            block = self._block(said)
            if not self.errors and not (block.heads or block.rows):
                self.add_error("text", "Chưa thấy tiêu đề hay dòng nào: dán khối, hoặc chọn tệp.")
            said["block"] = block
        return said

    def _block(self, said: Mapping[str, Any]) -> Block:
        if said.get("each"):
            items = self.catalogue.items(said["each"])
            rows = [Label(one.name) for one in items if one.is_minority is not False]
            return Block((), tuple(rows))
        given = said.get("file")
        grid = (
            self._sheet(given) if isinstance(given, UploadedFile) else headings.lines(said["text"])
        )
        what = said["what"]
        return headings.read(grid, has_heads=what != ROWS, has_rows=what != HEADS)

    def _sheet(self, given: UploadedFile) -> list[list[str]]:
        content = given.read(MEGABYTE + 1)
        try:
            if len(content) > MEGABYTE:
                raise RuleBroken("Tệp lớn quá 1 MB: chỉ để lại trang có biểu.")
            found = workbook_sets.read(content, given.name or "")[0]
            if found.refused:
                raise RuleBroken(found.refused)
        except RuleBroken as broken:
            self.add_error("file", str(broken))
            return []
        wanted = self.cleaned_data["sheet"].strip() or next(iter(found.sheets), "")
        if wanted not in found.sheets:
            there = ", ".join(found.sheets)
            self.add_error("sheet", f"Tệp không có trang “{wanted}”, chỉ có: {there}.")
            return []
        return [[_text(cell) for cell in row] for row in found.sheets[wanted].rows]


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


@dataclass(frozen=True)
class Shown:
    """A field of a line: one that holds names gets room for them."""

    field: Any
    is_long: bool
    is_unsure: bool  # the machine has not found what belongs here


Line = list[Shown]  # one column or row that was read
LONG = frozenset({"head", "label", "indicator"})


class LookOver(Form):
    """Everything that was read, each with the code and the meaning that are proposed for it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, localize=False)
    columns = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=headings.MOST_COLUMNS, localize=False
    )
    rows = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=headings.MOST_ROWS, localize=False
    )
    how = forms.ChoiceField(
        label=_("Đưa vào bảng"),
        choices=[
            ("add", _("Thêm vào sau cột, dòng đang có")),
            ("instead", _("Thay cột, dòng đang có")),
        ],
        initial="add",
        widget=forms.RadioSelect,
    )

    def __init__(
        self, data: Any = None, *, choices: Choices, table: Said, taken: list[str], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.table, self.taken = table, taken
        sizes = data if data is not None else self.initial
        self.sizes = [_size(sizes.get(name), most) for name, most in MOST.items()]
        self.indicators = {one.code: one.name for one in choices.indicators}
        self.items = choices
        for mark, many in zip("cr", self.sizes, strict=True):
            for at in range(many):
                self._add(mark, at)

    def _add(self, mark: str, at: int) -> None:
        name = f"{mark}{at}"
        likely = self.initial.get(f"{name}-likely", ())
        said = "cột" if mark == "c" else "dòng"
        self.fields[f"{name}-take"] = forms.BooleanField(
            label=f"Lấy {said} {at + 1}", required=False
        )
        if mark == "c":
            self.fields[f"{name}-head"] = forms.CharField(label="Tiêu đề", max_length=1500)
        else:
            self.fields[f"{name}-number"] = _short("Số thứ tự")
            self.fields[f"{name}-label"] = forms.CharField(label="Tên dòng", max_length=300)
            levels = [(str(n), str(n + 1)) for n in range(designing.DEEPEST + 1)]
            self.fields[f"{name}-level"] = forms.TypedChoiceField(
                label="Cấp", coerce=int, choices=levels
            )
            self.fields[f"{name}-kind"] = forms.ChoiceField(
                label="Kiểu", choices=list(ROW_KINDS.items())
            )
        self.fields[f"{name}-code"] = forms.RegexField(
            WHOLE_CODE,
            label="Mã",
            max_length=40,
            error_messages={"invalid": "Chữ thường không dấu, chữ số, gạch dưới."},
        )
        self.fields[f"{name}-indicator"] = forms.ChoiceField(
            label="Chỉ tiêu", required=False, choices=self._indicators(likely)
        )
        self.fields[f"{name}-item"] = forms.ChoiceField(
            label="Mục phân tổ", required=False, choices=self._items()
        )
        for field, one in self.fields.items():
            if field.startswith(f"{name}-") and not field.endswith("-take"):
                one.widget.attrs["aria-label"] = f"{one.label}, {said} {at + 1}"

    def _indicators(self, likely: Any) -> list[Any]:
        alike = [(code, f"{self.indicators[code]} ({code})") for code in likely]
        every = [(code, f"{name} ({code})") for code, name in self.indicators.items()]
        groups = [("Gần giống", alike)] if alike else []
        return [("", "–"), *groups, ("Mọi chỉ tiêu", every)]

    def _items(self) -> list[Any]:
        lists = self.items.lists
        return [
            ("", "–"),
            *((name, [(f"{code}={i.code}", i.name) for i in items]) for code, name, items in lists),
        ]

    def lines(self, mark: str) -> Iterator[Line]:
        """The fields of each column or row."""
        for at in range(self.sizes["cr".index(mark)]):
            start = f"{mark}{at}-"
            is_unsure = bool(self.initial.get(f"{start}unsure"))
            yield [
                Shown(self[name], part in LONG, is_unsure and part == "indicator")
                for name in self.fields
                if name.startswith(start) and (part := name.removeprefix(start))
            ]

    @property
    def head(self) -> list[Any]:
        return [self["how"]]

    @property
    def read(self) -> list[tuple[str, list[Line]]]:
        """What was read, each kind under its title."""
        both = [("Cột", list(self.lines("c"))), ("Dòng", list(self.lines("r")))]
        return [(title, lines) for title, lines in both if lines]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        there = said.get("how") != "instead"
        columns = [one.get("code", "") for one in self.table.get("columns", [])] if there else []
        own = {one.get("code", "") for one in self.table.get("rows", [])}
        rows = [one for one in self.taken if there or one not in own]
        for mark, taken in (("c", set(columns)), ("r", set(rows))):
            for at in range(self.sizes["cr".index(mark)]):
                code = said.get(f"{mark}{at}-code")
                if said.get(f"{mark}{at}-take") and code:
                    if code in taken:
                        self.add_error(f"{mark}{at}-code", f"Mã {code} đã dùng.")
                    taken.add(code)
        return said

    def clean_heads(self, text: str) -> list[str]:
        return [one.strip() for one in text.split("|") if one.strip()][:MOST_HEADS]

    def drawn(self) -> tuple[list[Said], list[Said]]:
        """The columns and rows that are taken over."""
        columns, rows = [], []
        for at in range(self.sizes[0]):
            if self._said("c", at, "take"):
                head = self.clean_heads(self._said("c", at, "head"))
                columns.append(
                    {"code": self._said("c", at, "code"), "head": head} | self._meant("c", at)
                )
        for at in range(self.sizes[1]):
            if self._said("r", at, "take"):
                rows.append(self._row(at))
        return columns, rows

    def _row(self, at: int) -> Said:
        found: Said = {name: self._said("r", at, name) for name in ("code", "label")}
        found |= {n: self._said("r", at, n) for n in ("level", "number") if self._said("r", at, n)}
        if (kind := self._said("r", at, "kind")) != "line":
            return {**found, "kind": kind}
        return {**found, **self._meant("r", at)}

    def _meant(self, mark: str, at: int) -> Said:
        indicator, item = self._said(mark, at, "indicator"), self._said(mark, at, "item")
        found: Said = {"indicator": indicator} if indicator else {}
        if item:
            name, _sign, code = item.partition("=")
            found["items"] = {name: code}
        return found

    def _said(self, mark: str, at: int, name: str) -> Any:
        return self.cleaned_data[f"{mark}{at}-{name}"]


MOST = {"columns": headings.MOST_COLUMNS, "rows": headings.MOST_ROWS}


def _short(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=20)


def _size(said: Any, most: int) -> int:
    text = str(said or "")
    return min(int(text), most) if text.isdecimal() and len(text) < 5 else 0
