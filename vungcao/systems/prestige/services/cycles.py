"""Opening cycles, and entering those of the past."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms.queries import NothingInForce
from vungcao.kernel.norms.services.acts import Act, cite_act
from vungcao.systems.prestige.models import Cycle
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.rules.cycles import end_of


@transaction.atomic
def open_cycle(
    *, valid_from: date, valid_until: date, basis: Citation, by: AbstractBaseUser, name: str = ""
) -> Cycle:
    """Open a cycle after the last one. Raises `RuleBroken` when its length is not the norm's."""
    years = _years(valid_from)
    if valid_until != end_of(valid_from, years):
        raise RuleBroken(f"Một kỳ là {years} năm: chọn lại ngày bắt đầu hoặc ngày hết kỳ.")
    if Cycle.objects.filter(valid_until__gt=valid_from, valid_from__lt=valid_until).exists():
        raise RuleBroken("Ngày bắt đầu: thời gian này đã thuộc một kỳ công nhận khác.")
    code = f"{valid_from.year}-{valid_until.year - 1}"
    return enter_cycle(
        code=code,
        name=name or f"Kỳ {code.replace('-', '–')}",
        valid_from=valid_from,
        valid_until=valid_until,
        basis=basis,
        by=by,
    )


@transaction.atomic
def open_by_act(*, valid_from: date, act: Act, by: AbstractBaseUser) -> Cycle:
    """The same, of the length that the norm of its first day sets, on the strength of an act."""
    basis = cite_act(act=act, by=by)
    until = end_of(valid_from, _years(valid_from))
    return open_cycle(valid_from=valid_from, valid_until=until, basis=basis, by=by)


@transaction.atomic
def enter_cycle(
    *,
    code: str,
    name: str,
    valid_from: date,
    valid_until: date,
    basis: Citation,
    by: AbstractBaseUser,
) -> Cycle:
    """A cycle of the past as the reference data know it; one that is there stays as it is."""
    held = Cycle.objects.filter(code=code).first()
    if held is not None:
        return held
    made = Cycle.objects.create(
        code=code, name=name, valid_from=valid_from, valid_until=valid_until, basis=basis
    )
    audit.record(by=by, action="prestige.cycle_opened", subject=made, code=code)
    return made


def _years(day: date) -> int:
    try:
        return norms.number("prestige.term.years", day)
    except NothingInForce:
        raise RuleBroken(
            f"Ngày bắt đầu {day:%d/%m/%Y}: chưa có quy định về số năm của một kỳ. Xem lại ngày."
        ) from None
