"""A field in which one thing out of very many is looked up: typed, searched for, chosen.

Without a script a button sends the form, which comes back with choices and with all that was typed.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Row = TypeVar("Row")
MOST = 10  # choices at once
FIND = "find"  # the name of the buttons that look something up
SALT = "picker"


@dataclass(frozen=True)
class Option:
    """One thing to choose: `label` is what the line of text says afterwards."""

    value: str
    label: str
    detail: str = ""


@dataclass(frozen=True)
class Offer:
    """What was found, and a sentence about it: how many more, or why there is nothing."""

    options: tuple[Option, ...] = ()
    said: str = ""


@dataclass(frozen=True)
class Branch:
    """A branch or a leaf of a tree to choose from; `has_more` can still be opened."""

    label: str
    value: str = ""
    was: str = ""
    is_hit: bool = False
    is_open: bool = False
    branches: tuple["Branch", ...] = ()
    has_more: bool = False


class Source(ABC, Generic[Row]):
    """Where a field looks. It offers what its reader may see and nothing else."""

    kind: ClassVar[str]
    has_forest: ClassVar[bool] = False

    @abstractmethod
    def search(self, text: str) -> Offer: ...

    @abstractmethod
    def chosen(self, value: str) -> Row | None:
        """What an option stands for, if it may be chosen."""

    @abstractmethod
    def meant(self, text: str) -> Row | Offer:
        """The one thing that typed words mean; else what to ask."""

    @abstractmethod
    def option(self, row: Row) -> Option: ...

    def forest(self, opened: Iterable[int]) -> tuple[Branch, ...]:
        return ()

    def words(self) -> dict[str, Any]:
        """What the address of the search has to know; it is signed, not secret."""
        return {}

    @property
    def token(self) -> str:
        return signing.dumps([self.kind, self.words()], salt=SALT, compress=True)


class Typed(str):
    """What was typed, what was chosen, and whether the choice was made for these words."""

    __slots__ = ("opened", "stands", "which")

    which: str
    stands: bool
    opened: tuple[int, ...]

    def __new__(cls, text: str = "") -> "Typed":
        made = super().__new__(cls, text)
        made.which, made.stands, made.opened = "", True, ()
        return made


class Picker(forms.TextInput):
    """A line of text with a button; below it what was found, or the tree."""

    template_name = "components/picker.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, is_plain: bool = False) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        self.is_plain = is_plain  # a filter: typed, and asked back only when several fit
        self.source: Source[Any] | None = None
        self.offer: Offer | None = None
        self.forest: tuple[Branch, ...] = ()
        self.opened: tuple[int, ...] = ()
        self.row: Any = None

    def __deepcopy__(self, memo: Any) -> "Picker":
        made = copy(self)
        made.attrs = self.attrs.copy()
        return made

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        typed = Typed(data.get(name) or "")
        typed.which = data.get(f"{name}-which") or data.get(f"{name}-id") or ""
        typed.stands = data.get(f"{name}-for", typed) == typed
        opened = data.getlist(f"{name}-open") if hasattr(data, "getlist") else ()
        typed.opened = tuple(int(pk) for pk in opened if pk.isdecimal() and len(pk) < 12)
        return typed

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        settled = None
        if self.row is not None and self.source is not None:
            settled = self.source.option(self.row)
        context = super().get_context(name, settled.label if settled else value, attrs)
        shown = context["widget"]
        shown["settled"] = settled
        shown["line"] = forms.TextInput().render(name, shown["value"], shown["attrs"])
        shown["for"] = shown["value"] or ""
        shown["chosen"] = settled.value if settled else ""
        shown["which"] = f"{name}-which"
        shown["offer"], shown["forest"], shown["opened"] = self.offer, self.forest, self.opened
        shown["find"] = FIND
        shown["is_plain"] = self.is_plain
        if self.source is not None and not self.is_plain:
            shown["address"], shown["token"] = reverse("pick"), self.source.token
            shown["has_forest"] = self.source.has_forest
        return context


class PickerField(forms.CharField, Generic[Row]):
    """The line of a picker: `look_in` says where, before anything is cleaned."""

    widget: Picker = Picker  # type: ignore[assignment]  # Django makes one of the class
    choose: ClassVar[Promise] = _("Chọn một")
    source: Source[Row]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 150, "empty_value": None, **kwargs})

    def look_in(self, source: Source[Row]) -> None:
        self.source = self.widget.source = source

    def clean(self, value: Any) -> Row | None:
        typed = value if isinstance(value, Typed) else Typed(value or "")
        row = self._chosen(typed)
        if row is None:
            text = super().clean(str(typed))
            row = self._meant(text) if text else None
        self.widget.row = row
        return row

    def look(self, typed: Typed, asked: str | None) -> None:
        """Show what was typed without judging it. `asked`: nothing, a search, `/` or `/<id>`.

        A slash asks for the tree, with the branch of that id opened.
        """
        text = str(typed).strip()
        if asked is None:
            self.widget.row = self._chosen(typed)
        elif asked.startswith("/") or (self.source.has_forest and not text):
            more = asked.removeprefix("/")
            opened = {*typed.opened, *([int(more)] if more.isdecimal() else [])}
            self.widget.opened = tuple(sorted(opened))
            self.widget.forest = self.source.forest(opened)
        else:
            self.widget.offer = self.source.search(text)

    def _chosen(self, typed: Typed) -> Row | None:
        return self.source.chosen(typed.which) if typed.which and typed.stands else None

    def _meant(self, text: str) -> Row:
        meant = self.source.meant(text)
        if isinstance(meant, Offer):
            self.widget.offer = Offer(meant.options)  # the sentence stands with the error
            raise ValidationError(meant.said)
        return meant
