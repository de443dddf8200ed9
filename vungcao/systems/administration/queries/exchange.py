"""Partners and messages as administration lists them, inside a reader's reach."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min

from vungcao.kernel.exchange.models import InboxMessage, MessageState, OutboxMessage, Partner

PAGE = 50
UNSETTLED = (MessageState.WAITING, MessageState.SENDING, MessageState.DEAD)


@dataclass
class PartnerLine:
    """A partner with what waits for it and what was given up."""

    partner: Partner
    waiting: int = 0
    dead: int = 0
    oldest: datetime | None = None


def partners(scopes: Iterable[str]) -> list[PartnerLine]:
    """Every partner, those that fail first."""
    rows = Partner.objects.order_by("failing_since", "name", "pk")
    lines = {partner.code: PartnerLine(partner) for partner in rows}
    found = (
        OutboxMessage.objects.under(scopes)
        .filter(state__in=UNSETTLED)
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


def messages(
    partner: Partner, scopes: Iterable[str], state: str, before: int | None
) -> tuple[list[OutboxMessage], int | None]:
    """A page of a partner's messages, newest first, and the number before which the next begins."""
    rows = OutboxMessage.objects.under(scopes).filter(receiver=partner.code).order_by("-pk")
    if state:
        rows = rows.filter(state=state)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None


def arrivals(before: int | None) -> tuple[list[InboxMessage], int | None]:
    """A page of the inbox, newest first, and the number before which the next begins."""
    rows = InboxMessage.objects.select_related("partner").order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None


def dead_letters(scopes: tuple[str, ...], day: date) -> int:
    """Messages that were given up and for which nobody has decided yet."""
    return OutboxMessage.objects.under(scopes).filter(state=MessageState.DEAD).count()
