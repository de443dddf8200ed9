"""Taking an applied reform back, as long as nothing hangs on what it made."""

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.db.models import Max

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import (
    NATION_SCOPE,
    Code,
    Establishment,
    Name,
    Placement,
    Reform,
    Succession,
    Unit,
)
from vungcao.kernel.units.models.reforms import ReformState
from vungcao.kernel.units.queries import scopes, what_hangs_on_the_new_units
from vungcao.kernel.units.services.announcing import announce
from vungcao.kernel.units.services.counting import Restatement

DATED: Mapping[str, type[models.Model]] = {
    "name": Name,
    "code": Code,
    "placement": Placement,
    "unit": Unit,
}


@transaction.atomic
def undo(*, reform: Reform, by: AbstractBaseUser) -> Reform:
    """Undo a reform. Raises `RuleBroken` when it is used, naming the registers and how many rows.

    Scopes go back to what all other reforms have made of them so far.
    """
    locked = Reform.objects.select_for_update().get(pk=reform.pk)
    with scoped((NATION_SCOPE,)):
        _refuse_when_used(locked)
        Restatement(locked).take_back()
        _restore(locked)
        locked.state, locked.journal = ReformState.UNDONE, {}
        moved_on = Reform.objects.aggregate(last=Max("scopes_moved_on"))["last"]
        locked.scopes_moved_on = None
        locked.save()
        if moved_on is not None:
            scopes.move_scopes(scopes.paths(moved_on))
    audit.record(by=by, action="units.reform_undone", subject=locked)
    announce()
    return locked


def _refuse_when_used(reform: Reform) -> None:
    if not reform.is_applied:
        raise RuleBroken("Chỉ hoàn tác được sự kiện đã áp dụng.")
    used = what_hangs_on_the_new_units(reform)
    if used:
        total = sum(use.count for use in used)
        listed = "; ".join(f"{use.label}: {use.count}" for use in used)
        raise RuleBroken(
            f"Không hoàn tác được: đã có {total} bản ghi dùng đơn vị mới ({listed}). "
            "Muốn sửa, lập một sự kiện điều chỉnh."
        )


def _restore(reform: Reform) -> None:
    """Delete what was opened, then give every closed row the end that it had."""
    for name, rows in reform.journal.get("opened", {}).items():
        DATED[name]._base_manager.filter(pk__in=rows).delete()
    made = Establishment.objects.filter(reform=reform, unit__isnull=False)
    units = list(made.values_list("unit", flat=True))
    Succession.objects.filter(reform=reform, establishment__isnull=False).update(target=None)
    made.update(unit=None)
    Unit.objects.filter(pk__in=units).delete()
    for name, ends in reform.journal.get("closed", {}).items():
        model, by_end = DATED[name], dict[str | None, list[int]]()
        for pk, end in ends.items():
            by_end.setdefault(end, []).append(int(pk))
        for end, rows in by_end.items():
            until = date.fromisoformat(end) if end else None
            model._base_manager.filter(pk__in=rows).update(valid_until=until)
