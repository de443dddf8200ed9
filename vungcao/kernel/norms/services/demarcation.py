"""Entering the rule sets of demarcation."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms.models import Criterion, RuleSet


@transaction.atomic
def open_rule_set(
    *,
    code: str,
    name: str,
    valid_from: date,
    basis: Citation,
    by: AbstractBaseUser,
    valid_until: date | None = None,
) -> RuleSet:
    """Let a set of rules hold from a day on; the database refuses an overlap with another."""
    made = RuleSet.objects.create(
        code=code, name=name, basis=basis, valid_from=valid_from, valid_until=valid_until
    )
    audit.record(by=by, action="norms.rule_set_opened", subject=made, code=code, basis=basis.pk)
    return made


@transaction.atomic
def enter_criteria(
    *, rule_set: RuleSet, criteria: Iterable[Criterion], by: AbstractBaseUser
) -> None:
    """Give a set its criteria (not yet saved), once and as a whole."""
    if rule_set.criteria.exists():
        raise RuleBroken("Bộ quy tắc này đã có tiêu chí. Thay đổi của luật là một bộ quy tắc mới.")
    rows = list(criteria)
    for row in rows:
        row.rule_set = rule_set
    made = Criterion.objects.bulk_create(rows)
    audit.record(by=by, action="norms.criteria_entered", subject=rule_set, criteria=len(made))
