"""What a system offers for publication: figures, items of the portal, open datasets, papers."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from vungcao.kernel.offers.registry import Registry


@dataclass(frozen=True)
class Figure:
    """A published number: `value` for a unit on a day, or None when nothing is published.

    `told` says in words of when it is and where it comes from.
    """

    label: Promise
    unit_of_measure: Promise
    value: Callable[[int, date], int | None]
    told: Callable[[int, date], str] = lambda _unit, _day: ""


@dataclass(frozen=True)
class Offered:
    """One thing that a page may name: by its `key` it is found as long as it is offered.

    `act` is what anybody can do about it at once, at the address `way`.
    """

    key: str
    title: str
    address: str
    text: str = ""
    act: str | Promise = ""
    way: str = ""


@dataclass(frozen=True)
class PublicItem:
    """Things of one kind that the portal may show; `items` gives (title, url) on a day.

    What can be named within a text is also given one by one: `offered` gives all of a day, or
    those of some keys. Kinds with a smaller `order` come first.
    `newest` is the day of the newest of them, where somebody knows it.
    """

    label: Promise
    items: Callable[[date], Iterable[tuple[str, str]]]
    offered: Callable[[date, Collection[str] | None], Iterable[Offered]] | None = None
    order: int = 50
    newest: Callable[[date], date | None] | None = None


@dataclass(frozen=True)
class GroupCount:
    """How many of an ethnic group somebody has published, of which place and time, and where."""

    value: int
    unit_of_measure: str
    place: str
    time: str
    source: str


@dataclass(frozen=True)
class GroupCounts:
    """Published counts of an ethnic group (its id in `norms.EthnicGroup`), the newest first."""

    label: Promise
    counts: Callable[[int], Sequence[GroupCount]]


@dataclass(frozen=True)
class Dataset:
    """An open dataset: named columns and the published rows of a day, never personal data."""

    title: Promise
    columns: tuple[str, ...]
    rows: Callable[[date], Iterable[tuple[object, ...]]]
    source: Promise


@dataclass(frozen=True)
class TemplateField:
    """One thing that is written into a printed form; with `is_lines` each line counts by itself."""

    label: Promise
    is_lines: bool = False
    is_required: bool = True
    hint: str | Promise = ""
    initial: str | Promise = ""


def _as_given(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return values


@dataclass(frozen=True)
class DocumentTemplate:
    """A printed form: a typst file of the offering package, what is written into it, its kind.

    `template` is a path inside the product's package (`kernel/documents/printed/letter.typ`),
    `kind` one of `documents.models.DocumentKind`, `title` what stands in capitals above the
    subject (a letter has none). `context` shapes the written values for the form. A form that is
    not `is_written` is filled by its system, never by hand. Only where `may_publish_subject` can
    the subject be shown to the public, and then only where its writer marks it. A form that is not
    `is_numbered` bears no number of an office and is signed by hand (`issuing.issue_by_hand`).
    """

    label: Promise
    kind: str
    template: str
    fields: Mapping[str, TemplateField]
    title: str = ""
    context: Callable[[Mapping[str, Any]], Mapping[str, Any]] = _as_given
    is_written: bool = True
    may_publish_subject: bool = False
    is_numbered: bool = True


figures: Registry[Figure] = Registry("figure")
public_items: Registry[PublicItem] = Registry("public item")
group_counts: Registry[GroupCounts] = Registry("counts of ethnic groups")
datasets: Registry[Dataset] = Registry("dataset")
document_templates: Registry[DocumentTemplate] = Registry("document template")
