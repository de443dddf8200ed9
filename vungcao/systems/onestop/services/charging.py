"""Fees of a dossier: asked as its procedure says, paid with a receipt, voided with a reason."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.rules import holds
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop.models import (
    Dossier,
    Fee,
    FeeMoment,
    Supplement,
)
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.queries.charges import Priced, priced
from vungcao.systems.onestop.rules import conditions
from vungcao.systems.onestop.rules.definition import Charge
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.systems.onestop.services.engine import opened


@transaction.atomic
def charge(*, dossier: Dossier, now: datetime, by: User) -> list[Fee]:
    """Ask what the procedure asks of this dossier by now; what was asked before stays as it is.

    A charge whose norm has no value on the day is left for somebody to say its amount.
    """
    if not (outstanding := due_charges(dossier)):
        return []
    _refuse_stranger(dossier, by)
    found = [priced(one, dossier.version, now.astimezone(ZONE).date()) for one in outstanding]
    made = Fee.objects.bulk_create(_fee(dossier, one) for one in found if one.amount)
    if not made:
        return []
    audit.record(
        by=by,
        action="onestop.fee_asked",
        subject=dossier,
        fees=[one.code for one in made],
        amount=sum(one.amount for one in made),
    )
    return made


@transaction.atomic
def ask_amount(
    *, dossier: Dossier, code: str, amount: int, reason: str, now: datetime, by: User
) -> Fee:
    """Ask another amount than the procedure says, with the reason, in the place of what was asked.

    Raises `RuleBroken` for what the procedure does not ask by now, and for what is paid.
    """
    _refuse_stranger(dossier, by)
    if amount <= 0 or not reason.strip():
        raise RuleBroken("Ghi số tiền lớn hơn 0 và lý do; được miễn thì huỷ khoản thu kèm lý do.")
    asked = Fee.objects.select_for_update().filter(dossier=dossier, code=code, voided_at=None)
    before = asked.first()
    charges = versions.process(dossier.version).charges if before else due_charges(dossier)
    charge = next((one for one in charges if one.code == code), None)
    if charge is None:
        raise RuleBroken("Chưa đến lúc thu khoản này, hoặc đã huỷ.")
    if before is not None:
        if before.paid_at is not None:
            raise RuleBroken("Khoản này đã thu: huỷ khoản thu trước, rồi ghi số tiền khác.")
        void(fee=before, reason=reason, now=now, by=by)
    day, said = now.astimezone(ZONE).date(), reason.strip()[:200]
    row = replace(priced(charge, dossier.version, day), amount=amount)
    made = _fee(dossier, row, said)
    made.save(force_insert=True)
    audit.record(
        by=by,
        action="onestop.fee_asked",
        subject=dossier,
        fees=[code],
        amount=amount,
        is_other=True,
    )
    return made


@transaction.atomic
def collect(*, fee: Fee, receipt: str, now: datetime, by: User) -> Fee:
    """Take the money of one fee in, with the number of the receipt that was given for it."""
    locked = _locked(fee, by)
    if locked.voided_at is not None:
        raise RuleBroken("Khoản thu này đã huỷ.")
    if locked.paid_at is not None:
        raise RuleBroken(f"Khoản này đã thu, biên lai số {locked.receipt}.")
    number = receipt.strip()
    if not number:
        raise RuleBroken("Ghi số biên lai.")
    intake = locked.dossier.intake_id
    if Fee.objects.filter(dossier__intake=intake, receipt=number, voided_at=None).exists():
        raise RuleBroken("Số biên lai này đã ghi cho khoản thu khác: xem lại số.")
    locked.paid_at, locked.collected_by, locked.receipt = now, by, number
    locked.save(update_fields=["paid_at", "collected_by", "receipt"])
    audit.record(
        by=by,
        action="onestop.fee_collected",
        subject=locked.dossier,
        fee=locked.pk,
        amount=locked.amount,
    )
    return locked


@transaction.atomic
def void(*, fee: Fee, reason: str, is_asked_again: bool = False, now: datetime, by: User) -> Fee:
    """Take a fee back: asked or collected by mistake. It stays in the book with its reason.

    With `is_asked_again` the same fee is asked anew, for a receipt that was entered wrongly.
    """
    locked = _locked(fee, by)
    if locked.voided_at is not None:
        raise RuleBroken("Khoản thu này đã huỷ trước đó.")
    if not reason.strip():
        raise RuleBroken("Ghi lý do huỷ.")
    locked.voided_at, locked.void_reason = now, reason.strip()[:200]
    locked.save(update_fields=["voided_at", "void_reason"])
    if is_asked_again:
        _ask_again(locked)
    audit.record(
        by=by,
        action="onestop.fee_voided",
        subject=locked.dossier,
        fee=locked.pk,
        amount=locked.amount,
        is_asked_again=is_asked_again,
    )
    return locked


@transaction.atomic
def drop_fees(*, dossier: Dossier, reason: str, now: datetime, by: User) -> int:
    """Void every fee that nobody has paid. How many. Raises `RuleBroken` while one is paid."""
    open_ones = Fee.objects.filter(dossier=dossier, voided_at=None).order_by("pk")
    if open_ones.exclude(paid_at=None).exists():
        raise RuleBroken("Hồ sơ đã thu phí: trả lại tiền và huỷ khoản thu trước.")
    return len([void(fee=fee, reason=reason, now=now, by=by) for fee in list(open_ones)])


def due_charges(dossier: Dossier) -> list[Charge]:
    """What the procedure asks by now and nobody has asked yet."""
    process = versions.process(dossier.version)
    moments = _moments(dossier)
    found = [
        one for one in process.charges if one.moment in moments and (one.norm or one.amount > 0)
    ]
    if not found:
        return []
    before = set(Fee.objects.filter(dossier=dossier).values_list("code", flat=True))
    answers: Mapping[str, Any] = opened(dossier) if any(one.when for one in found) else {}
    return [
        one for one in found if one.code not in before and conditions.holds(one.when, answers, {})
    ]


def _fee(dossier: Dossier, row: Priced, reason: str = "") -> Fee:
    return Fee(
        dossier=dossier,
        code=row.charge.code,
        name=row.charge.label,
        amount=row.amount,
        amount_reason=reason,
        moment=row.charge.moment,
        basis=row.basis,
    )


def _moments(dossier: Dossier) -> set[int]:
    """The moments of paying that have come for a dossier."""
    if dossier.received_at is None:
        return set()
    came = {int(FeeMoment.RECEIPT)}
    supplied = Supplement.objects.filter(
        dossier=dossier, asked_at__gte=dossier.received_at, answered_at__isnull=False
    )
    if supplied.exists():
        came.add(int(FeeMoment.SUPPLEMENT))
    if dossier.status == Status.DECIDED:
        came.add(int(FeeMoment.RETURN))
    return came


def _locked(fee: Fee, by: User) -> Fee:
    rows = Fee.objects.select_for_update(of=("self",)).select_related("dossier__case")
    locked = rows.select_related("dossier__case", "dossier__intake").get(pk=fee.pk)
    _refuse_stranger(locked.dossier, by)
    return locked


def _refuse_stranger(dossier: Dossier, by: User) -> None:
    """Money is taken where the dossier was taken in, or where it is now."""
    if not (holds(dossier.intake.scope, by.reach) or holds(dossier.case.scope, by.reach)):
        raise RuleBroken("Chỉ nơi tiếp nhận hoặc cơ quan đang giữ hồ sơ mới ghi được khoản thu.")


def _ask_again(fee: Fee) -> None:
    again = Fee(
        dossier=fee.dossier,
        code=fee.code,
        name=fee.name,
        amount=fee.amount,
        amount_reason=fee.amount_reason,
        moment=fee.moment,
        basis_id=fee.basis_id,
    )
    try:
        with transaction.atomic():
            again.save(force_insert=True)
    except IntegrityError as twice:
        raise RuleBroken("Khoản này đang được thu rồi.") from twice
