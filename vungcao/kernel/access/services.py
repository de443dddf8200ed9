"""Granting a role, ending it, and handing it over for a while."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vungcao.kernel.access import queries, rules, weighing
from vungcao.kernel.access.catalogue import FACTS
from vungcao.kernel.access.models import EndReason, Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.access.weighing import NewGrant
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.outbox import Announcement, put

HELD = gettext_lazy("Người này đã giữ vai trò ấy ở đơn vị này trong thời gian ấy.")


@dataclass(frozen=True)
class Handover:
    """To whom a grant passes, from when until when, by which paper."""

    to: User
    valid_from: date
    valid_until: date
    decision_number: str = ""


@transaction.atomic
def grant(*, new: NewGrant, today: date, by: User) -> Grant:
    """Let an account act in a role over a unit and all below it.

    A grant that is already open is returned as it is. Raises `RuleBroken` with every sentence that
    stands against it: the level, the account, the reach of `by`, one's own account.
    """
    _refuse(weighing.against(new, today, by))
    held = Grant.objects.filter(
        user=new.user,
        role=new.role,
        unit=new.unit,
        organisation=new.organisation,
        delegated_from=None,
    )
    same = held.filter(valid_until=None).first()
    if same is not None:
        return same
    if held.filter(_overlapping(new.valid_from, new.valid_until)).exists():
        raise RuleBroken(str(HELD))
    made = _made(
        user=new.user,
        role=new.role,
        unit=new.unit,
        organisation=new.organisation,
        scope=new.unit.scope,
        valid_from=new.valid_from,
        valid_until=new.valid_until,
        decision_number=new.decision_number.strip(),
    )
    audit.record(
        by=by,
        action="access.granted",
        subject=made,
        role=made.role,
        unit=made.unit_id,
        **_days(made),
    )
    _announce("access.granted", made)
    return made


@transaction.atomic
def end(*, grant: Grant, on: date, reason: EndReason, today: date, by: User) -> None:
    """Close a grant, and with it what was delegated from it; `on` is the first day without it.

    Raises `RuleBroken` for a day in the past, for a place out of reach of `by`, and for the last
    grant of an administrator who reaches there.
    """
    locked = _locked(grant)
    if not queries.administers(by, locked.scope, today):
        raise RuleBroken(_("Vai trò này nằm ngoài phạm vi quản trị của chị/anh."))
    if on < today:
        raise RuleBroken(_("Ngày kết thúc đã qua: chọn hôm nay hoặc một ngày sau đó."))
    if locked.valid_until is not None and locked.valid_until <= on:
        raise RuleBroken(_("Vai trò này đã có ngày kết thúc sớm hơn."))
    if locked.role == Role.ADMINISTRATOR and not _is_administered_without(locked):
        raise RuleBroken(
            _(
                "Đây là quản trị cuối cùng của phạm vi này: cấp cho một người khác trước khi "
                "kết thúc."
            )
        )
    for delegation in locked.delegations.filter(valid_until__gt=on).order_by("pk"):
        _close(delegation, on, reason, by)
    _close(locked, on, reason, by)


@transaction.atomic
def delegate(*, grant: Grant, handover: Handover, today: date, by: User) -> Grant:
    """Hand a grant over to another account of the same body for a while; its holder keeps it.

    The delegate gets the same role over the same unit and never more. Raises `RuleBroken` with
    every sentence that stands against it.
    """
    locked = _locked(grant)
    _refuse(rules.against_delegation(_asked(locked, handover, today, by)))
    made = _made(
        user=handover.to,
        role=locked.role,
        unit=locked.unit,
        organisation=locked.organisation,
        scope=locked.scope,
        valid_from=handover.valid_from,
        valid_until=handover.valid_until,
        decision_number=handover.decision_number.strip(),
        delegated_from=locked,
    )
    audit.record(
        by=by,
        action="access.delegated",
        subject=made,
        source=locked.pk,
        role=made.role,
        **_days(made),
    )
    _announce("access.delegated", made)
    return made


@transaction.atomic
def end_delegation(*, delegation: Grant, today: date, by: User) -> None:
    """Take a delegated role back at once. Raises `RuleBroken` when it is not for `by` to do so."""
    locked = _locked(delegation)
    if locked.delegated_from is None:
        raise RuleBroken(_("Đây không phải là một uỷ quyền."))
    if by.pk != locked.delegated_from.user_id and not queries.administers(by, locked.scope, today):
        raise RuleBroken(_("Chỉ người đã uỷ quyền hoặc quản trị của đơn vị được thu lại."))
    if locked.valid_until is not None and locked.valid_until <= today:
        raise RuleBroken(_("Uỷ quyền này đã hết hạn."))
    _close(locked, max(today, locked.valid_from), EndReason.RETURNED, by)


def _made(**given: Any) -> Grant:
    """The row; a constraint refuses one that somebody else has made at the same moment."""
    try:
        with transaction.atomic():
            return Grant.objects.create(**given)
    except IntegrityError:
        raise RuleBroken(str(HELD)) from None


def _asked(source: Grant, handover: Handover, today: date, by: User) -> rules.Handover:
    facts = FACTS[Role(source.role)]
    held = Grant.objects.filter(user=handover.to, role=source.role, unit=source.unit)
    return rules.Handover(
        is_delegable=facts.delegable,
        is_delegated=source.delegated_from_id is not None,
        signs=facts.signs,
        has_decision=bool(handover.decision_number.strip()),
        is_same_account=handover.to.pk == source.user_id,
        is_active_officer=handover.to.is_active and handover.to.kind == User.Kind.OFFICER,
        is_of_same_body=queries.colleagues(source, handover.valid_from)
        .filter(pk=handover.to.pk)
        .exists(),
        already_held=held.filter(_overlapping(handover.valid_from, handover.valid_until)).exists(),
        may_decide=by.pk == source.user_id or queries.administers(by, source.scope, today),
        starts=handover.valid_from,
        ends=handover.valid_until,
        today=today,
        source_starts=source.valid_from,
        source_ends=source.valid_until,
    )


def _is_administered_without(ending: Grant) -> bool:
    """Whether another administrator reaches all that this one reaches, without an end.

    All administrators' rows are locked in one order: two who end each other at once would each
    count on the other.
    """
    others = (
        Grant.objects.select_for_update(of=("self",))
        .filter(role=Role.ADMINISTRATOR, valid_until=None, delegated_from=None)
        .filter(user__is_active=True)
        .exclude(user=ending.user)
        .order_by("pk")
    )
    return any(ending.scope.startswith(other.scope) for other in others)


def _locked(grant: Grant) -> Grant:
    known = Grant.objects.select_for_update(of=("self",)).select_related("unit", "delegated_from")
    return known.get(pk=grant.pk)


def _close(grant: Grant, on: date, reason: EndReason, by: User) -> None:
    grant.valid_until = max(on, grant.valid_from)
    grant.end_reason = reason
    grant.save(update_fields=["valid_until", "end_reason"])
    audit.record(
        by=by,
        action="access.delegation_ended" if grant.delegated_from_id else "access.grant_ended",
        subject=grant,
        reason=reason,
        **_days(grant),
    )
    _announce("access.ended", grant)


def _announce(topic: str, grant: Grant) -> None:
    put(Announcement(topic=topic, subject=f"access.Grant:{grant.pk}", scope=grant.scope))


def _overlapping(starts: date, ends: date | None) -> Q:
    """Grants that count on some day of `[starts, ends)`."""
    after = Q(valid_until=None) | Q(valid_until__gt=starts)
    return after & (Q() if ends is None else Q(valid_from__lt=ends))


def _days(grant: Grant) -> dict[str, str]:
    until = grant.valid_until
    return {"from": grant.valid_from.isoformat(), "until": until.isoformat() if until else ""}


def _refuse(problems: list[str]) -> None:
    if problems:
        raise RuleBroken("\n".join(problems))
