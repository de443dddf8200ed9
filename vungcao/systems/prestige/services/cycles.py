"""Opening cycles, and entering those of the past."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.prestige.models import Cycle
from vungcao.systems.prestige.queries import norms


@transaction.atomic
def open_cycle(
    *, valid_from: date, valid_until: date, basis: Citation, by: AbstractBaseUser, name: str = ""
) -> Cycle:
    """Open a cycle after the last one. Raises `RuleBroken` when its length is not the norm's."""
    years = norms.number("prestige.term.years", valid_from)
    if valid_until != date(valid_from.year + years, valid_from.month, valid_from.day):
        raise RuleBroken(f"Một kỳ là {years} năm: chọn lại ngày bắt đầu hoặc ngày hết kỳ.")
    if Cycle.objects.filter(valid_until__gt=valid_from, valid_from__lt=valid_until).exists():
        raise RuleBroken("Đã có kỳ công nhận trong thời gian này.")
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
