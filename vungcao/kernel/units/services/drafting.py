"""Writing a reform before it is applied; nothing else moves until then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units import names
from vungcao.kernel.units.models import (
    Establishment,
    Form,
    Kind,
    Reform,
    Revision,
    Succession,
    Unit,
)

Place = Unit | Establishment
Change = Establishment | Succession | Revision


@dataclass(frozen=True)
class Head:
    """What a reform is called, when it takes effect and by which decision."""

    title: str
    effective_on: date
    basis: Citation
    decision_number: str = ""
    decided_on: date | None = None
    key: str | None = None


@dataclass(frozen=True)
class NewEstablishment:
    """A unit that a reform makes; `key` tells it apart within the reform."""

    kind: Kind
    form: Form
    name: str
    parent: Place | None
    code: str = ""
    key: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    area_km2: Decimal | None = None


@dataclass(frozen=True)
class Changes:
    """What changes of a unit that keeps its identity; empty means unchanged."""

    name: str = ""
    form: Form = Form.NONE
    code: str = ""
    parent: Place | None = None
    is_abolished: bool = False
    receiver: Place | None = None


@transaction.atomic
def draft(*, head: Head, by: AbstractBaseUser) -> Reform:
    """Begin a reform as a draft."""
    reform = Reform.objects.create(
        key=head.key,
        title=names.tidy(head.title),
        effective_on=head.effective_on,
        basis=head.basis,
        decision_number=head.decision_number,
        decided_on=head.decided_on,
    )
    audit.record(by=by, action="units.reform_drafted", subject=reform)
    return reform


@transaction.atomic
def revise_draft(*, reform: Reform, head: Head, by: AbstractBaseUser) -> Reform:
    """Change the head of a draft: its title, day and decision."""
    locked = writable(reform)
    locked.title, locked.effective_on = names.tidy(head.title), head.effective_on
    locked.basis, locked.decided_on = head.basis, head.decided_on
    locked.decision_number = head.decision_number
    locked.save()
    day = head.effective_on.isoformat()
    audit.record(by=by, action="units.reform_revised", subject=locked, effective_on=day)
    return locked


@transaction.atomic
def add_establishment(
    *, reform: Reform, new: NewEstablishment, by: AbstractBaseUser
) -> Establishment:
    """A unit that the reform makes."""
    writable(reform)
    made = establishment(reform, new)
    made.save()
    audit.record(by=by, action="units.establishment_added", subject=reform, change=made.pk)
    return made


@transaction.atomic
def add_succession(
    *,
    reform: Reform,
    source: Unit,
    target: Place,
    weight: int = 1,
    is_receiver: bool | None = None,
    by: AbstractBaseUser,
) -> Succession:
    """Pass a part of `source` on to `target`; the first target is the receiver unless said."""
    writable(reform)
    if weight < 1:
        raise RuleBroken("Trọng số phải là số nguyên từ 1 trở lên.")
    others = Succession.objects.filter(reform=reform, source=source)
    last = others.order_by("-position").values_list("position", flat=True).first() or 0
    receives = not others.exists() if is_receiver is None else is_receiver
    if receives:
        others.update(is_receiver=False)
    made = succession(reform, source, target, weight=weight, position=last + 1)
    made.is_receiver = receives
    made.save()
    audit.record(by=by, action="units.succession_added", subject=reform, change=made.pk)
    return made


@transaction.atomic
def add_revision(*, reform: Reform, unit: Unit, changes: Changes, by: AbstractBaseUser) -> Revision:
    """Change a unit that keeps its identity, or abolish it.

    A second revision of the same unit replaces the first.
    """
    writable(reform)
    Revision.objects.filter(reform=reform, unit=unit).delete()
    made = revision(reform, unit, changes)
    made.save()
    audit.record(by=by, action="units.revision_added", subject=reform, change=made.pk)
    return made


@transaction.atomic
def write_changes(*, reform: Reform, changes: Sequence[Change], by: AbstractBaseUser) -> None:
    """Many lines at once, of any kind, as `establishment`, `succession`, `revision` build them."""
    writable(reform)
    waiting = [row for row in changes if isinstance(row, Establishment)]
    while waiting:  # parents before children
        ready = [row for row in waiting if not _waits(row)]
        if not ready:
            raise RuleBroken("Đơn vị trên của một đơn vị mới không có trong sự kiện này.")
        Establishment.objects.bulk_create(ready)
        waiting = [row for row in waiting if row.pk is None]
    Succession.objects.bulk_create(row for row in changes if isinstance(row, Succession))
    Revision.objects.bulk_create(row for row in changes if isinstance(row, Revision))
    audit.record(by=by, action="units.changes_written", subject=reform, count=len(changes))


@transaction.atomic
def remove_change(*, change: Change, by: AbstractBaseUser) -> None:
    """Take a line out of a draft; successions to a unit that is no longer made go with it."""
    reform = writable(change.reform)
    if isinstance(change, Establishment):
        Revision.objects.filter(reform=reform, parent_establishment=change).delete()
        Revision.objects.filter(reform=reform, receiver_establishment=change).delete()
        if Establishment.objects.filter(parent_establishment=change).exists():
            raise RuleBroken("Còn đơn vị mới đứng dưới đơn vị này: bỏ các đơn vị đó trước.")
    audit.record(
        by=by, action="units.change_removed", subject=reform, change=f"{change._meta.label}"
    )
    change.delete()


@transaction.atomic
def discard(*, reform: Reform, by: AbstractBaseUser) -> None:
    """Throw away a draft, or a reform that was undone. Raises `RuleBroken` for an applied one."""
    locked = Reform.objects.select_for_update().get(pk=reform.pk)
    if locked.is_applied:
        raise RuleBroken("Sự kiện đã áp dụng: hoàn tác trước khi xoá.")
    audit.record(by=by, action="units.reform_discarded", subject=locked, title=locked.title)
    Revision.objects.filter(reform=locked).delete()
    Succession.objects.filter(reform=locked).delete()
    Establishment.objects.filter(reform=locked).update(parent_establishment=None)
    locked.delete()


def writable(reform: Reform) -> Reform:
    """The reform, locked. Raises `RuleBroken` once it is no longer a draft."""
    locked = Reform.objects.select_for_update().get(pk=reform.pk)
    if not locked.is_draft:
        raise RuleBroken("Chỉ sửa được sự kiện còn ở dạng dự thảo.")
    return locked


def establishment(reform: Reform, new: NewEstablishment) -> Establishment:
    """The line, not yet written."""
    made = Establishment(
        reform=reform,
        key=new.key or f"{new.kind}-{Establishment.objects.filter(reform=reform).count() + 1}",
        kind=new.kind,
        form=new.form,
        name=names.tidy(new.name),
        code=new.code.strip(),
        latitude=new.latitude,
        longitude=new.longitude,
        area_km2=new.area_km2,
    )
    made.parent_unit, made.parent_establishment = _either(new.parent)
    return made


def succession(
    reform: Reform, source: Unit, target: Place, *, weight: int = 1, position: int = 1
) -> Succession:
    """The line, not yet written; the first position of a source is its receiver."""
    made = Succession(
        reform=reform,
        source=source,
        weight=weight,
        position=position,
        is_receiver=position == 1,
    )
    made.target, made.establishment = _either(target)
    return made


def revision(reform: Reform, unit: Unit, changes: Changes) -> Revision:
    """The line, not yet written."""
    made = Revision(
        reform=reform,
        unit=unit,
        name=names.tidy(changes.name),
        form=changes.form,
        code=changes.code.strip(),
        is_abolished=changes.is_abolished,
    )
    made.parent_unit, made.parent_establishment = _either(changes.parent)
    made.receiver_unit, made.receiver_establishment = _either(changes.receiver)
    return made


def _waits(row: Establishment) -> bool:
    return row.parent_establishment is not None and row.parent_establishment.pk is None


def _either(place: Place | None) -> tuple[Unit | None, Establishment | None]:
    return (
        place if isinstance(place, Unit) else None,
        place if isinstance(place, Establishment) else None,
    )
