"""The public register: documents that editors recorded and papers that our offices issued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse

from vungcao.kernel.documents.models import PublishedPaper
from vungcao.kernel.documents.queries import made_public
from vungcao.kernel.search.rules import folded
from vungcao.systems.portal.models import DocumentForm, RecordedDocument, Register
from vungcao.systems.portal.queries.opened import opened

ON_A_PAGE = 20
COLUMNS = (
    *("row", "slug", "code", "form", "by", "number", "about"),
    *("issued_on", "begins_on", "ends_on"),
)


@dataclass(frozen=True)
class Sought:
    """What is looked for in the register; what is empty asks nothing."""

    text: str = ""
    form: str = ""
    authority: str = ""
    year: int | None = None
    in_force_on: date | None = None


@dataclass(frozen=True)
class Line:
    """A document as the register shows it; one without a file has its own page all the same."""

    form: str
    authority: str
    number: str
    subject: str
    issued_on: date
    begins_on: date
    ends_on: date | None
    address: str

    def is_in_force(self, day: date) -> bool:
        return self.begins_on <= day and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True)
class Leaf:
    """One page of the register, from one, and how many documents were found."""

    lines: Sequence[Line]
    number: int
    last: int
    total: int


def leaf(register: Register, sought: Sought, number: int) -> Leaf:
    """A page of what is sought, newest first; beyond the last one the last."""
    found: Any = _union(register, sought)
    words = folded(sought.text).split()
    if words:
        found = [row for row in found if _has(row, words)]
    total = len(found) if words else found.count()
    last = max(1, -(-total // ON_A_PAGE))
    shown = min(max(number, 1), last)
    begin = (shown - 1) * ON_A_PAGE
    rows = list(found[begin : begin + ON_A_PAGE])
    return Leaf(_lines(register, rows), shown, last, total)


def newest(register: Register, limit: int) -> Sequence[Line]:
    """The newest documents, for other pages."""
    return _lines(register, list(_union(register, Sought())[:limit]))


def choices(register: Register) -> tuple[list[str], list[int]]:
    """The authorities and years that occur, for the filters."""
    found = list(_union(register, Sought()))
    years = {row["issued_on"].year for row in found}
    return sorted({row["by"] for row in found}), sorted(years, reverse=True)


def registers() -> Sequence[Register]:
    return list(opened(Register.objects).order_by("path"))


def _union(register: Register, sought: Sought) -> QuerySet[Any, Any]:
    recorded = _narrowed(_recorded(register), sought)
    if not register.shows_issued:
        return recorded.order_by("-issued_on", "-row")
    given = opened(RecordedDocument.objects.child_of(register)).exclude(issued_code="")
    issued = made_public().exclude(code__in=given.values("issued_code"))
    both = recorded.union(_narrowed(_issued(issued), sought), all=True)
    return both.order_by("-issued_on", "-row", "code")


def _recorded(register: Register) -> QuerySet[Any, Any]:
    found = opened(RecordedDocument.objects.child_of(register))
    return found.annotate(
        row=F("pk"),
        code=Value("", CharField()),
        by=F("authority"),
        about=F("title"),
        begins_on=Coalesce("effective_on", "issued_on"),
        ends_on=F("ended_on"),
    ).values(*COLUMNS)


def _issued(found: QuerySet[PublishedPaper]) -> QuerySet[Any, Any]:
    return found.annotate(
        row=Value(0, IntegerField()),
        slug=Value("", CharField()),
        form=F("kind"),
        by=F("issuer_name"),
        about=Cast("subject", CharField()),
        begins_on=F("valid_from"),
    ).values(*COLUMNS)


def _narrowed(found: QuerySet[Any, Any], sought: Sought) -> QuerySet[Any, Any]:
    wanted = Q()
    if sought.form:
        wanted &= Q(form=sought.form)
    if sought.authority:
        wanted &= Q(by=sought.authority)
    if sought.year:
        wanted &= Q(issued_on__year=sought.year)
    if sought.in_force_on:
        day = sought.in_force_on
        wanted &= Q(begins_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gt=day))
    return found.filter(wanted)


def _has(row: dict[str, Any], words: Sequence[str]) -> bool:
    text = folded(f"{row['number']} {row['about']} {row['by']} {DocumentForm(row['form']).label}")
    return all(word in text for word in words)


def _lines(register: Register, rows: Sequence[dict[str, Any]]) -> list[Line]:
    return [
        Line(
            form=str(DocumentForm(row["form"]).label),
            authority=row["by"],
            number=row["number"],
            subject=row["about"],
            issued_on=row["issued_on"],
            begins_on=row["begins_on"],
            ends_on=row["ends_on"],
            address=reverse("verify-paper", args=[row["code"]])
            if row["code"]
            else f"{register.url}{row['slug']}/",
        )
        for row in rows
    ]
