"""What waits for an administrator, a leader or an officer, and how it is said."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Permission
from vungcao.kernel.accounts.models import Invitation
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.documents.models import Document, DocumentState
from vungcao.kernel.exchange.models import MessageState, OutboxMessage
from vungcao.kernel.files import queries as files
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.jobs import queries as jobs
from vungcao.kernel.jobs.models import Run
from vungcao.kernel.offers.duties import Duty, Urgency
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.units.models import Reform
from vungcao.kernel.units.models.reforms import ReformState
from vungcao.systems.administration.queries.documents import own_bodies

MOST = 50  # of one kind on a page
LAPSES_SOON = timedelta(days=2)
REMEMBERED = timedelta(days=7)  # a failure that nobody mended by then is history
DEAD = f"?state={MessageState.DEAD}"
Account = AbstractBaseUser
Scopes = tuple[str, ...]


def _pile(
    rows: QuerySet[Any],
    many: str,
    reason: str,
    address: str,
    action: str,
    urgency: Urgency = Urgency.SOON,
) -> Iterator[Duty]:
    """All rows as one duty, which says how many (`many` has the place for the number)."""
    if number := rows.count():
        yield Duty(many % {"many": number}, reason, address, action, urgency=urgency)


def dead_letters(user: Account, scopes: Scopes, day: date) -> QuerySet[OutboxMessage]:
    """Messages that were given up and for which nobody has decided yet."""
    return OutboxMessage.objects.under(scopes).filter(state=MessageState.DEAD)


def tell_dead_letters(rows: QuerySet[OutboxMessage], day: date) -> Iterator[Duty]:
    yield from _pile(
        rows,
        _("%(many)s thư không giao được"),
        _("Đã thử nhiều lần; cần quyết định gửi lại hay thôi."),
        reverse("administration:exchange-messages") + DEAD,
        _("Xem thư"),
    )


def failed_runs(user: Account, scopes: Scopes, day: date) -> QuerySet[Run]:
    failed = Run.objects.under(scopes).filter(state=Run.State.FAILED)
    return failed.filter(ended_at__date__gt=day - REMEMBERED)


def tell_failed_runs(rows: QuerySet[Run], day: date) -> Iterator[Duty]:
    yield from _pile(
        rows,
        _("%(many)s công việc nền không xong"),
        _("Trong 7 ngày qua; xem lý do rồi cho làm lại."),
        reverse("administration:jobs"),
        _("Xem công việc"),
    )


def failed_tasks(user: Account, scopes: Scopes, day: date) -> QuerySet[ProcrastinateJob]:
    """Of the product itself; they belong to no unit."""
    return jobs.failed_tasks()


def tell_failed_tasks(rows: QuerySet[ProcrastinateJob], day: date) -> Iterator[Duty]:
    yield from _pile(
        rows,
        _("%(many)s việc định kỳ không xong"),
        _("Máy chủ tự làm nhưng không được; xem rồi cho làm lại."),
        reverse("administration:jobs"),
        _("Xem công việc"),
    )


def quarantined(user: Account, scopes: Scopes, day: date) -> QuerySet[StoredFile]:
    return files.quarantined().under(scopes)


def tell_quarantined(rows: QuerySet[StoredFile], day: date) -> Iterator[Duty]:
    yield from _pile(
        rows,
        _("%(many)s tệp có vi-rút, đã cách ly"),
        _("Báo người gửi tải tệp sạch lên thay."),
        reverse("administration:files"),
        _("Xem tệp"),
    )


def unread_citations(user: Account, scopes: Scopes, day: date) -> QuerySet[Citation]:
    return Citation.objects.exclude(state__in=(State.SEEN, State.SYNTHETIC))


def tell_unread_citations(rows: QuerySet[Citation], day: date) -> Iterator[Duty]:
    yield from _pile(
        rows,
        _("%(many)s căn cứ chưa xác minh"),
        _("Đọc văn bản gốc rồi xác nhận; đến lúc đó mọi nơi còn ghi “chưa xác minh”."),
        reverse("administration:unverified"),
        _("Xem danh sách"),
        Urgency.WHEN_POSSIBLE,
    )


def reforms(user: Account, scopes: Scopes, day: date) -> QuerySet[Reform]:
    """Written and not applied; they belong to no single unit."""
    return Reform.objects.filter(state=ReformState.DRAFT).order_by("effective_on", "pk")


def tell_reforms(rows: QuerySet[Reform], day: date) -> Iterator[Duty]:
    for reform in rows[:MOST]:
        yield Duty(
            _("Áp dụng hoặc bỏ dự thảo sắp xếp"),
            _("Dự thảo sắp xếp đơn vị, dự kiến có hiệu lực ngày %(day)s.")
            % {"day": f"{reform.effective_on:%d/%m/%Y}"},
            reverse("administration:reform", args=[reform.pk]),
            _("Mở dự thảo"),
            due=reform.effective_on,
            about=reform.title,
        )


def invitations(user: Account, scopes: Scopes, day: date) -> QuerySet[Invitation]:
    """Open ones that lapse soon or have lapsed, of the accounts that the reader looks after."""
    held = Grant.objects.filter(user=OuterRef("account"))
    mine = Q(Exists(held.under(scopes))) | ~Q(Exists(held))
    waiting = Invitation.objects.filter(mine, accepted_at=None, withdrawn_at=None)
    lapsing = waiting.filter(expires_at__date__lte=day + LAPSES_SOON)
    return lapsing.select_related("account").order_by("expires_at", "pk")


def tell_invitations(rows: QuerySet[Invitation], day: date) -> Iterator[Duty]:
    for invitation in rows[:MOST]:
        yield Duty(
            _("Mời lại tài khoản %(name)s") % {"name": invitation.account.username},
            _("Lời mời chưa được nhận; hết hạn thì liên kết không mở được nữa."),
            reverse("administration:account", args=[invitation.account_id]),
            _("Mở tài khoản"),
            due=invitation.expires_at.date(),
        )


def to_sign(user: Any, scopes: Scopes, day: date, *, permission: Permission) -> QuerySet[Document]:
    """Numbered papers of the offices for which the account signs, those that wait longest first."""
    offices = Organisation.objects.filter(own_bodies(user, permission, day))
    waiting = Document.objects.under(scopes).filter(state=DocumentState.NUMBERED)
    return waiting.filter(issuer__in=offices.values("pk")).order_by("issued_on", "pk")


def tell_to_sign(rows: QuerySet[Document], day: date) -> Iterator[Duty]:
    """By number and kind: the subject is sealed and may name a person."""
    for document in rows[:MOST]:
        words = {"kind": document.get_kind_display(), "number": document.number}
        yield Duty(
            _("Ký %(kind)s số %(number)s") % words,
            _("%(office)s, ghi ngày %(day)s, đã cấp số.")
            % {"office": document.issuer_name, "day": f"{document.issued_on:%d/%m/%Y}"},
            reverse("administration:document", args=[document.code]),
            _("Mở để ký"),
            urgency=Urgency.SOON,
        )


def drafts(user: Account, scopes: Scopes, day: date) -> QuerySet[Document]:
    own = Document.objects.under(scopes).filter(state=DocumentState.DRAFT, written_by=user.pk)
    return own.order_by("written_at", "pk")


def tell_drafts(rows: QuerySet[Document], day: date) -> Iterator[Duty]:
    for document in rows[:MOST]:
        yield Duty(
            _("Hoàn thành dự thảo %(kind)s") % {"kind": document.get_kind_display()},
            _("%(office)s, mã %(code)s, soạn từ ngày %(day)s, chưa cấp số.")
            % {
                "office": document.issuer_name,
                "code": document.code,
                "day": f"{document.written_at:%d/%m/%Y}",
            },
            reverse("administration:document", args=[document.code]),
            _("Mở dự thảo"),
            urgency=Urgency.WHEN_POSSIBLE,
        )


# Rows, words, and whether all of them are one duty.
DEAD_LETTERS = (dead_letters, tell_dead_letters, True)
DRAFTS = (drafts, tell_drafts, False)
FAILED_RUNS = (failed_runs, tell_failed_runs, True)
FAILED_TASKS = (failed_tasks, tell_failed_tasks, True)
INVITATIONS = (invitations, tell_invitations, False)
QUARANTINED = (quarantined, tell_quarantined, True)
REFORMS = (reforms, tell_reforms, False)
UNREAD_CITATIONS = (unread_citations, tell_unread_citations, True)
