"""What a system offers for publication: figures, items of the portal, open datasets, papers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from vungcao.kernel.offers.registry import Registry


@dataclass(frozen=True)
class Figure:
    """A published number: `value` for a unit on a day, or None when nothing is published."""

    label: Promise
    unit_of_measure: Promise
    value: Callable[[int, date], int | None]


@dataclass(frozen=True)
class PublicItem:
    """Things of one kind that the portal may show; `items` gives (title, url) on a day."""

    label: Promise
    items: Callable[[date], Iterable[tuple[str, str]]]


@dataclass(frozen=True)
class Dataset:
    """An open dataset: named columns and the published rows of a day, never personal data."""

    title: Promise
    columns: tuple[str, ...]
    rows: Callable[[date], Iterable[tuple[object, ...]]]
    source: Promise


@dataclass(frozen=True)
class DocumentTemplate:
    """A printed form: `context` gathers what its template needs from the id of its subject."""

    label: Promise
    template: str
    fields: Mapping[str, type]
    context: Callable[[int], Mapping[str, Any]]


figures: Registry[Figure] = Registry("figure")
public_items: Registry[PublicItem] = Registry("public item")
datasets: Registry[Dataset] = Registry("dataset")
document_templates: Registry[DocumentTemplate] = Registry("document template")
