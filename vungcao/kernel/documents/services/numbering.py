"""Numbers: one sequence per organisation, kind and year, under one lock, without a gap."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import printing, queries, rules
from vungcao.kernel.documents.models import (
    Document,
    DocumentNumber,
    DocumentState,
    NumberSeries,
    NumberState,
    Stage,
)
from vungcao.kernel.documents.services.keeping import keep_version
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.kernel.organisations.models import Organisation


@dataclass(frozen=True)
class Way:
    """How numbers are written: `{so2}/{kyhieu}` with the symbol QĐ-MAU gives 07/QĐ-MAU."""

    kind: str
    symbol: str
    pattern: str = "{so2}/{kyhieu}"


@transaction.atomic
def open_series(
    *,
    organisation: Organisation,
    way: Way,
    valid_from: date,
    basis: Citation,
    by: AbstractBaseUser,
) -> NumberSeries:
    """Number documents of one kind in this way from a day on; the way before it ends there."""
    rules.check_pattern(way.pattern)
    before = _locked(organisation, way.kind)
    if any(row.valid_from >= valid_from for row in before):
        raise RuleBroken("Đã có cách đánh số từ ngày này hoặc sau đó.")
    for row in before:
        if row.valid_until is None:
            row.valid_until = valid_from
            row.save(update_fields=["valid_until"])
    made = NumberSeries.objects.create(
        organisation=organisation,
        unit=organisation.unit,
        scope=organisation.scope,
        kind=way.kind,
        symbol=way.symbol,
        pattern=way.pattern,
        basis=basis,
        valid_from=valid_from,
    )
    audit.record(by=by, action="documents.series_opened", subject=made, kind=way.kind)
    return made


@transaction.atomic
def number(
    *,
    document: Document,
    issued_on: date,
    today: date,
    by: User,
    reserved: DocumentNumber | None = None,
    reason: str = "",
) -> Document:
    """Give a draft the next number of its book, or a reserved one, and print it.

    Raises `RuleBroken` for a day to come, and for one before the last in the book without a reason.
    """
    locked = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if locked.state != DocumentState.DRAFT:
        raise RuleBroken("Văn bản này đã được cấp số.")
    if not locked.is_numbered:
        raise RuleBroken("Văn bản này ký tay, không lấy số của cơ quan.")
    series = _series(locked, issued_on)
    rules.check_sample(locked.is_sample, series.symbol)
    entry = (
        _reserved(reserved, series, issued_on)
        if reserved
        else _next(series, issued_on, today, reason)
    )
    locked.state, locked.issued_on = DocumentState.NUMBERED, issued_on
    locked.number = rules.written(series.pattern, entry.number, entry.year, series.symbol)
    locked.save(update_fields=["state", "issued_on", "number"])
    entry.state, entry.document, entry.reason = NumberState.USED, locked, reason.strip()
    entry.save()
    paper = printing.printed(locked, today).pdf
    keep_version(document=locked, stage=Stage.UNSIGNED, content=paper, by=by)
    audit.record(
        by=by,
        action="documents.numbered",
        subject=locked,
        number=locked.number,
        issued_on=str(issued_on),
        is_back_dated=bool(reason.strip()),
    )
    put(Announcement("documents.numbered", f"documents.Document:{locked.pk}", locked.scope))
    return locked


@transaction.atomic
def reserve_numbers(
    *, series: NumberSeries, count: int, day: date, today: date, reason: str, by: AbstractBaseUser
) -> list[DocumentNumber]:
    """Hold back the next numbers for documents of a day. Raises `RuleBroken` without a reason."""
    if not reason.strip():
        raise RuleBroken("Ghi lý do giữ số.")
    if not 1 <= count <= rules.MOST_RESERVED:
        raise RuleBroken(f"Mỗi lần giữ từ 1 đến {rules.MOST_RESERVED} số.")
    made = []
    for _nth in range(count):
        entry = _next(series, day, today, "")
        entry.state, entry.reason = NumberState.RESERVED, reason.strip()
        entry.save()
        made.append(entry)
    audit.record(
        by=by,
        action="documents.numbers_reserved",
        subject=series,
        first=made[0].number,
        count=count,
    )
    return made


@transaction.atomic
def cancel_number(*, entry: DocumentNumber, reason: str, by: AbstractBaseUser) -> None:
    """A number that no paper will bear stays in the book with its reason; never after signing.

    A document that held it is a draft again.
    """
    if not reason.strip():
        raise RuleBroken("Ghi lý do huỷ số.")
    _locked(entry.organisation, entry.kind)
    locked = DocumentNumber.objects.select_related("document").get(pk=entry.pk)
    held = locked.document
    if locked.state == NumberState.CANCELLED:
        raise RuleBroken("Số này đã huỷ.")
    if held is not None and held.state != DocumentState.NUMBERED:
        raise RuleBroken("Văn bản đã ký: không huỷ được số, chỉ thu hồi được văn bản.")
    locked.state, locked.document, locked.reason = NumberState.CANCELLED, None, reason.strip()
    locked.save()
    if held is not None:
        held.state, held.number, held.issued_on = DocumentState.DRAFT, "", None
        held.save(update_fields=["state", "number", "issued_on"])
    audit.record(
        by=by,
        action="documents.number_cancelled",
        subject=locked,
        number=locked.number,
        document=held.pk if held else None,
    )


def _locked(organisation: Organisation, kind: str) -> list[NumberSeries]:
    """The ways of one book, locked: whoever takes a number waits here."""
    rows = NumberSeries.objects.select_for_update().filter(organisation=organisation, kind=kind)
    return list(rows.order_by("pk"))


def _series(document: Document, day: date) -> NumberSeries:
    found = queries.series(document.issuer, document.kind, day)
    if found is None:
        raise RuleBroken(
            f"Cơ quan này chưa mở sổ số cho {document.get_kind_display()} vào ngày {day:%d/%m/%Y}."
        )
    return found


def _next(series: NumberSeries, day: date, today: date, reason: str) -> DocumentNumber:
    """The next number of the book, not yet saved; the lock holds until the transaction ends."""
    _locked(series.organisation, series.kind)
    taken, latest = queries.last(series.organisation, series.kind, day.year)
    rules.check_day(day, today, latest, reason)
    return DocumentNumber(
        series=series,
        organisation=series.organisation,
        kind=series.kind,
        year=day.year,
        number=taken + 1,
        day=day,
    )


def _reserved(entry: DocumentNumber, series: NumberSeries, day: date) -> DocumentNumber:
    _locked(series.organisation, series.kind)
    locked = DocumentNumber.objects.get(pk=entry.pk)
    is_of_book = (locked.organisation_id, locked.kind) == (series.organisation_id, series.kind)
    if locked.state != NumberState.RESERVED or not is_of_book:
        raise RuleBroken("Số này không còn giữ chỗ trong sổ của cơ quan.")
    if locked.day != day:
        raise RuleBroken(f"Số giữ chỗ này dành cho văn bản ngày {locked.day:%d/%m/%Y}.")
    return locked
