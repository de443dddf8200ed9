"""Making organisations, alone or many at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.organisations.models import (
    Organisation,
    OrganisationKind,
    OrganisationName,
    Oversight,
)
from vungcao.kernel.organisations.rules import folded
from vungcao.kernel.organisations.services.announcing import announce
from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.names import tidy


@dataclass(frozen=True)
class NewOrganisation:
    """A body to be made. `key` names it in reference data; with an end it is one of the past."""

    kind: OrganisationKind
    unit: Unit
    calendar: WorkingCalendar
    name: str
    basis: Citation
    valid_from: date
    abbreviation: str = ""
    parent: Organisation | None = None
    key: str | None = None
    valid_until: date | None = None


@transaction.atomic
def establish(*, new: NewOrganisation, by: AbstractBaseUser) -> Organisation:
    """Make one body with its name and place. Raises `RuleBroken` with all that stands against."""
    (made,) = establish_many(new=[new], by=by)
    return made


@transaction.atomic
def establish_many(*, new: Sequence[NewOrganisation], by: AbstractBaseUser) -> list[Organisation]:
    """Make bodies with their names and places, all or none, in a fixed number of statements."""
    if against := [fault for one in new for fault in faults(one)]:
        raise RuleBroken("\n".join(against))
    made = Organisation.objects.bulk_create(_body(one) for one in new)
    pairs = list(zip(new, made, strict=True))
    OrganisationName.objects.bulk_create(_name(one, body) for one, body in pairs)
    Oversight.objects.bulk_create(
        Oversight(
            organisation=body,
            parent=one.parent,
            basis=one.basis,
            valid_from=one.valid_from,
            valid_until=one.valid_until,
        )
        for one, body in pairs
        if one.parent is not None
    )
    for one, body in pairs:
        audit.record(
            by=by,
            action="organisations.established",
            subject=body,
            kind=one.kind,
            unit=one.unit.pk,
            basis=one.basis.pk,
        )
    announce(made)
    return made


def faults(new: NewOrganisation) -> list[str]:
    """What stands against a new body, each a sentence."""
    found, said = [], {"name": new.name}
    if not tidy(new.name):
        found.append(_("Ghi tên cơ quan."))
    if new.unit.valid_from > new.valid_from:
        sentence = _("“%(name)s”: địa bàn chỉ có từ ngày %(day)s, cơ quan không thể có trước đó.")
        found.append(sentence % {**said, "day": date_format(new.unit.valid_from)})
    ends = new.unit.valid_until
    if ends is not None and ends <= new.valid_from:
        sentence = _("“%(name)s”: địa bàn đã kết thúc từ ngày %(day)s.")
        found.append(sentence % {**said, "day": date_format(ends)})
    if new.valid_until is not None and new.valid_until <= new.valid_from:
        found.append(_("“%(name)s”: ngày kết thúc phải sau ngày thành lập.") % said)
    if new.parent is not None and not _lives(new.parent, new.valid_from):
        sentence = _("“%(name)s”: ngày %(day)s cơ quan cấp trên không hoạt động.")
        found.append(sentence % {**said, "day": date_format(new.valid_from)})
    return found + _taken(new)


def _lives(body: Organisation, day: date) -> bool:
    return body.valid_from <= day and (body.valid_until is None or body.valid_until > day)


def _taken(new: NewOrganisation) -> list[str]:
    """The same name for the same territory, while the other body still lives."""
    alike = OrganisationName.objects.filter(
        organisation__unit=new.unit, folded=folded(new.name, new.abbreviation), text=tidy(new.name)
    ).exclude(valid_until__lte=new.valid_from)
    if new.valid_until is not None:
        alike = alike.filter(valid_from__lt=new.valid_until)
    if not alike.exists():
        return []
    return [_("Đã có cơ quan mang tên “%(name)s” ở địa bàn này.") % {"name": tidy(new.name)}]


def _body(new: NewOrganisation) -> Organisation:
    return Organisation(
        key=new.key,
        kind=new.kind,
        unit=new.unit,
        scope=new.unit.scope,
        calendar=new.calendar,
        basis=new.basis,
        valid_from=new.valid_from,
        valid_until=new.valid_until,
    )


def _name(new: NewOrganisation, body: Organisation) -> OrganisationName:
    return OrganisationName(
        organisation=body,
        text=tidy(new.name),
        abbreviation=tidy(new.abbreviation),
        folded=folded(new.name, new.abbreviation),
        basis=new.basis,
        valid_from=new.valid_from,
        valid_until=new.valid_until,
    )
