"""What the register does when two records turn out to be one person, or were not after all."""

from django.db import models

from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.prestige.models import Nominee, Recognition
from vungcao.systems.prestige.rules.recognising import overlaps


def move_recognitions(merged: int, kept: int) -> list[int]:
    """Let the kept record hold them, wherever their villages lie; the ids of those that went.

    One of a time in which the kept record is recognised itself stays: the table holds one.
    """
    with scoped((NATION_SCOPE,)):
        rows = Recognition.objects.standing()
        held = list(rows.filter(person=kept).values_list("valid_from", "valid_until"))
        going = [
            row.pk
            for row in Recognition.objects.filter(person=merged).order_by("pk")
            if row.is_void
            or not any(overlaps((row.valid_from, row.valid_until), one) for one in held)
        ]
        _hand(Recognition.objects.filter(pk__in=going), kept)
    return going


def move_nominees(merged: int, kept: int) -> list[int]:
    """The same of nominations; of two in one selection each stays with its record."""
    with scoped((NATION_SCOPE,)):
        twice = Nominee.objects.filter(person=kept).values("selection")
        rows = Nominee.objects.filter(person=merged).exclude(selection__in=twice)
        going = list(rows.order_by("pk").values_list("pk", flat=True))
        _hand(Nominee.objects.filter(pk__in=going), kept)
    return going


def return_recognitions(rows: list[int], record: int) -> None:
    """Let these be the record's again from which they went."""
    with scoped((NATION_SCOPE,)):
        _hand(Recognition.objects.filter(pk__in=rows), record)


def return_nominees(rows: list[int], record: int) -> None:
    """The same of nominations."""
    with scoped((NATION_SCOPE,)):
        _hand(Nominee.objects.filter(pk__in=rows), record)


def _hand(rows: models.QuerySet[Recognition] | models.QuerySet[Nominee], record: int) -> None:
    rows.update(person=record)
