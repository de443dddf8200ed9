"""Setting and closing the values of parameters."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms import rules
from vungcao.kernel.norms.models import Parameter, ParameterValue
from vungcao.kernel.norms.rules import Term
from vungcao.kernel.norms.services.acts import Act, cite_act
from vungcao.kernel.offers.outbox import Announcement, put


@transaction.atomic
def declare(
    *, code: str, name: str, value_type: str, unit_of_measure: str = "", by: AbstractBaseUser
) -> Parameter:
    """The parameter of this code; made when it is not there. Its type is fixed for ever."""
    parameter, made = Parameter.objects.get_or_create(
        code=code,
        defaults={"name": name, "value_type": value_type, "unit_of_measure": unit_of_measure},
    )
    if parameter.value_type != value_type:
        raise RuleBroken(f"Tham số {code} đã có kiểu giá trị khác.")
    if made:
        audit.record(by=by, action="norms.parameter_declared", subject=parameter, code=code)
        put(Announcement("norms.changed", f"{parameter._meta.label}:{code}"))
    return parameter


@transaction.atomic
def set_value(
    *,
    parameter: Parameter,
    value: str,
    valid_from: date,
    basis: Citation,
    by: AbstractBaseUser,
    valid_until: date | None = None,
) -> ParameterValue:
    """Let a value hold from a day on; the row before it ends on that day.

    Raises `RuleBroken` when a later row exists and no end before it is given.
    """
    text = rules.canonical(parameter.value_type, value)
    Parameter.objects.select_for_update().get(pk=parameter.pk)
    rows = _standing(parameter)
    terms = [Term(row.valid_from, row.valid_until) for row in rows]
    rules.refuse_overlap(terms, valid_from, valid_until)
    for row in rows:
        if row.valid_from < valid_from and (not row.valid_until or row.valid_until > valid_from):
            _end(row, valid_from, by)
    made = ParameterValue.objects.create(
        parameter=parameter,
        value=text,
        valid_from=valid_from,
        valid_until=valid_until,
        basis=basis,
    )
    audit.record(
        by=by,
        action="norms.value_set",
        subject=made,
        code=parameter.code,
        value=text,
        valid_from=str(valid_from),
        valid_until=str(valid_until or ""),
        basis=basis.pk,
    )
    return made


@transaction.atomic
def set_value_by_act(
    *,
    parameter: Parameter,
    value: str,
    valid_from: date,
    valid_until: date | None,
    act: Act,
    by: AbstractBaseUser,
) -> ParameterValue:
    """Set a value on the strength of an act, which is cited in the same step."""
    return set_value(
        parameter=parameter,
        value=value,
        valid_from=valid_from,
        valid_until=valid_until,
        basis=cite_act(act=act, by=by),
        by=by,
    )


@transaction.atomic
def close(*, value: ParameterValue, valid_until: date, by: AbstractBaseUser) -> None:
    """Let a value end on a day without a successor. Raises `RuleBroken` when it has ended."""
    locked = ParameterValue.objects.select_for_update().get(pk=value.pk)
    if locked.valid_until is not None and locked.valid_until <= valid_until:
        raise RuleBroken(f"Giá trị này đã hết hiệu lực từ {locked.valid_until:%d/%m/%Y}.")
    if valid_until <= locked.valid_from:
        raise RuleBroken("Ngày hết hiệu lực phải sau ngày có hiệu lực.")
    _end(locked, valid_until, by)


@transaction.atomic
def withdraw(*, value: ParameterValue, today: date, by: AbstractBaseUser) -> None:
    """Take back a value that was entered by mistake and is not yet in force.

    The value before it holds again until the next one.
    """
    Parameter.objects.select_for_update().get(pk=value.parameter_id)
    locked = ParameterValue.objects.select_related("parameter").get(pk=value.pk)
    if locked.is_withdrawn:
        raise RuleBroken("Giá trị này đã được rút.")
    if locked.valid_from <= today:
        raise RuleBroken(
            f"Giá trị này đã có hiệu lực từ {locked.valid_from:%d/%m/%Y}, không rút được."
            " Hãy ghi giá trị mới từ một ngày sau đó."
        )
    locked.is_withdrawn = True
    locked.save(update_fields=["is_withdrawn"])
    audit.record(by=by, action="norms.value_withdrawn", subject=locked)
    rows = _standing(locked.parameter)
    before = [row for row in rows if row.valid_until == locked.valid_from]
    after = [row.valid_from for row in rows if row.valid_from > locked.valid_from]
    for row in before:
        _end(row, min(after, default=None), by)


def _standing(parameter: Parameter) -> list[ParameterValue]:
    rows = ParameterValue.objects.standing().filter(parameter=parameter)
    return list(rows.order_by("valid_from", "pk"))


def _end(row: ParameterValue, day: date | None, by: AbstractBaseUser) -> None:
    row.valid_until = day
    row.save(update_fields=["valid_until"])
    audit.record(by=by, action="norms.value_closed", subject=row, valid_until=str(day or ""))
