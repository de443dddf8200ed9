"""Saving of a row only what an action has changed on it."""

from typing import Any

from django.db import DatabaseError
from django.db.models import Model

from vungcao.kernel.cases.queries import steps


def columns(row: Model) -> dict[str, Any]:
    """What the columns of a row hold, as far as they were read."""
    names = (field.attname for field in row._meta.concrete_fields)
    return {name: row.__dict__[name] for name in names if name in row.__dict__}


def save_changed(row: Model, before: dict[str, Any]) -> None:
    """Save the columns that no longer hold what they held `before`."""
    now = columns(row)
    changed = [name for name, value in now.items() if name not in before or before[name] != value]
    if changed and not steps.update(row, changed):
        raise DatabaseError(f"{row._meta.label}:{row.pk} is not there to be saved.")
