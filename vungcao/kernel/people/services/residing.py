"""Where somebody lives, and what they are for that place."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people.models import Person, PersonRole, Residence, ResidenceKind
from vungcao.kernel.people.services import registering
from vungcao.kernel.scopes.services import current
from vungcao.kernel.units.models import Unit


@transaction.atomic
def move(
    *, person: Person, to: Unit, kind: ResidenceKind, moved_on: date, by: AbstractBaseUser
) -> None:
    """From a day on somebody lives elsewhere, or in another way; the former place is closed.

    Only who reaches both places can do it. Raises `RuleBroken` for a day before the last move.
    """
    if not to.scope.startswith(current().reach):
        raise RuleBroken("Nơi đến ngoài phạm vi của chị/anh: đề nghị nơi đến hoặc cấp trên ghi.")
    if to.valid_until is not None and to.valid_until <= moved_on:
        raise RuleBroken("Nơi đến đã kết thúc do sắp xếp: chọn đơn vị tiếp nhận.")
    locked = registering.lock(person)
    last = locked.residences.filter(valid_until=None).order_by("-valid_from", "pk").first()
    if last is not None and last.valid_from > moved_on:
        raise RuleBroken(f"Người này chuyển đến nơi ở hiện tại ngày {last.valid_from:%d/%m/%Y}.")
    if last is not None and last.valid_from == moved_on:
        last.delete()
    elif last is not None:
        last.valid_until = moved_on
        last.save(update_fields=["valid_until"])
    Residence.objects.create(person=locked, place=to, kind=kind, valid_from=moved_on)
    locked.unit, locked.scope, locked.residence_kind = to, to.scope, kind
    registering.touch(locked)
    audit.record(by=by, action="people.moved", subject=locked, unit=to.pk, day=str(moved_on))
    registering.announce([locked], "people.changed")


@transaction.atomic
def assign_role(
    *, person: Person, role: PersonRole.Role, place: Unit, valid_from: date, by: AbstractBaseUser
) -> PersonRole:
    """Note what somebody is for a place from a day on; a role that is open stays as it is."""
    locked = registering.lock(person)
    held = locked.roles.filter(role=role, place=place, valid_until=None).first()
    if held is not None:
        return held
    made = PersonRole.objects.create(person=locked, role=role, place=place, valid_from=valid_from)
    registering.touch(locked)
    audit.record(by=by, action="people.role_assigned", subject=locked, role=role, unit=place.pk)
    return made


@transaction.atomic
def end_role(*, role: PersonRole, until: date, by: AbstractBaseUser) -> None:
    """From this day on somebody is no longer that."""
    if until <= role.valid_from:
        raise RuleBroken("Ngày thôi giữ vai trò phải sau ngày bắt đầu.")
    locked = registering.lock(role.person)
    role.valid_until = until
    role.save(update_fields=["valid_until"])
    registering.touch(locked)
    audit.record(by=by, action="people.role_ended", subject=locked, role=role.role)
