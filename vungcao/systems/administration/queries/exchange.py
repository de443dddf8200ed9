"""Partners and messages as administration lists them, inside a reader's reach."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Min, QuerySet
from django.utils.timezone import make_aware

from vungcao.kernel.exchange.models import InboxMessage, MessageState, OutboxMessage, Partner
from vungcao.kernel.scopes.models import Reader

UNSETTLED = (MessageState.WAITING, MessageState.SENDING, MessageState.DEAD)


@dataclass
class PartnerLine:
    """A partner with what waits for it and what was given up."""

    partner: Partner
    waiting: int = 0
    dead: int = 0
    oldest: datetime | None = None


def with_counts(partners: Sequence[Partner], scopes: Iterable[str]) -> list[PartnerLine]:
    """The partners with what stands in the outbox for them; one query for all."""
    lines = {partner.code: PartnerLine(partner) for partner in partners}
    found = (
        OutboxMessage.objects.under(scopes)
        .filter(state__in=UNSETTLED, receiver__in=list(lines))
        .values_list("receiver", "state")
        .annotate(many=Count("pk"), oldest=Min("made_at"))
        .order_by("receiver", "state")
    )
    for receiver, state, many, oldest in found:
        _add(lines[receiver], state, many, oldest)
    return list(lines.values())


def _add(line: PartnerLine, state: str, many: int, oldest: datetime) -> None:
    if state == MessageState.DEAD:
        line.dead = many
        return
    line.waiting += many
    line.oldest = min(oldest, line.oldest or oldest)


def by_state(partner: Partner, scopes: Iterable[str]) -> dict[str, int]:
    """How many of a partner's messages stand where."""
    own = OutboxMessage.objects.under(scopes).filter(receiver=partner.code)
    counted = own.values_list("state").annotate(many=Count("pk")).order_by("state")
    return dict(counted)


@dataclass(frozen=True)
class Letter:
    """A message with what its receiver is called."""

    message: OutboxMessage
    receiver: str

    @property
    def next_try(self) -> datetime | None:
        """When it is sent again; what does not wait is not."""
        return self.message.next_try_at if self.message.state == MessageState.WAITING else None


def letters(messages: Sequence[OutboxMessage]) -> list[Letter]:
    """The messages with the names of their receivers; one query for all."""
    codes = {message.receiver for message in messages}
    names = dict(Partner.objects.filter(code__in=codes).values_list("code", "name"))
    return [Letter(message, names.get(message.receiver, message.receiver)) for message in messages]


@dataclass(frozen=True)
class Wanted:
    """What a list of messages is narrowed to; empty means everything."""

    receiver: Partner | None = None
    state: str = ""
    day: date | None = None


def messages(reader: Reader, wanted: Wanted) -> QuerySet[OutboxMessage]:
    """The messages in the reader's reach that are wanted, in no order yet."""
    rows = OutboxMessage.objects.visible_to(reader)
    if wanted.receiver:
        rows = rows.filter(receiver=wanted.receiver.code)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.day:
        begin = make_aware(datetime.combine(wanted.day, time.min))
        rows = rows.filter(made_at__gte=begin, made_at__lt=begin + timedelta(days=1))
    return rows


def arrivals(partner: Partner | None) -> QuerySet[InboxMessage]:
    """What came, of one partner or of all. Partners serve the whole product: nobody has a part."""
    rows = InboxMessage.objects.select_related("partner")
    return rows.filter(partner=partner) if partner else rows


def dead_letters(scopes: tuple[str, ...], day: date) -> int:
    """Messages that were given up and for which nobody has decided yet."""
    return OutboxMessage.objects.under(scopes).filter(state=MessageState.DEAD).count()
