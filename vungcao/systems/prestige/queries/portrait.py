"""Everything that hangs on one recognised person, without a name: terms, benefits, visits, papers.

A row of another place than the reader's stays out, as everywhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from json import loads

from django.db.models import JSONField, Q, QuerySet
from django.db.models.functions import Cast

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.people.models import Person, Purpose
from vungcao.kernel.people.queries import records_of
from vungcao.kernel.scopes.models import Reader
from vungcao.systems.prestige.models import (
    Benefit,
    FieldReport,
    FormPaper,
    Recognition,
    Visit,
    VisitState,
)
from vungcao.systems.prestige.models.recognitions import RecognitionQuerySet

MOST_READINGS = 50


@dataclass(frozen=True)
class YearSum:
    """The benefits of one year: đồng, and how many times something was given in kind."""

    year: int
    money: int
    times: int
    in_kind: int


@dataclass(frozen=True)
class Reading:
    """One opening of a record: when, by whom, for which purpose; `is_list` among many others."""

    at: datetime
    account: str
    name: str
    purpose: str
    is_list: bool


def recognitions(reader: Reader) -> RecognitionQuerySet:
    """Rows with what the page of one says of it, also those that were entered by mistake."""
    return Recognition.objects.visible_to(reader).select_related(
        "unit", "cycle", "basis", "document", "end_document", "replaces", "selection"
    )


def records(person: int) -> list[Person]:
    """The records of a person, the kept one first; none where they lie out of the bound reach."""
    found = Person.objects.filter(pk=person).first()
    if found is None:
        return []
    try:
        rows = list(records_of(found))
    except Person.DoesNotExist:  # the kept record lies elsewhere
        return [found]
    return sorted(rows, key=lambda row: (row.merged_into_id is not None, row.pk))


def terms(people: Iterable[int], reader: Reader) -> list[Recognition]:
    """Every recognition of a person, the latest first."""
    rows = recognitions(reader).filter(person__in=list(people))
    return list(rows.order_by("-valid_from", "-pk"))


def followers(rows: Sequence[Recognition]) -> dict[int, int]:
    """Who followed whom: the number of the recognition that replaced each of these."""
    found = Recognition.objects.standing().filter(replaces__in=rows).order_by("pk")
    return {before: pk for before, pk in found.values_list("replaces", "pk") if before}


def benefits(rows: Sequence[Recognition], reader: Reader) -> list[Benefit]:
    found = Benefit.objects.visible_to(reader).filter(recognition__in=rows)
    return list(found.select_related("basis", "grants").order_by("-granted_on", "-pk"))


def by_year(found: Iterable[Benefit]) -> list[YearSum]:
    """The sums of what counts, the latest year first."""
    years: dict[int, list[Benefit]] = defaultdict(list)
    for one in found:
        if not one.is_void:
            years[one.granted_on.year].append(one)
    return [
        YearSum(
            year,
            sum(one.amount or 0 for one in given),
            len(given),
            sum(one.amount is None for one in given),
        )
        for year, given in sorted(years.items(), reverse=True)
    ]


def visits(rows: Sequence[Recognition], reader: Reader) -> list[Visit]:
    found = Visit.objects.visible_to(reader).filter(recognition__in=rows)
    return list(found.exclude(state=VisitState.DROPPED).order_by("-planned_on", "-pk"))


def reports(rows: Sequence[Recognition], reader: Reader) -> list[FieldReport]:
    found = FieldReport.objects.visible_to(reader).filter(recognition__in=rows)
    return list(found.select_related("case").order_by("-received_on", "-pk"))


def papers(rows: Sequence[Recognition], reader: Reader) -> list[FormPaper]:
    found = FormPaper.objects.visible_to(reader).filter(recognition__in=rows)
    return list(found.select_related("document").order_by("-pk"))


def readings(people: Sequence[int]) -> list[Reading]:
    """The latest openings of these records, also as one of a list; read out of the trail.

    The trail keeps the persons of a list in its body: the newest entries are looked through until
    enough are found.
    """
    rows = _naming(people)[:MOST_READINGS]
    found = [(row, loads(row.body)) for row in rows]
    accounts = User.objects.filter(username__in={row.actor for row, _said in found})
    names = {user.username: user.get_full_name() for user in accounts.order_by("pk")}
    return [
        Reading(
            at=row.at,
            account=row.actor,
            name=names.get(row.actor) or row.actor,
            purpose=_purpose(str(said.get("purpose", ""))),
            is_list=len(said.get("persons", ())) > 1,
        )
        for row, said in found
    ]


def _purpose(code: str) -> str:
    return str(Purpose(code).label) if code in Purpose.values else code


def _naming(people: Sequence[int]) -> QuerySet[Entry]:
    told = Entry.objects.filter(action="people.read").annotate(said=Cast("body", JSONField()))
    wanted = Q(pk__in=[])
    for pk in people:
        wanted |= Q(said__persons__contains=[pk])
    return told.filter(wanted).order_by("-pk")
