"""Kinds of notices that a system offers: their texts, and how they reach whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from string import Formatter

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.functional import Promise

from vungcao.kernel.offers.outbox import Value
from vungcao.kernel.offers.registry import Registry

INBOX, AT_ONCE, DIGEST, OFF = "inbox", "at-once", "digest", "off"


@dataclass(frozen=True)
class NoticeKind:
    """Texts name their fields in braces: `Sắp xếp “{title}” có hiệu lực`.

    `way` is how it arrives until the account chooses otherwise; an urgent one does not wait for
    the end of the quiet hours. `url_field` is the detail that the address `url_name` takes.
    `roles` are those to whom a choice is offered; none means everybody.
    """

    label: Promise
    title: Promise
    text: Promise
    sample: Mapping[str, Value]
    way: str = DIGEST
    urgent: bool = False
    can_be_disabled: bool = True
    url_name: str = ""
    url_field: str = ""
    roles: frozenset[str] = frozenset()

    def fields(self) -> set[str]:
        """What the texts and the address need of the details."""
        parts = [part for text in (self.title, self.text) for part in Formatter().parse(str(text))]
        named = {name for _text, name, _format, _conversion in parts if name}
        return named | ({self.url_field} if self.url_field else set())


@dataclass(frozen=True)
class Channel:
    """A way out of the product: `partner` of the exchange, and whether it leads to an account."""

    label: Promise
    partner: str
    leads_to: Callable[[AbstractBaseUser], bool]
    order: int = field(default=100)


kinds: Registry[NoticeKind] = Registry("kind of notice")
channels: Registry[Channel] = Registry("channel of notices")
