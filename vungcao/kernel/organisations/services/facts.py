"""What changes about an organisation that stays the same body."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeAlias, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.organisations.models import (
    Contact,
    Organisation,
    OrganisationCode,
    OrganisationName,
    Oversight,
)
from vungcao.kernel.organisations.rules import folded
from vungcao.kernel.organisations.services.announcing import announce
from vungcao.kernel.units.names import tidy

Fact: TypeAlias = OrganisationName | OrganisationCode | Oversight | Contact
Row = TypeVar("Row", OrganisationName, OrganisationCode, Oversight, Contact)


@dataclass(frozen=True)
class Reached:
    """How an office is reached."""

    address: str = ""
    telephone: str = ""
    email: str = ""
    website: str = ""


@transaction.atomic
def rename(
    *,
    organisation: Organisation,
    text: str,
    abbreviation: str = "",
    valid_from: date,
    basis: Citation,
    by: AbstractBaseUser,
    today: date | None = None,
) -> OrganisationName:
    """The same body bears another name from a day on; one that begins `today` is corrected."""
    if not tidy(text):
        raise RuleBroken(_("Ghi tên mới của cơ quan."))
    body = writable(organisation, valid_from)
    rows = OrganisationName.objects.filter(organisation=body)
    given = {
        "text": tidy(text),
        "abbreviation": tidy(abbreviation),
        "folded": folded(text, abbreviation),
        "basis": basis,
    }
    before = _begun(rows, valid_from, today)
    made = _written(before, given) or _following(rows, body, valid_from, given)
    audit.record(
        by=by,
        action="organisations.name_corrected" if before else "organisations.renamed",
        subject=body,
        valid_from=str(valid_from),
        basis=basis.pk,
        **({"was": before.text} if before else {}),
    )
    announce([body])
    return made


@transaction.atomic
def assign_code(
    *,
    organisation: Organisation,
    scheme: str,
    code: str,
    valid_from: date,
    basis: Citation,
    by: AbstractBaseUser,
    today: date | None = None,
) -> OrganisationCode:
    """A body bears a code of a scheme from a day on; nobody else bears it then."""
    body = writable(organisation, valid_from)
    rows = OrganisationCode.objects.filter(organisation=body, scheme=scheme)
    before = _begun(rows, valid_from, today)
    others = OrganisationCode.objects.filter(scheme=scheme, code=code).exclude(organisation=body)
    if others.exclude(valid_until__lte=valid_from).exists():
        raise RuleBroken(_("Mã %(code)s đang thuộc một cơ quan khác.") % {"code": code})
    given = {"scheme": scheme, "code": code, "basis": basis}
    made = _written(before, given) or _following(rows, body, valid_from, given)
    audit.record(
        by=by,
        action="organisations.code_corrected" if before else "organisations.code_assigned",
        subject=body,
        valid_from=str(valid_from),
        scheme=scheme,
        code=code,
        **({"was": before.code} if before else {}),
    )
    announce([body])
    return made


@transaction.atomic
def place_under(
    *,
    organisation: Organisation,
    parent: Organisation,
    valid_from: date,
    basis: Citation,
    by: AbstractBaseUser,
    today: date | None = None,
) -> Oversight:
    """A body stands under another one from a day on. Raises `RuleBroken` for a circle."""
    body = writable(organisation, valid_from)
    if body.pk in _above(parent, valid_from):
        raise RuleBroken(_("Hai cơ quan không thể đứng dưới nhau."))
    rows = Oversight.objects.filter(organisation=body)
    given = {"parent": parent, "basis": basis}
    before = _begun(rows, valid_from, today)
    made = _written(before, given) or _following(rows, body, valid_from, given)
    audit.record(
        by=by,
        action="organisations.place_corrected" if before else "organisations.placed",
        subject=body,
        valid_from=str(valid_from),
        parent=parent.pk,
        basis=basis.pk,
        **({"was": before.parent_id} if before else {}),
    )
    announce([body])
    return made


@transaction.atomic
def set_contact(
    *,
    organisation: Organisation,
    reached: Reached,
    valid_from: date,
    by: AbstractBaseUser,
    today: date | None = None,
) -> Contact:
    """How an office is reached from a day on; the audit says which fields are filled, not how."""
    body = writable(organisation, valid_from)
    given = {name: text.strip() for name, text in asdict(reached).items()}
    if not any(given.values()):
        raise RuleBroken(_("Ghi ít nhất một cách liên hệ."))
    rows = Contact.objects.filter(organisation=body)
    before = _begun(rows, valid_from, today)
    made = _written(before, given) or _following(rows, body, valid_from, given)
    said = [name for name, text in given.items() if text]
    if before:
        said = [name for name, text in given.items() if text != getattr(before, name)]
    audit.record(
        by=by,
        action="organisations.contact_corrected" if before else "organisations.contact_set",
        subject=body,
        valid_from=str(valid_from),
        fields=",".join(said),
    )
    announce([body])
    return made


@transaction.atomic
def set_calendar(
    *, organisation: Organisation, calendar: WorkingCalendar, by: AbstractBaseUser
) -> None:
    """By which calendar a body works; terms that run already keep the one they began with."""
    body = Organisation.objects.select_for_update().get(pk=organisation.pk)
    body.calendar = calendar
    body.save(update_fields=["calendar"])
    audit.record(by=by, action="organisations.calendar_set", subject=body, calendar=calendar.code)
    announce([body])


def writable(organisation: Organisation, day: date) -> Organisation:
    """The body, locked. Raises `RuleBroken` when it does not live on `day`."""
    body = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if body.valid_from > day:
        said = {"day": date_format(body.valid_from)}
        raise RuleBroken(_("Cơ quan này chỉ có từ ngày %(day)s.") % said)
    if body.valid_until is not None and body.valid_until <= day:
        said = {"day": date_format(body.valid_until)}
        raise RuleBroken(_("Cơ quan này đã kết thúc từ ngày %(day)s.") % said)
    return body


def _begun(rows: "QuerySet[Row]", day: date, today: date | None) -> Row | None:
    """The row as it was that begins on `day`, when that is today: what is written again on its
    first day corrects it. What began earlier has been relied on and is followed instead."""
    if day != today or rows.filter(valid_from__gt=day).exists():
        return None
    return rows.filter(valid_from=day).first()


def _written(before: Row | None, given: dict[str, Any]) -> Row | None:
    """The row of today with other words; nothing where none begins today."""
    if before is None:
        return None
    made = type(before)._base_manager.get(pk=before.pk)
    for name, value in given.items():
        setattr(made, name, value)
    made.save(update_fields=list(given))
    return made


def _following(rows: "QuerySet[Row]", body: Organisation, day: date, given: dict[str, Any]) -> Row:
    """A row from a day on; what held until then ends."""
    give_way(rows, day)
    return rows.create(organisation=body, valid_from=day, **given)


def give_way(rows: "QuerySet[Fact]", day: date) -> None:
    """End the row that holds on `day`. Raises `RuleBroken` when one begins then or later."""
    later = rows.filter(valid_from__gte=day).order_by("valid_from").first()
    if later is not None:
        sentence = _("Đã ghi một thay đổi từ ngày %(day)s: chọn một ngày sau ngày đó.")
        raise RuleBroken(sentence % {"day": date_format(later.valid_from)})
    end(rows, day)


def end(rows: "QuerySet[Fact]", day: date) -> None:
    """End what holds on `day`."""
    rows.filter(valid_from__lt=day).exclude(valid_until__lte=day).update(valid_until=day)


def _above(body: Organisation, day: date) -> set[int]:
    """The body and all those over it on a day."""
    parents: dict[int, int] = dict(
        Oversight.objects.in_force(day).values_list("organisation", "parent")
    )
    chain: list[int] = []
    at: int | None = body.pk
    while at is not None and at not in chain:
        chain.append(at)
        at = parents.get(at)
    return set(chain)


def facts_of(bodies: Iterable[Organisation]) -> list["QuerySet[Fact]"]:
    """Every kind of dated row of these bodies."""
    wanted = list(bodies)
    return [
        OrganisationName.objects.filter(organisation__in=wanted),
        OrganisationCode.objects.filter(organisation__in=wanted),
        Oversight.objects.filter(organisation__in=wanted),
        Contact.objects.filter(organisation__in=wanted),
    ]
