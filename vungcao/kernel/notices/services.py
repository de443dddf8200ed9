"""Telling accounts, handing what leaves to the exchange, and what each account chooses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.timezone import localtime

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.notices import queries, rules
from vungcao.kernel.notices.models import Delivery, Digest, Habit, Notice, Preference
from vungcao.kernel.offers.letters import TOPIC
from vungcao.kernel.offers.notices import DIGEST, OFF, channels, kinds
from vungcao.kernel.offers.outbox import Announcement, Value, put
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.units.models import Unit

AT_A_TIME = 200


class OutOfReach(RuleBroken):
    """An account is told of nothing that it could not open."""


@dataclass(frozen=True)
class News:
    """What has happened, for whoever is told. `key` names the event; made of kind and subject.

    `subject` is `app.Model:id`, `unit` where it lies (none: it concerns the account itself).
    """

    kind: str
    subject: str
    details: Mapping[str, Value] = field(default_factory=dict)
    unit: Unit | None = None
    key: str = ""

    @property
    def name(self) -> str:
        return (self.key or f"{self.kind}:{self.subject}")[:120]


@transaction.atomic
def notify(*, news: News, to: User, now: datetime, by: AbstractBaseUser) -> Notice | None:
    """Tell one account; None when it does not want to hear of it, or has been told before.

    Raises `OutOfReach` for news of a place that the account does not reach, and `MissingField`
    for details that do not fill the texts. No audit: the notice is the trace of what it tells.
    """
    kind, day = kinds.get(news.kind), localtime(now).date()
    rules.compose(kind, news.details)
    scope = news.unit.scope if news.unit else ""
    if not queries.covers(to, scope, day):
        raise OutOfReach("Người này không phụ trách nơi có sự việc.")
    with scoped((), account=to.pk, door=Door.SYSTEM):
        wish = queries.wish(to, news.kind, day)
        if wish.way == OFF and kind.can_be_disabled:
            return None
        notice, is_new = Notice.objects.get_or_create(
            recipient=to,
            key=news.name,
            defaults={
                "kind": news.kind,
                "subject": news.subject,
                "details": dict(news.details),
                "unit": news.unit,
                "scope": scope,
                "made_at": now,
            },
        )
        if not is_new:
            return None
        _plan(notice, to, rules.leaves_at(localtime(now), wish, urgent=kind.urgent), wish.way, now)
    return notice


@transaction.atomic
def notify_all(
    *, news: News, to: Iterable[User], now: datetime, by: AbstractBaseUser
) -> list[Notice]:
    """Tell each of several accounts; whoever does not reach the place is passed over."""
    told = []
    for account in to:
        try:
            told.append(notify(news=news, to=account, now=now, by=by))
        except OutOfReach:
            continue
    return [notice for notice in told if notice is not None]


@transaction.atomic
def notify_holders(
    *, news: News, roles: Iterable[str], now: datetime, by: AbstractBaseUser
) -> list[Notice]:
    """Tell whoever holds one of `roles` over the news' unit today, own or handed over."""
    if news.unit is None:
        raise LookupError("News of no unit has no holders.")
    found = queries.holders(roles, news.unit, localtime(now).date())
    return notify_all(news=news, to=found, now=now, by=by)


@transaction.atomic
def send_due(*, now: datetime, by: AbstractBaseUser) -> int:
    """Hand to the exchange what may leave now; how many letters that are.

    A digest, what it carries and its outbox row are one transaction: it leaves once or not yet.
    """
    waiting = queries.due(now).select_for_update(skip_locked=True, of=("self",))
    rows = list(waiting.select_related("notice", "recipient")[:AT_A_TIME])
    singles = [row for row in rows if not row.in_digest]
    for delivery in singles:
        _hand(delivery, now)
    bundles = {(row.recipient_id, row.channel) for row in rows if row.in_digest}
    for recipient, channel in sorted(bundles):
        _bundle(recipient, channel, now)
    return len(singles) + len(bundles)


@transaction.atomic
def mark_read(*, notice: Notice, now: datetime, by: User) -> None:
    """The account has read a notice; what has not left yet need not leave any more."""
    _read([notice.pk], now, by)


@transaction.atomic
def mark_all_read(*, now: datetime, by: User) -> int:
    """The account has read all that it has; how many were new."""
    unread = Notice.objects.visible_to(by).unread()
    return _read(list(unread.values_list("pk", flat=True)), now, by)


@transaction.atomic
def choose(*, ways: Mapping[str, str], digest_hour: int, by: User) -> None:
    """Keep how an account wants to hear of each kind.

    Raises `RuleBroken` for switching off what nobody may switch off.
    """
    for name, way in ways.items():
        if way == OFF and not kinds.get(name).can_be_disabled:
            raise RuleBroken(f"Không tắt được thông báo “{kinds.get(name).label}”.")
        Preference.objects.update_or_create(account=by, kind=name, defaults={"way": way})
    Habit.objects.update_or_create(account=by, defaults={"digest_hour": digest_hour})
    audit.record(by=by, action="notices.chosen", subject=by)


def _plan(notice: Notice, to: User, leaves: datetime | None, way: str, now: datetime) -> None:
    """By the first channel that leads to the account; what stays inside needs none."""
    offered = sorted(channels.items(), key=lambda pair: (pair[1].order, pair[0]))
    leading = [name for name, channel in offered if channel.leads_to(to)]
    if leaves is None or not leading:
        return
    delivery = Delivery.objects.create(
        notice=notice, recipient=to, channel=leading[0], in_digest=way == DIGEST, due_at=leaves
    )
    if leaves <= now and not delivery.in_digest:
        _hand(delivery, now)


def _hand(delivery: Delivery, now: datetime) -> None:
    if delivery.notice.read_at is not None:
        _close(delivery, Delivery.State.NEEDLESS, now)
        return
    _close(delivery, Delivery.State.HANDED, now)
    _put(delivery.channel, "notices.one", delivery, delivery.notice.scope)


def _bundle(recipient: int, channel: str, now: datetime) -> None:
    """One letter for all that waits for the account's digest and may leave."""
    carried = queries.due(now).filter(recipient=recipient, channel=channel, in_digest=True)
    rows = list(carried.select_for_update(of=("self",)).select_related("notice"))
    fresh = [row for row in rows if row.notice.read_at is None]
    for row in rows:
        if row not in fresh:
            _close(row, Delivery.State.NEEDLESS, now)
    if fresh:
        digest = Digest.objects.create(recipient_id=recipient, channel=channel, made_at=now)
        for row in fresh:
            row.digest = digest
            _close(row, Delivery.State.HANDED, now)
        _put(channel, "notices.digest", digest, "")


def _close(delivery: Delivery, state: Delivery.State, now: datetime) -> None:
    delivery.state, delivery.handed_at = state, now
    delivery.save(update_fields=["state", "handed_at", "digest"])


def _put(channel: str, kind: str, row: Delivery | Digest, scope: str) -> None:
    name = f"{row._meta.label}:{row.pk}"
    put(
        Announcement(
            topic=TOPIC,
            subject=name,
            scope=scope,
            partner=channels.get(channel).partner,
            key=name,
            details={"kind": kind, "ref": row.pk},
        )
    )


def _read(keys: list[int], now: datetime, by: User) -> int:
    fresh = Notice.objects.visible_to(by).unread().filter(pk__in=keys).update(read_at=now)
    planned = Delivery.objects.filter(notice__in=keys, state=Delivery.State.PLANNED)
    planned.update(state=Delivery.State.NEEDLESS, handed_at=now)
    return fresh
