"""Documents as an officer looks through them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Permission
from vungcao.kernel.accounts.models import User
from vungcao.kernel.documents import queries
from vungcao.kernel.documents.models import Document, NumberSeries, PublishedPaper
from vungcao.kernel.organisations.models import Organisation

MOST_OPENED = 1000


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for; empty means everything."""

    q: str = ""
    kind: str = ""
    state: str = ""
    year: int | None = None


def matching(reader: User, wanted: Wanted) -> QuerySet[Document]:
    found = queries.documents(reader)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.year:
        found = found.filter(issued_on__year=wanted.year)
    return _saying(found, wanted.q) if wanted.q else found


def _saying(found: QuerySet[Document], words: str) -> QuerySet[Document]:
    """Those with the words in number, issuer or code, and in the subjects of the newest ones:
    subjects are sealed, so that they are opened to be looked through (ADR 0063)."""
    newest = list(found.defer("values", "reason")[:MOST_OPENED])
    opened = zip(newest, queries.subjects(newest), strict=True)
    sought = words.casefold()
    said = [row.pk for row, subject in opened if sought in (subject or "").casefold()]
    plain = Q(number__icontains=words) | Q(issuer_name__icontains=words) | Q(code=words.upper())
    return found.filter(plain | Q(pk__in=said))


@dataclass(frozen=True)
class DocumentLine:
    """A document with its subject, None once erased, and what a newer one has made of it."""

    document: Document
    subject: str | None
    became: str


def lines(rows: Sequence[Document], day: date) -> list[DocumentLine]:
    """These documents in their order; all subjects are opened in one call."""
    over = became(rows, day)
    opened = zip(rows, queries.subjects(rows), strict=True)
    return [DocumentLine(row, subject, over.get(row.code, "")) for row, subject in opened]


def became(rows: Iterable[Document], day: date) -> dict[str, str]:
    """What newer documents made of those that were issued, by code: replaced or cancelled."""
    over = (PublishedPaper.Standing.REPLACED, PublishedPaper.Standing.CANCELLED)
    codes = [row.code for row in rows]
    papers = PublishedPaper.objects.filter(code__in=codes, standing__in=over, since__lte=day)
    return {paper.code: paper.get_standing_display() for paper in papers.order_by("code")}


def issuers(reader: User, permission: Permission, kind: str, day: date) -> QuerySet[Organisation]:
    """The offices for which the reader acts and that number documents of this kind on a day."""
    books = NumberSeries.objects.visible_to(reader).in_force(day).filter(kind=kind)
    offices = Organisation.objects.filter(pk__in=books.values("organisation"))
    own = own_bodies(reader, permission, day)
    return offices.filter(own).order_by("pk")


def acts_for(reader: User, permission: Permission, document: Document, day: date) -> bool:
    """Whether the reader may act in the name of the document's office: who reaches a province
    reads its communes' documents and does not sign for them."""
    own = own_bodies(reader, permission, day)
    return Organisation.objects.filter(own, pk=document.issuer_id).exists()


def own_bodies(reader: User, permission: Permission, day: date) -> Q:
    """The bodies that the grants name, and for those that name none the bodies of their unit."""
    grants = Grant.objects.in_force(day).filter(user=reader, role__in=permission)
    named = grants.exclude(organisation=None).values("organisation")
    places = grants.filter(organisation=None).values("scope")
    return Q(pk__in=named) | Q(scope__in=places)
