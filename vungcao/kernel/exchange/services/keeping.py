"""What administrators decide about partners, and delivering a stretch of messages again."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models.functions import Now

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange.adapters import CONSUMER, adapters
from vungcao.kernel.exchange.models import MessageState, OutboxMessage, Partner, PartnerState
from vungcao.kernel.exchange.services.waking import wake_at_commit
from vungcao.kernel.offers.outbox import consumers

SETTLED = (MessageState.DELIVERED, MessageState.DEAD, MessageState.SKIPPED)
FIRST_WAIT = "first_wait_seconds"


@transaction.atomic
def enrol(
    *, code: str, by: AbstractBaseUser, adapter: str = "", name: str = "", in_order: bool = False
) -> Partner:
    """The row of a partner, made when it is new: by its code an adapter, or a part of the product.

    Where `in_order` is asked for, no message overtakes another.
    """
    known = dict(adapters.items())
    chosen = adapter or (code if code in known else CONSUMER)
    follower = dict(consumers.items()).get(code)
    offered = known[chosen].label if chosen in known else follower.label if follower else ""
    partner, is_new = Partner.objects.get_or_create(
        code=code,
        defaults={
            "adapter": chosen,
            "name": name or str(offered) or code,
            "in_order": in_order,
        },
    )
    if is_new:
        audit.record(by=by, action="exchange.partner_enrolled", subject=partner, code=code)
    return partner


@transaction.atomic
def enrol_offered(*, by: AbstractBaseUser) -> list[Partner]:
    """Rows for every adapter and consumer of this installation that has none yet."""
    offered = {name for name, _one in adapters.items()} | {name for name, _one in consumers.items()}
    missing = offered - set(Partner.objects.values_list("code", flat=True))
    return [enrol(code=code, by=by) for code in sorted(missing)]


@dataclass(frozen=True)
class Wishes:
    """What an administrator may change about a partner; nothing of it is secret."""

    name: str
    contact: str = ""
    in_order: bool = False
    first_wait_seconds: int | None = None  # the product's own, unless a partner asks for another

    def fields(self, row: Partner) -> dict[str, Any]:
        """As the row keeps them; settings that belong to the adapter stay."""
        settings = {key: value for key, value in row.settings.items() if key != FIRST_WAIT}
        if self.first_wait_seconds:
            settings[FIRST_WAIT] = self.first_wait_seconds
        return {
            "name": self.name,
            "contact": self.contact,
            "in_order": self.in_order,
            "settings": settings,
        }


@transaction.atomic
def revise(*, partner: Partner, wishes: Wishes, by: AbstractBaseUser) -> list[str]:
    """Change what is not secret about a partner. The fields that changed; the trail names them."""
    row = Partner.objects.select_for_update().get(pk=partner.pk)
    wanted = wishes.fields(row)
    changed = sorted(field for field, value in wanted.items() if getattr(row, field) != value)
    if changed:
        for field in changed:
            setattr(row, field, wanted[field])
        row.save(update_fields=changed)
        audit.record(
            by=by, action="exchange.partner_revised", subject=row, fields=" ".join(changed)
        )
    return changed


@transaction.atomic
def add(*, code: str, adapter: str, wishes: Wishes, by: AbstractBaseUser) -> Partner:
    """A new partner that is reached by an adapter of this installation.

    Raises `RuleBroken` for a code that is in use and for an adapter that is not offered.
    """
    consumed = {name for name, _one in consumers.items()}
    if code in consumed or Partner.objects.filter(code=code).exists():
        raise RuleBroken("Mã này đã dùng cho một nơi nhận khác. Chọn mã khác.")
    if adapter not in dict(adapters.items()):
        raise RuleBroken("Máy này chưa cài cách nối đã chọn.")
    partner = enrol(code=code, adapter=adapter, name=wishes.name, by=by)
    revise(partner=partner, wishes=wishes, by=by)
    return Partner.objects.get(pk=partner.pk)


@transaction.atomic
def pause(*, partner: Partner, by: AbstractBaseUser) -> None:
    """Hold back what waits for the partner; nothing is lost."""
    _decide(partner, PartnerState.PAUSED, by)


@transaction.atomic
def resume(*, partner: Partner, by: AbstractBaseUser) -> None:
    """Deliver again, at once, whatever the failures before."""
    Partner.objects.filter(pk=partner.pk).update(failures=0, rests_until=None)
    _decide(partner, PartnerState.ACTIVE, by)
    wake_at_commit(partner.code)


@transaction.atomic
def stop(*, partner: Partner, by: AbstractBaseUser) -> None:
    """Deliver no more and keep nothing new for the partner; what waits stays where it is."""
    _decide(partner, PartnerState.STOPPED, by)


def _decide(partner: Partner, state: PartnerState, by: AbstractBaseUser) -> None:
    row = Partner.objects.select_for_update().get(pk=partner.pk)
    row.state = state
    row.save(update_fields=["state"])
    audit.record(by=by, action="exchange.partner_decided", subject=row, state=state.value)


@transaction.atomic
def replay(*, partner: Partner, from_number: int, until_number: int, by: AbstractBaseUser) -> int:
    """Deliver the settled messages of `[from_number, until_number]` again, under their old keys.

    Who knows a key passes it over, who has lost it takes it. How many there are; raises
    `RuleBroken` when there are none.
    """
    chosen = OutboxMessage.objects.filter(
        receiver=partner.code, pk__gte=from_number, pk__lte=until_number, state__in=SETTLED
    )
    count = chosen.update(state=MessageState.WAITING, attempts=0, fault="", next_try_at=Now())
    if not count:
        raise RuleBroken("Không có thư nào đã xong trong khoảng số này.")
    audit.record(
        by=by,
        action="exchange.replayed",
        subject=partner,
        first=from_number,
        last=until_number,
        messages=count,
    )
    wake_at_commit(partner.code)
    return count
