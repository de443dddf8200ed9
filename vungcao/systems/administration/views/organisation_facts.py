"""What the page of a body says of it: facts for their component."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.organisations.models import Contact, Organisation
from vungcao.systems.administration.queries.organisations import Kin, Portrait
from vungcao.web.facts import Fact, Said, Way
from vungcao.web.language import named


def facts(body: Organisation, portrait: Portrait, territory: str) -> list[Fact]:
    """For which territory, under whom, by which calendar and act, and how it is reached."""
    place = reverse("administration:unit", args=[body.unit_id])
    found: list[Fact] = [(_("Địa bàn"), Said(named(territory), place))]
    if above := portrait.above:
        found.append((_("Cơ quan cấp trên"), Said(named(above.name), _address(above.id))))
    found.append((_("Lịch làm việc"), named(body.calendar.name)))
    found.append((_("Căn cứ"), Said(citation=body.basis)))
    found += _reached(portrait.contact)
    for code in portrait.codes:
        label = _t("Mã (%(scheme)s)") % {"scheme": code.scheme}
        found.append((label, Said(code.code, state=code.basis.state)))
    return found


def kin(portrait: Portrait) -> list[Fact]:
    """Which bodies stood before it, and which after."""
    sides = ((_("Kế thừa"), portrait.before), (_("Cơ quan kế thừa"), portrait.after))
    return [(label, Said(links=_ways(bodies))) for label, bodies in sides if bodies]


def _ways(bodies: Iterable[Kin]) -> tuple[Way, ...]:
    return tuple(Way(named(one.body.name), _address(one.body.id), _note(one)) for one in bodies)


def _note(one: Kin) -> str:
    files = "; " + _t("nhận hồ sơ, tài liệu") if one.receives_files else ""
    return f"{one.day:%d/%m/%Y}, {one.kind}{files}"


def _reached(contact: Contact | None) -> list[Fact]:
    if contact is None:
        return [(_("Liên hệ"), Said(note=_("Chưa ghi")))]
    ways: list[Fact] = [
        (_("Địa chỉ"), contact.address and named(contact.address)),
        (_("Điện thoại"), contact.telephone),
        (_("Thư điện tử"), contact.email),
        (_("Trang thông tin"), contact.website),
    ]
    return [(label, text) for label, text in ways if text]


def _address(pk: int) -> str:
    return reverse("administration:organisation", args=[pk])
