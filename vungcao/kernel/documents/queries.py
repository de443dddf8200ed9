"""Reading documents, their numbers and kept papers."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Least

from vungcao.kernel.documents.models import (
    Document,
    DocumentNumber,
    DocumentVersion,
    NumberSeries,
    PublishedPaper,
    SigningKey,
)
from vungcao.kernel.files import queries as files
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.models import Reader
from vungcao.kernel.vault import services as vault


@dataclass(frozen=True)
class Words:
    """The opened texts of a document; nothing but emptiness once its key is destroyed."""

    subject: str
    values: dict[str, Any]
    reason: str
    is_erased: bool


def words(documents: Iterable[Document]) -> list[Words]:
    """The texts of documents in their order, opened in one call."""
    rows = list(documents)
    sealed = [text for row in rows for text in (row.subject, row.values, row.reason)]
    opened = iter(vault.open_texts(sealed))
    return [
        _words(subject, values, reason)
        for subject, values, reason in zip(*[opened] * 3, strict=True)
    ]


def subjects(documents: Iterable[Document]) -> list[str | None]:
    """The subjects in their order, opened in one call; None for what was erased."""
    return vault.open_texts(row.subject for row in documents)


def _words(subject: str | None, values: str | None, reason: str | None) -> Words:
    return Words(subject or "", json.loads(values or "{}"), reason or "", subject is None)


def documents(reader: Reader) -> QuerySet[Document]:
    """What `reader` reaches, newest first."""
    return Document.objects.visible_to(reader).order_by("-pk")


def series(organisation: Organisation, kind: str, day: date) -> NumberSeries | None:
    """How the organisation numbers this kind on a day."""
    found = NumberSeries.objects.in_force(day).filter(organisation=organisation, kind=kind)
    return found.first()


def last(organisation: Organisation, kind: str, year: int) -> tuple[int, date | None]:
    """The last number of a year and the latest day in its book."""
    taken = DocumentNumber.objects.filter(organisation=organisation, kind=kind, year=year)
    found = taken.aggregate(number=Max("number"), day=Max("day"))
    return found["number"] or 0, found["day"]


def entry(document: Document) -> DocumentNumber | None:
    """The number that the document holds now."""
    found = DocumentNumber.objects.filter(document=document)
    return found.select_related("organisation").first()


def versions(document: Document) -> QuerySet[DocumentVersion]:
    """The kept papers, latest first."""
    found = DocumentVersion.objects.filter(document=document).select_related("file__blob__key")
    return found.order_by("-position")


def versions_of_code(code: str) -> QuerySet[DocumentVersion]:
    """The kept papers of the document with this code."""
    found = DocumentVersion.objects.filter(document__code=code).select_related("file__blob__key")
    return found.order_by("-position")


def content(version: DocumentVersion) -> bytes:
    """The bytes of a kept paper."""
    return files.content(version.file)


def keys(reader: Reader, document: Document, day: date) -> QuerySet[SigningKey]:
    """The keys with which the document can be signed on a day."""
    found = SigningKey.objects.visible_to(reader).in_force(day)
    found = found.filter(Q(signer=None) | Q(signer=getattr(reader, "pk", None)))
    return found.filter(organisation=document.issuer_id, is_demo=document.is_sample).order_by("pk")


def office_key(document: Document, day: date) -> SigningKey | None:
    """The key with which the issuer itself, and none of its officers alone, signs on a day."""
    found = SigningKey.objects.in_force(day).filter(organisation=document.issuer_id, signer=None)
    return found.filter(is_demo=document.is_sample).order_by("pk").first()


def published(code: str) -> PublishedPaper | None:
    """The paper of a code, as anybody may know it."""
    return PublishedPaper.objects.filter(code=code).first()


def published_by_hash(sha256: str) -> PublishedPaper | None:
    """The paper whose latest kept version has exactly these bytes."""
    return PublishedPaper.objects.filter(sha256=sha256).order_by("code").first()


def made_public() -> QuerySet[PublishedPaper]:
    """Papers of offices whose writer marked the abstract as public, with the day they end."""
    found = PublishedPaper.objects.exclude(subject="").exclude(number="")
    return found.annotate(ends_on=Least("valid_until", "since"))
