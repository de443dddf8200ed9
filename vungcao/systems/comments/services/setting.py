"""Opening and closing discussions: for all articles, or for one."""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.comments.models import Discussion, Mode, Way
from vungcao.systems.comments.queries.discussions import FOR_ALL, against_way

MOST_DAYS = 3650


@dataclass(frozen=True)
class Wanted:
    """How long comments are taken; `way` counts for all articles together."""

    mode: Mode
    days: int | None = None
    way: Way = Way.EMAIL


@transaction.atomic
def set_discussion(*, article: str = FOR_ALL, wanted: Wanted, by: AbstractBaseUser) -> Discussion:
    """Set the discussion of one article, or that of all others. Raises `RuleBroken`."""
    days = wanted.days if wanted.mode == Mode.DAYS else None
    if wanted.mode == Mode.DAYS and not (days and 1 <= days <= MOST_DAYS):
        raise RuleBroken(f"Số ngày phải từ 1 đến {MOST_DAYS}.")
    if article == FOR_ALL and (wrong := against_way(wanted.way)):
        raise RuleBroken(wrong)
    row, _is_new = Discussion.objects.update_or_create(
        article=article, defaults={"mode": wanted.mode, "days": days, "way": wanted.way}
    )
    said = {"article": article, "mode": wanted.mode.value, "days": days, "way": wanted.way.value}
    audit.record(by=by, action="comments.discussion_set", subject=row, **said)
    return row


@transaction.atomic
def unset_discussion(*, article: str, by: AbstractBaseUser) -> None:
    """Let an article follow the setting for all again."""
    row = Discussion.objects.exclude(article=FOR_ALL).filter(article=article).first()
    if row is not None:
        audit.record(by=by, action="comments.discussion_unset", subject=row, article=article)
        row.delete()
