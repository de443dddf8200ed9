"""Entering a list of villages that somebody has checked."""

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units import imports
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.services.opening import NewUnit, open_units


@transaction.atomic
def import_villages(
    *,
    content: bytes,
    answers: Mapping[str, int],
    basis: Citation,
    valid_from: date,
    by: AbstractBaseUser,
) -> list[Unit]:
    """Enter the villages of a workbook, all or none.

    The file is read again against the units of `valid_from`, so that nothing has changed since it
    was previewed. Raises `RuleBroken` with every error and open question.
    """
    read = imports.preview(content, valid_from, answers)
    if not read.is_ready:
        against = [f"{error.cell}: {error.text}" for error in read.errors]
        against += [f"{asked.cells[0]}: “{asked.text}” là đơn vị nào?" for asked in read.questions]
        raise RuleBroken("\n".join(against))
    communes = Unit.objects.in_bulk({line.commune for line in read.lines if line.commune})
    new = [
        NewUnit(
            kind=Kind.VILLAGE,
            form=line.form,
            name=line.name,
            parent=communes[line.commune or 0],
            basis=basis,
            valid_from=valid_from,
        )
        for line in read.lines
    ]
    return open_units(units=new, by=by)
