"""The letters of notices, composed when they leave; what has been read is left out."""

from urllib.parse import urljoin

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from vungcao.kernel.accounts.queries import address_of, channel_of
from vungcao.kernel.notices.models import Delivery, Digest, Notice
from vungcao.kernel.offers.letters import Letter, letters
from vungcao.kernel.offers.notices import Channel, channels
from vungcao.runtime.env import environment

EMAIL = "email"


def link(notice: Notice) -> str:
    """The address of what the notice is about; nothing when there is no screen for it."""
    kind = notice.offer
    if kind is None or not kind.url_name:
        return ""
    arguments = [notice.details[kind.url_field]] if kind.url_field else []
    try:
        return reverse(kind.url_name, args=arguments)
    except NoReverseMatch:
        return ""


def one(ref: int) -> Letter | None:
    """A letter with one notice."""
    delivery = Delivery.objects.filter(pk=ref).select_related("notice", "recipient").first()
    if delivery is None or delivery.notice.read_at or not address_of(delivery.recipient):
        return None
    notice = delivery.notice
    return Letter(address_of(delivery.recipient), notice.title, _text([notice]))


def digest(ref: int) -> Letter | None:
    """A letter with all notices of a day that are still unread."""
    row = Digest.objects.filter(pk=ref).select_related("recipient").first()
    if row is None or not address_of(row.recipient):
        return None
    carried = Notice.objects.filter(delivery__digest=row, read_at=None).order_by("pk")
    notices = list(carried)
    if not notices:
        return None
    subject = _("Vùng Cao: %(n)s thông báo chưa đọc") % {"n": len(notices)}
    return Letter(address_of(row.recipient), subject, _text(notices))


def _text(notices: list[Notice]) -> str:
    parts = [f"{notice.title}\n{notice.text}\n{_address(notice)}".rstrip() for notice in notices]
    parts.append(
        _("Thư tự động, không trả lời. Đổi cách nhận: %(address)s")
        % {"address": urljoin(environment().address, reverse("notice-preferences"))}
    )
    return "\n\n".join(parts)


def _address(notice: Notice) -> str:
    found = link(notice)
    return urljoin(environment().address, found) if found else ""


letters.register("notices.one", one)
letters.register("notices.digest", digest)
channels.register(
    EMAIL,
    Channel(_("thư điện tử"), EMAIL, lambda user: channel_of(user) == EMAIL),  # type: ignore[arg-type]
)
