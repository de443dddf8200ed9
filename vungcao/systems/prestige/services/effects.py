"""The same changes when the decision of another system makes them (design.md 4)."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents.models import Document
from vungcao.kernel.people.models import Person
from vungcao.kernel.people.queries import records_of
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.queries.places import village_now
from vungcao.systems.prestige.services import ending as endings
from vungcao.systems.prestige.services.deciding import Decided, decided_by
from vungcao.systems.prestige.services.ending import Ending
from vungcao.systems.prestige.services.recognising import (
    OUT_OF_REACH,
    NewRecognition,
    recognise,
)


@transaction.atomic
def recognise_from_decision(
    *, person: int, village: int, valid_from: date, decision: int, by: AbstractBaseUser
) -> Recognition:
    """The effect `prestige.recognise`."""
    decided = _decided(decision)
    return recognise(
        new=NewRecognition(_person(person), Unit.objects.get(pk=village), valid_from),
        decided=decided,
        today=decided.decided_on,
        by=by,
    )


@transaction.atomic
def withdraw_from_decision(
    *, person: int, reason: str, ends_on: date, decision: int, by: AbstractBaseUser
) -> None:
    """The effect `prestige.withdraw`."""
    decided = _decided(decision)
    endings.withdraw(
        recognition=_held(person, ends_on),
        ending=Ending(ends_on, reason),
        decided=decided,
        today=decided.decided_on,
        by=by,
    )


@transaction.atomic
def replace_from_decision(
    *,
    person: int,
    successor: int,
    reason: str,
    ends_on: date,
    decision: int,
    by: AbstractBaseUser,
) -> Recognition:
    """The effect `prestige.replace`: `successor` follows `person` from the day on."""
    decided, held = _decided(decision), _held(person, ends_on)
    return endings.replace(
        recognition=held,
        ending=Ending(ends_on, reason),
        new=NewRecognition(_person(successor), village_now(held), ends_on),
        decided=decided,
        today=decided.decided_on,
        by=by,
    )


def _decided(document: int) -> Decided:
    return decided_by(Document.objects.select_related("unit").get(pk=document))


def _person(pk: int) -> Person:
    found = Person.objects.select_related("key").filter(pk=pk).first()
    if found is None:
        raise RuleBroken(OUT_OF_REACH)
    return found


def _held(person: int, ends_on: date) -> Recognition:
    """The recognition that the person holds on the eve of the day."""
    records = records_of(_person(person))
    rows = Recognition.objects.standing().filter(person__in=records, valid_from__lt=ends_on)
    found = rows.filter(valid_until__gte=ends_on).order_by("pk").first()
    if found is None:
        raise RuleBroken("Người này không có trong danh sách người có uy tín vào ngày đó.")
    return found
