"""Entering ethnic groups, their codes, other names and local groups."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.norms import rules
from vungcao.kernel.norms.models import Alias, EthnicCode, EthnicGroup, LocalGroup


@transaction.atomic
def enter_group(
    *, name: str, kind: str, is_minority: bool, is_large_here: bool, by: AbstractBaseUser
) -> EthnicGroup:
    """The group of this name; made when it is not there."""
    group, made = EthnicGroup.objects.get_or_create(
        name=name,
        defaults={"kind": kind, "is_minority": is_minority, "is_large_here": is_large_here},
    )
    if made:
        audit.record(by=by, action="norms.ethnic_group_entered", subject=group)
    return group


@transaction.atomic
def assign_code(
    *,
    group: EthnicGroup,
    scheme: str,
    code: str,
    valid_from: date,
    basis: Citation,
    by: AbstractBaseUser,
) -> EthnicCode:
    """Let a code of a scheme mean this group from a day on; both its old codes end there."""
    held = EthnicCode.objects.filter(scheme=scheme, valid_until=None)
    same = held.filter(group=group, code=code).first()
    if same is not None:
        return same
    for before in held.filter(group=group) | held.filter(code=code):
        before.valid_until = valid_from
        before.save(update_fields=["valid_until"])
    made = EthnicCode.objects.create(
        group=group, scheme=scheme, code=code, valid_from=valid_from, basis=basis
    )
    audit.record(by=by, action="norms.ethnic_code_assigned", subject=made, scheme=scheme, code=code)
    return made


@transaction.atomic
def name_aliases(*, group: EthnicGroup, names: Iterable[str], by: AbstractBaseUser) -> None:
    """Let these other names lead to the group; names it already has are left as they are."""
    for name in names:
        alias, made = Alias.objects.get_or_create(
            group=group, folded=rules.fold(name), defaults={"name": name}
        )
        if made:
            audit.record(by=by, action="norms.alias_named", subject=alias)


@transaction.atomic
def name_local_group(
    *, group: EthnicGroup, name: str, basis: Citation, by: AbstractBaseUser
) -> LocalGroup:
    """The local group of this name within an ethnic group; made when it is not there."""
    local, made = LocalGroup.objects.get_or_create(
        name=name, defaults={"group": group, "basis": basis}
    )
    if made:
        audit.record(by=by, action="norms.local_group_named", subject=local)
    return local
