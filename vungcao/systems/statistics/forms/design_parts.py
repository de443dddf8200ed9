"""One part of a form as its designer fills it in: a table, a column, a row, a single cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.systems.statistics.queries.design_choices import Choices
from vungcao.systems.statistics.rules import definition, designing, formula_text, wording
from vungcao.systems.statistics.rules.cell_names import CELL, COLUMN, ROW, Namer
from vungcao.systems.statistics.rules.definition import MOST_DECIMALS, MOST_HEADS, WHOLE_CODE
from vungcao.systems.statistics.rules.designing import Said, Spot
from vungcao.systems.statistics.rules.formulas import Wrong
from vungcao.systems.statistics.rules.layout import HEADING, Layout
from vungcao.systems.statistics.rules.reading import Reader
from vungcao.systems.statistics.rules.wording import Names
from vungcao.web.choices import Radios
from vungcao.web.forms import Form, When

MEANT, ITEM = "indicator", "item-"
# Another indicator is divided by other lists: with a script they come by themselves.
WITH_ITS_LISTS = {
    "hx-post": "?",
    "hx-target": "#lists",
    "hx-select": "#lists",
    "hx-swap": "outerHTML show:none",
}
NAMES = "Mã gồm chữ thường không dấu, chữ số và dấu gạch dưới."


@dataclass(frozen=True)
class Drawn:
    """A part where it stands: in the definition as it is now, with what may be chosen."""

    said: Said
    spot: Spot
    layout: Layout
    choices: Choices

    @property
    def part(self) -> Said:
        return self.spot.of(self.said)

    @property
    def table(self) -> Said:
        """The table in which it stands."""
        found: Said = self.said["sections"][self.spot.section]
        return found


class PartForm(Form):
    """What is wrong at this very part is said by its field; all else by the page of the form."""

    seen = forms.IntegerField(widget=forms.HiddenInput, localize=False)
    placed: ClassVar[Mapping[str, str]] = {}  # a place in the JSON, and the field that says it

    def __init__(self, data: Any = None, *, drawn: Drawn, seen: int) -> None:
        self.drawn = drawn
        self.layout, self.made, self.at = drawn.layout, drawn.said, drawn.spot
        super().__init__(data, initial={**self.first(), "seen": seen})

    def first(self) -> dict[str, Any]:
        """What stands in the fields at the beginning."""
        return dict(self.drawn.part)

    def part(self) -> Said:
        """The part as it was filled in."""
        raise NotImplementedError

    def put(self) -> tuple[Said, Spot]:
        return designing.put(self.drawn.said, self.drawn.spot, self.part())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors:
            self.made, self.at = self.put()
            self.layout, faults = definition.sketch(self.made)
            before = self.at.json
            for fault in faults:
                if fault.place.startswith(before):
                    self._say(fault.place.removeprefix(before).strip("."), fault.says)
        return said

    def _say(self, place: str, says: str) -> None:
        for start, name in self.placed.items():
            if place.startswith(start) and name in self.fields:
                self.add_error(name, says)
                return

    @property
    def before(self) -> list[Any]:
        """The fields up to the indicator; the lists that divide it follow by themselves."""
        names = [one.name for one in self.visible_fields()]
        end = names.index(MEANT) + 1 if MEANT in names else len(names)
        return self.visible_fields()[:end]

    @property
    def lists_shown(self) -> list[Any]:
        return [one for one in self.visible_fields() if one.name.startswith(ITEM)]

    @property
    def after(self) -> list[Any]:
        there = {one.name for one in (*self.before, *self.lists_shown)}
        return [one for one in self.visible_fields() if one.name not in there]

    def named(self, name: str) -> str:
        """The code that was typed, or one made of the name."""
        if typed := str(self.cleaned_data.get("code", "")):
            return typed
        kept = str(self.drawn.part.get("code", ""))
        taken = designing.codes(self.drawn.said, self.drawn.spot)
        return kept or designing.proposed(name, taken)


def _code() -> forms.RegexField:
    return forms.RegexField(
        WHOLE_CODE,
        label=_("Mã"),
        required=False,
        max_length=40,
        help_text=_("Để trống: máy đặt theo tên. Đổi mã thì công thức và kiểm tra đổi theo."),
        error_messages={"invalid": NAMES},
    )


def formula(help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Công thức"),
        required=False,
        max_length=formula_text.LONGEST,
        widget=forms.Textarea({"rows": 2, "spellcheck": "false"}),
        help_text=help_text,
    )


class TableForm(PartForm):
    """A table: its title, and the code by which the JSON knows it."""

    title = forms.CharField(label=_("Tên bảng"), max_length=300)
    code = _code()
    placed: ClassVar = {"code": "code", "title": "title"}

    def part(self) -> Said:
        kept = {"columns": [], "rows": [], **self.drawn.part}
        title = self.cleaned_data["title"]
        return {**kept, "title": title, "code": self.named(title)}


class Meant(PartForm):
    """A part that may say what its cells stand for: an indicator, items of lists, or a formula."""

    lone: ClassVar = CELL
    nothing: ClassVar[Promise | str] = ""
    when: ClassVar[Mapping[str, tuple[frozenset[str], Promise]]] = {}

    def __init__(self, data: Any = None, *, drawn: Drawn, seen: int) -> None:
        self.namer = Namer.of(drawn.layout, self.lone)
        found = {**drawn.part.get("items", {})}
        chosen = (data or {}).get("indicator", drawn.part.get("indicator", ""))
        self.lists = self._lists(drawn, {str(chosen)}, found)
        made = {"indicator": self._indicators(drawn)}
        made |= {f"{ITEM}{code}": self._items(name, items) for code, name, items in self.lists}
        own = type(self).base_fields
        fields = {**own, **made}
        last = [name for name in ("formula", "decimals", "code", "seen") if name in own]
        first = {name: one for name, one in fields.items() if name not in last}
        self.__dict__["base_fields"] = first | {name: own[name] for name in last}
        self.__dict__["conditions"] = tuple(self._conditions(list(made)))
        super().__init__(data, drawn=drawn, seen=seen)

    def _conditions(self, meaning: list[str]) -> Iterable[When]:
        names = {"meaning": tuple(meaning), "formula": ("formula",)}
        if "decimals" in type(self).base_fields:
            names["meaning"] += ("decimals",)
        for what, (answers, said) in self.when.items():
            yield When("kind", answers, names[what], said)

    def _lists(self, drawn: Drawn, own: set[str], kept: Mapping[str, str]) -> list[Any]:
        """Those that the indicators of the table are divided by, and those that are chosen."""
        table = drawn.table
        both = [*table.get("columns", []), *table.get("rows", [])]
        codes = own | {str(one.get("indicator", "")) for one in both}
        wanted = {
            code for one in drawn.choices.indicators if one.code in codes for code in one.lists
        }
        return [one for one in drawn.choices.lists if one[0] in wanted or one[0] in kept]

    def _indicators(self, drawn: Drawn) -> forms.ChoiceField:
        groups: dict[str, list[tuple[str, str]]] = {}
        for one in drawn.choices.indicators:
            groups.setdefault(one.group, []).append((one.code, f"{one.name} ({one.code})"))
        kept = str(drawn.part.get("indicator", ""))
        choices: list[Any] = [("", self.nothing), *groups.items()]
        if kept and kept not in drawn.choices.names:
            choices.insert(1, (kept, f"{kept}: không có trong danh mục"))
        widget = forms.Select(WITH_ITS_LISTS)
        return forms.ChoiceField(
            label=_("Chỉ tiêu"), required=False, choices=choices, widget=widget
        )

    def _items(self, name: str, items: Iterable[Any]) -> forms.ChoiceField:
        choices = [("", self.nothing), *((one.code, one.name) for one in items)]
        return forms.ChoiceField(label=name, required=False, choices=choices)

    def first(self) -> dict[str, Any]:
        part = self.drawn.part
        items = {f"{ITEM}{code}": one for code, one in part.get("items", {}).items()}
        text = formula_text.said(part["formula"], self.namer) if part.get("formula") else ""
        return {**part, **items, "formula": text}

    def clean_formula(self) -> Any:
        text = self.cleaned_data["formula"]
        if not text.strip():
            return None
        try:
            return formula_text.read(text, self.namer)
        except Wrong as wrong:
            raise ValidationError(f"Ký tự {wrong.at}: {wrong.says}.") from None

    def meaning(self) -> Said:
        """The indicator and the items that were chosen."""
        said = self.cleaned_data
        items = {
            name.removeprefix(ITEM): one
            for name, one in said.items()
            if name.startswith(ITEM) and one
        }
        found: Said = {"indicator": said["indicator"]} if said.get("indicator") else {}
        return {**found, **({"items": items} if items else {})}

    @property
    def in_words(self) -> str:
        """What the formula says, once it can be read."""
        tree = getattr(self, "cleaned_data", {}).get("formula") or self.drawn.part.get("formula")
        if not tree or "formula" in self.errors:
            return ""
        node = Reader(lambda name: True).number(tree, "")
        return wording.words(node, Names.of(self.layout)) if node else ""


class ColumnForm(Meant):
    """A column: its heading from the outermost level on, and what stands in it."""

    lone: ClassVar = COLUMN
    nothing: ClassVar = _("Không ghi ở cột; ghi ở dòng")
    when: ClassVar = {
        "meaning": (frozenset({"input"}), _("cột nhập")),
        "formula": (frozenset({"computed"}), _("cột tính")),
    }
    placed: ClassVar = {
        "head": "head",
        "formula": "formula",
        "code": "code",
        "decimals": "decimals",
    }

    head = forms.CharField(
        label=_("Tiêu đề cột"),
        max_length=1500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Mỗi tầng một dòng, tầng ngoài trước. Cột cạnh nhau cùng tầng ngoài được gộp."),
    )
    kind = forms.ChoiceField(
        label=_("Cột này"),
        choices=[("input", _("Người nhập ghi số")), ("computed", _("Máy tính theo công thức"))],
        initial="input",
        widget=Radios,
    )
    formula = formula(_("Ví dụ TỔNG([Nam]; [Nữ]). Tên cột cùng dòng ghi trong ngoặc vuông."))
    decimals = forms.TypedChoiceField(
        label=_("Số chữ số lẻ được nhập"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Như chỉ tiêu")), *((str(n), str(n)) for n in range(MOST_DECIMALS + 1))],
    )
    code = _code()

    def first(self) -> dict[str, Any]:
        return {
            "kind": "input",
            **super().first(),
            "head": "\n".join(self.drawn.part.get("head", [])),
        }

    def clean_head(self) -> list[str]:
        levels = [one.strip() for one in self.cleaned_data["head"].splitlines() if one.strip()]
        if len(levels) > MOST_HEADS:
            raise ValidationError(f"Tiêu đề cột có nhiều nhất {MOST_HEADS} tầng.")
        return levels

    def part(self) -> Said:
        said = self.cleaned_data
        found: Said = {"code": self.named(said["head"][-1]), "head": said["head"]}
        if said["kind"] == "computed":
            return {**found, "kind": "computed", "formula": said["formula"]}
        decimals = {} if said["decimals"] is None else {"decimals": said["decimals"]}
        return {**found, **self.meaning(), **decimals}


class RowForm(Meant):
    """A row: a line to fill in, a total of what is indented below it, or a heading."""

    lone: ClassVar = ROW
    nothing: ClassVar = _("Không ghi ở dòng; ghi ở cột")
    when: ClassVar = {
        "meaning": (frozenset({"line"}), _("dòng nhập")),
        "formula": (frozenset({"line", "total"}), _("dòng nhập hoặc dòng tổng")),
    }
    placed: ClassVar = {"label": "label", "formula": "formula", "code": "code", "level": "level"}

    label = forms.CharField(label=_("Tên dòng"), max_length=300)
    number = forms.CharField(label=_("Số thứ tự"), max_length=20, required=False)
    kind = forms.ChoiceField(
        label=_("Dòng này"),
        choices=[
            ("line", _("Dòng nhập số")),
            ("total", _("Dòng tổng: cộng các dòng thụt vào bên dưới")),
            ("heading", _("Dòng tiêu đề của một nhóm, không có số")),
        ],
        initial="line",
        widget=Radios,
    )
    level = forms.TypedChoiceField(
        label=_("Cấp"),
        coerce=int,
        choices=[(str(n), f"{n + 1}") for n in range(designing.DEEPEST + 1)],
        initial="0",
        help_text=_("1 là ngoài cùng; dòng cấp 2 nằm trong dòng cấp 1 ở trên nó."),
    )
    formula = formula(
        _("Chỉ khi dòng tính theo cách riêng, ví dụ [Tày] + [Nùng]. Để trống: dòng tổng tự cộng.")
    )
    code = _code()

    def first(self) -> dict[str, Any]:
        level = self.beside() if self.drawn.spot.is_new else 0
        return {"kind": "line", "level": level, **super().first()}

    def beside(self) -> int:
        """A new row begins at the level of the one above it, or inside of a total."""
        rows = self.drawn.table.get("rows", [])
        place = self.drawn.spot.place
        above = rows[-1 if place is None else place] if rows else {}
        return int(above.get("level", 0)) + (above.get("kind") in ("total", HEADING))

    def part(self) -> Said:
        said = self.cleaned_data
        found: Said = {"code": self.named(said["label"]), "label": said["label"]}
        found |= {name: said[name] for name in ("level", "number") if said[name]}
        if said["kind"] != "line":
            found["kind"] = said["kind"]
        if said["kind"] != HEADING and said["formula"]:
            found["formula"] = said["formula"]
        return {**found, **(self.meaning() if said["kind"] == "line" else {})}
