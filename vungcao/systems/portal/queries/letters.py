"""The public's letters that wait for the office, and what everybody may read of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Page

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.offers.duties import Duty
from vungcao.kernel.units.names import fold_toneless
from vungcao.systems.portal.models import (
    AnsweredQuestion,
    Consultation,
    LetterKind,
    LetterTopic,
    OpinionCount,
    PublicLetter,
)
from vungcao.systems.portal.queries.opened import opened

OPEN = Q(answered_at=None)
MOST = 50  # of one kind on a page of duties
ON_A_PAGE = 20


def late(day: date) -> Q:
    """A term that ends on a day is late from the next one on."""
    return OPEN & Q(case__due_at__lt=datetime.combine(day, time.min, ZONE))


def letters(reader: User, kind: str, state: str, day: date) -> QuerySet[PublicLetter]:
    """The letters of a kind and a state within reach."""
    wanted = {"": OPEN, "late": late(day), "answered": ~OPEN}.get(state, OPEN)
    if kind in LetterKind.values:
        wanted &= Q(kind=kind)
    return PublicLetter.objects.visible_to(reader).filter(wanted).select_related("case")


def waiting(user: Any, scopes: tuple[str, ...], day: date) -> QuerySet[PublicLetter]:
    rows = PublicLetter.objects.under(scopes).filter(OPEN)
    return rows.select_related("case").order_by("case__due_at", "pk")


def tell_waiting(rows: QuerySet[PublicLetter], day: date) -> Iterator[Duty]:
    for row in rows[:MOST]:
        due = row.case.due_at
        yield Duty(
            _("Trả lời thư %(number)s") % {"number": row.case.number},
            _("Nhận ngày %(day)s.") % {"day": f"{localtime(row.sent_at):%d/%m/%Y}"},
            reverse("portal:letter", args=[row.pk]),
            _("Mở thư"),
            due=localtime(due).date() if due else None,
            about=row.case.label,
        )


def late_under(scopes: tuple[str, ...], day: date) -> int:
    """How many letters of these places are late."""
    return PublicLetter.objects.under(scopes).filter(late(day)).count()


def touched(units: frozenset[int]) -> int:
    """How many letters hang on these units."""
    return PublicLetter.objects.filter(unit__in=units).count()


def counts(page: int) -> OpinionCount:
    """What became of the opinions on a draft; zeros before the first."""
    found = OpinionCount.objects.filter(page=page).order_by("pk").first()
    return found or OpinionCount(page=page)


def consultation(pk: int) -> Consultation | None:
    """A draft that anybody may read now."""
    return opened(Consultation.objects).filter(pk=pk).order_by("pk").first()


def consultations(board: Page) -> Sequence[Consultation]:
    """All drafts of a board, the one that closes last first."""
    found = opened(Consultation.objects.child_of(board))
    return list(found.order_by("-closes_on", "-pk"))


def open_drafts(day: date) -> list[tuple[str, str]]:
    """Title and address of every draft that takes opinions on a day, the first to close first."""
    found = opened(Consultation.objects).filter(opens_on__lte=day, closes_on__gte=day)
    return [(one.title, one.url) for one in found.order_by("closes_on", "pk")]


def answered(
    board: Page, *, topic: str = "", sought: str = "", before: int | None = None, limit: int
) -> Sequence[AnsweredQuestion]:
    """Published questions of a topic that hold all these words, the newest first."""
    found = opened(AnsweredQuestion.objects.child_of(board))
    if topic in LetterTopic.values:
        found = found.filter(topic=topic)
    for word in fold_toneless(sought).split():
        found = found.filter(folded__contains=word)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[:limit])


def topics(board: Page) -> Iterable[str]:
    """The topics on which something was answered."""
    found = opened(AnsweredQuestion.objects.child_of(board))
    return set(found.order_by("topic").values_list("topic", flat=True).distinct())


def title_of(page: int | None) -> str:
    """The name of a draft by its number; nothing once it is gone."""
    found = Page.objects.filter(pk=page).order_by("pk").values_list("title", flat=True)
    return found.first() or "" if page is not None else ""
