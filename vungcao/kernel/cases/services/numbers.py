"""The rule of numbering, and giving a number."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.cases import rules
from vungcao.kernel.cases.models import NumberPattern
from vungcao.kernel.cases.queries import numbers
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken


@transaction.atomic
def set_pattern(
    *,
    kind: str,
    pattern: str,
    reset: str,
    basis: Citation,
    valid_from: date,
    by: AbstractBaseUser,
) -> NumberPattern:
    """Number the cases of a kind by `pattern` from a day on; the rule before ends on that day.

    Raises `RuleBroken` for a pattern that cannot be read, or a day not after the last rule's.
    """
    rules.check_pattern(pattern)
    before = NumberPattern.objects.filter(kind=kind, valid_until=None).order_by("pk").first()
    if before is not None:
        if before.valid_from >= valid_from:
            raise RuleBroken("Quy tắc mới phải có hiệu lực sau quy tắc đang áp dụng.")
        before.valid_until = valid_from
        before.save(update_fields=["valid_until"])
    made = NumberPattern.objects.create(
        kind=kind, pattern=pattern, reset=reset, basis=basis, valid_from=valid_from
    )
    audit.record(by=by, action="cases.pattern_set", subject=made, kind=kind)
    return made


def give(kind: str, prefix: str, day: date) -> str:
    """The next number of a kind on a day. Raises `RuleBroken` where no rule is in force."""
    found = NumberPattern.objects.in_force(day).filter(kind=kind).order_by("pk").first()
    if found is None:
        raise RuleBroken(f"Chưa có quy tắc đánh số cho loại vụ việc này vào ngày {day:%d/%m/%Y}.")
    order = numbers.next_order(found.pk, prefix, rules.period(found.reset, day))
    return rules.number(found.pattern, prefix, day, order)
