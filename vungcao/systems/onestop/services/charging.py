"""Fees of a dossier: asked as its procedure says, paid with a receipt, voided with a reason."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.cases.rules import holds
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop.models import (
    Dossier,
    Fee,
    FeeMoment,
    ProcedureVersion,
    Supplement,
)
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules import conditions
from vungcao.systems.onestop.rules.definition import Charge
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.systems.onestop.services.engine import opened


@transaction.atomic
def charge(*, dossier: Dossier, now: datetime, by: User) -> list[Fee]:
    """Ask what the procedure asks of this dossier by now; what was asked before stays as it is."""
    if not (outstanding := due_charges(dossier)):
        return []
    _refuse_stranger(dossier, by)
    asked = [
        Fee(
            dossier=dossier,
            code=one.code,
            name=one.label,
            amount=one.amount,
            moment=one.moment,
            basis=basis_of(one, dossier.version),
        )
        for one in outstanding
    ]
    made = Fee.objects.bulk_create(asked)
    audit.record(
        by=by,
        action="onestop.fee_asked",
        subject=dossier,
        fees=[one.code for one in made],
        amount=sum(one.amount for one in made),
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


def basis_of(charge: Charge, version: ProcedureVersion) -> Citation:
    """The text that sets a fee: its own, else that on which the procedure itself rests."""
    number, article = charge.cited
    own = Citation.objects.filter(number=number, article=article).first() if number else None
    return own or version.basis


def due_charges(dossier: Dossier) -> list[Charge]:
    """What the procedure asks by now and nobody has asked yet."""
    process = versions.process(dossier.version)
    moments = _moments(dossier)
    found = [one for one in process.charges if one.moment in moments and one.amount > 0]
    if not found:
        return []
    before = set(Fee.objects.filter(dossier=dossier).values_list("code", flat=True))
    answers: Mapping[str, Any] = opened(dossier) if any(one.when for one in found) else {}
    return [
        one for one in found if one.code not in before and conditions.holds(one.when, answers, {})
    ]


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
        moment=fee.moment,
        basis_id=fee.basis_id,
    )
    try:
        with transaction.atomic():
            again.save(force_insert=True)
    except IntegrityError as twice:
        raise RuleBroken("Khoản này đang được thu rồi.") from twice
