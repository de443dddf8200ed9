"""What becomes of every column when data leave the province: the classes of docs/personal-data.md.

Sealed texts and fingerprints are always emptied; keys, numbers, switches, choices and scopes always
stay. Every other column (text, day, moment, bytes, JSON) has a row in that document: its own, or
that of its whole table. A table that speaks of a person is classified column by column.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Field

from vungcao.kernel.people.models import Person
from vungcao.kernel.scopes.models import ScopeField
from vungcao.kernel.vault.fields import BlindIndexField, SealedField
from vungcao.runtime.env import PROJECT
from vungcao.runtime.scrubbing import Column, Plan, TablePlan

DOCUMENT = PROJECT / "docs/personal-data.md"
ROW = re.compile(
    r"^\|\s*`(?P<name>[\w.]+)`\s*\|\s*(?P<kind>\w+)\s*\|\s*(?P<reason>[^|\s][^|]*?)\s*\|", re.M
)
CLASSES = ("keep", "empty", "fake", "hash", "now", "drop")
OF_TABLES = ("keep", "drop")
PLAIN = (
    models.AutoField,
    models.BooleanField,
    models.IntegerField,
    models.DecimalField,
    models.FloatField,
)

WITHOUT_MODEL = {"django_migrations"}


def listed() -> dict[str, str]:
    """`app.Model.field` or `app.Model` → class, as the document says."""
    text = DOCUMENT.read_text("utf-8") if DOCUMENT.exists() else ""
    return {row["name"]: row["kind"] for row in ROW.finditer(text)}


def tables() -> list[type[models.Model]]:
    """Every model with a table, ours and others'."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy and ".tests." not in model.__module__  # scratch tables of tests
    ]
    return sorted(found, key=lambda model: model._meta.label)


def class_of(field: "Field[Any, Any]", rows: dict[str, str]) -> str | None:
    """The class of a column; None when nobody has said it."""
    model = field.model._meta.label
    if rows.get(model) == "drop":
        return "drop"
    if isinstance(field, SealedField | BlindIndexField):
        return "empty"
    said = rows.get(f"{model}.{field.name}") or rows.get(model)
    return said or ("keep" if _says_nothing(field) else None)


def faults() -> list[str]:
    """Every column without a class and every row that fits nothing, each with the way out."""
    rows = listed()
    return [*_unclassified(rows), *_stale(rows), *_impossible(rows), *_dangling(rows)]


def plan() -> Plan:
    """What the dump does with every table."""
    rows = listed()
    dropped = [model._meta.db_table for model in tables() if rows.get(model._meta.label) == "drop"]
    return Plan(
        dropped=dropped,
        tables=[
            TablePlan(model._meta.db_table, _key(model), columns)
            for model in tables()
            if model._meta.db_table not in dropped and (columns := _columns(model, rows))
        ],
    )


def _columns(model: type[models.Model], rows: dict[str, str]) -> dict[str, Column]:
    found = {}
    for field in model._meta.local_concrete_fields:
        kind = class_of(field, rows)
        if kind is not None and kind != "keep" and not field.generated:
            length = min(getattr(field, "max_length", None) or 32, 32)
            found[str(field.column)] = Column(_value(field, kind), length)
    return found


def _value(field: "Field[Any, Any]", kind: str) -> str:
    """How a class is carried out on a column of this kind: a name of `runtime.scrubbing.VALUES`."""
    if kind != "empty":
        return kind
    if field.null:
        return "null"
    if isinstance(field, BlindIndexField):
        return "text" if field.blank else "print"
    if isinstance(field, models.BinaryField):
        return "bytes"
    return "json" if isinstance(field, models.JSONField) else "text"


def _key(model: type[models.Model]) -> str:
    key = model._meta.pk
    return str(key.column) if key is not None and key.column else ""


def _says_nothing(field: "Field[Any, Any]") -> bool:
    is_plain = isinstance(field, (*PLAIN, ScopeField)) or field.is_relation or field.generated
    return is_plain or bool(field.choices) or isinstance(field, models.CompositePrimaryKey)


def _unclassified(rows: dict[str, str]) -> Iterator[str]:
    for model in tables():
        for field in model._meta.local_concrete_fields:
            if class_of(field, rows) is None:
                yield (
                    f"{model._meta.label}.{field.name}: add a row to docs/personal-data.md, e.g."
                    f" | `{model._meta.label}.{field.name}` | keep | why it says nothing of a"
                    f" person |; or one row for the whole table (`{model._meta.label}`) when it"
                    f" never speaks of persons. Classes: {', '.join(CLASSES)}."
                )


def _stale(rows: dict[str, str]) -> Iterator[str]:
    known = {model._meta.label for model in tables()} | WITHOUT_MODEL
    known |= {
        f"{model._meta.label}.{field.name}"
        for model in tables()
        for field in model._meta.local_concrete_fields
    }
    for name, kind in rows.items():
        if name not in known:
            yield f"{name}: docs/personal-data.md names it, and it does not exist."
        if kind not in (OF_TABLES if name.count(".") < 2 else CLASSES):
            yield f"{name}: “{kind}” is no class for it."


def _impossible(rows: dict[str, str]) -> Iterator[str]:
    """Columns that their class cannot be carried out on, and tables of persons kept as a whole."""
    for model in tables():
        if rows.get(model._meta.label) == "keep" and _speaks_of_persons(model):
            yield f"{model._meta.label}: it speaks of a person; classify it field by field."
        for field in model._meta.local_concrete_fields:
            kind = class_of(field, rows)
            is_text = isinstance(field, models.CharField | models.TextField)
            is_day = isinstance(field, models.DateField)
            if kind == "empty" and not (field.null or is_text or _is_bytes(field)):
                yield f"{model._meta.label}.{field.name}: it cannot be empty; say “now” or “drop”."
            if (kind in ("fake", "hash") and not is_text) or (kind == "now" and not is_day):
                yield f"{model._meta.label}.{field.name}: “{kind}” does not fit its type."


def _dangling(rows: dict[str, str]) -> Iterator[str]:
    """Kept rows that would point to rows that are left behind."""
    for model in tables():
        if rows.get(model._meta.label) == "drop":
            continue
        for field in model._meta.local_concrete_fields:
            other = field.related_model
            if isinstance(other, type) and rows.get(other._meta.label) == "drop":
                yield (
                    f"{model._meta.label}.{field.name}: it points to {other._meta.label}, whose"
                    " rows are dropped."
                )


def _is_bytes(field: "Field[Any, Any]") -> bool:
    return isinstance(field, models.BinaryField | models.JSONField)


def _speaks_of_persons(model: type[models.Model]) -> bool:
    fields = model._meta.local_concrete_fields
    return any(
        isinstance(field, SealedField | BlindIndexField) or field.related_model is Person
        for field in fields
    )
