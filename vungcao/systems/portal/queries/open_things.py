"""What else anybody may find: screens, what systems publish, places, bodies, papers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, replace
from datetime import date, datetime
from hashlib import sha256

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.documents.models import PublishedPaper
from vungcao.kernel.offers.publications import public_items
from vungcao.kernel.offers.screens import public_entries
from vungcao.kernel.offers.search import PublicText, public_sources
from vungcao.kernel.organisations import queries as organisations
from vungcao.kernel.organisations.models import Contact, Organisation, OrganisationName
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import UnitOnDay, on_day, passed_on
from vungcao.kernel.units.queries.lineage import NAMED
from vungcao.systems.portal.rules.addresses import NEWS
from vungcao.web.shell import address

Keys = frozenset[str] | None
SCREEN, PLACE, BODY, PAPER = "portal.screen", "portal.place", "portal.body", "portal.paper"
APART = "|"
KINDS: Mapping[str, str | Promise] = {
    SCREEN: _("Trang chức năng"),
    PLACE: _("Địa danh"),
    BODY: _("Cơ quan, liên hệ"),
    PAPER: _("Văn bản xác minh được"),
}


def stamps(read: Callable[[Keys, date], Iterable[PublicText]]) -> Callable[[date], dict[str, str]]:
    """For what is small: the whole of it is read, and its own words are its stamp."""
    return lambda day: {one.key: one.stamp for one in read(None, day)}


def screens(keys: Keys, day: date) -> Iterator[PublicText]:
    """Public pages of the product itself, by what they are for; pages of the portal are found by
    themselves."""
    del day
    for name, one in sorted(public_entries.items()):
        place = address(one.url_name)
        if place and place != f"/{NEWS}" and (keys is None or name in keys):
            yield _stamped(
                PublicText(name, _vi(one.label), SCREEN, address=place, text=_vi(one.text))
            )


def item_kinds() -> Mapping[str, str | Promise]:
    """Kinds of published things whose system has no source of its own, as they are offered."""
    known = dict(public_sources.items())
    return {name: one.label for name, one in public_items.items() if name not in known}


def items(keys: Keys, day: date) -> Iterator[PublicText]:
    """What systems publish, by title and address."""
    for kind in sorted(item_kinds()):
        if keys is not None and not any(key.startswith(kind + APART) for key in keys):
            continue
        for title, place in public_items.get(kind).items(day):
            key = f"{kind}{APART}{place}"
            if keys is None or key in keys:
                yield _stamped(PublicText(key, str(title), kind, address=place))


def readable_items(keys: frozenset[str], now: datetime) -> set[str]:
    return {one.key for one in items(keys, now.astimezone(ZONE).date())}


def places(keys: Keys, day: date) -> Iterator[PublicText]:
    """Provinces, districts and communes, of today and of before, with what became of them."""
    came = passed_on(day)
    became: dict[int, set[int]] = {}
    for target, before in came.items():
        for one in before:
            became.setdefault(one, set()).add(target)
    units = on_day(Unit.objects.filter(kind__in=NAMED).values_list("pk", flat=True), day)
    called = {unit.id: unit.name for unit in units}
    for unit in units:
        if keys is None or str(unit.id) in keys:
            lines = (
                _about(unit, called, day),
                _listed("Hình thành từ", came.get(unit.id, ()), called),
                _listed("Chuyển vào", became.get(unit.id, ()), called),
            )
            text = " ".join(filter(None, lines))
            yield _stamped(PublicText(str(unit.id), unit.name, PLACE, text=text))


def bodies(keys: Keys, day: date) -> Iterator[PublicText]:
    """Bodies of today and how their offices are reached."""
    reached = {one.organisation_id: one for one in Contact.objects.in_force(day).order_by("pk")}
    names: dict[int, set[str]] = {}
    for row in OrganisationName.objects.order_by("pk"):
        names.setdefault(row.organisation_id, set()).update({row.text, row.abbreviation} - {""})
    living = Organisation.objects.in_force(day).order_by("pk")
    for body in organisations.on_day(living.values_list("pk", flat=True), day):
        if keys is None or str(body.id) in keys:
            also = tuple(sorted(names.get(body.id, set()) - {body.name}))
            text = _reached(reached.get(body.id))
            yield _stamped(PublicText(str(body.id), body.name, BODY, text=text, also=also))


def papers(keys: Keys, day: date) -> Iterator[PublicText]:
    """Issued documents whose subject is marked as public; of the others nothing is said."""
    del day
    rows = PublishedPaper.objects.exclude(subject="").order_by("code")
    for row in rows if keys is None else rows.filter(code__in=keys):
        title = f"{capfirst(row.get_kind_display())} {row.number}: {row.subject}"
        yield _stamped(
            PublicText(
                row.code,
                title,
                PAPER,
                address=reverse("verify-paper", args=[row.code]),
                text=f"{row.issuer_name}, {row.issued_on:%d/%m/%Y}, {row.get_standing_display()}",
                day=row.issued_on,
            )
        )


def readable_papers(keys: frozenset[str], now: datetime) -> set[str]:
    del now
    rows = PublishedPaper.objects.exclude(subject="").filter(code__in=keys).order_by("code")
    return set(rows.values_list("code", flat=True))


def _about(unit: UnitOnDay, called: Mapping[int, str], day: date) -> str:
    above = called.get(unit.parent or 0, "")
    kind = {Kind.PROVINCE: "Cấp tỉnh", Kind.DISTRICT: "Cấp huyện"}.get(unit.kind, "Cấp xã")
    since = f"từ {unit.valid_from:%d/%m/%Y}"
    until = unit.valid_until
    ended = f"đến trước {until:%d/%m/%Y}" if until and until <= day else ""
    return ", ".join(filter(None, (kind, above, since, ended))) + "."


def _listed(words: str, ids: Iterable[int], called: Mapping[int, str]) -> str:
    names = sorted(called[one] for one in ids if one in called)
    return f"{words}: {', '.join(names)}." if names else ""


def _reached(contact: Contact | None) -> str:
    if contact is None:
        return ""
    telephone = f"Điện thoại {contact.telephone}" if contact.telephone else ""
    parts = (contact.address, telephone, contact.email, contact.website)
    return ". ".join(filter(None, parts))


def _vi(words: str | Promise) -> str:
    with override("vi"):
        return str(words)


def _stamped(one: PublicText) -> PublicText:
    return replace(one, stamp=sha256(repr(astuple(one)).encode()).hexdigest()[:32])
