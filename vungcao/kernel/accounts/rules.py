"""How long to wait after failed tries, how a contact is written, what a browser calls itself."""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

FIRST_WAIT = timedelta(seconds=30)
FORGOTTEN_AFTER = timedelta(days=1)

_PHONE = re.compile(r"0\d{9}")
_LABEL = r"[^\W_](?:[^\W_]|-)*"
_EMAIL = re.compile(rf"[^@\s<>()\[\]\\,;:\"]+@{_LABEL}(?:\.{_LABEL})+")


@dataclass(frozen=True)
class Limit:
    """`free` tries cost no wait; after each further one the wait doubles, up to `longest`."""

    free: int
    longest: timedelta

    def wait(self, failures: int) -> timedelta:
        """How long the next try has to wait after so many failed ones."""
        beyond = failures - self.free
        if beyond < 0:
            return timedelta()
        return min(self.longest, FIRST_WAIT * int(2 ** min(beyond, 16)))

    def remembered(self, failures: int, idle: timedelta) -> int:
        """How many still count when so long nothing was tried: all for a day, then none."""
        return 0 if idle > FORGOTTEN_AFTER else failures


@dataclass(frozen=True)
class Pace:
    """`free` tries at once, then one for every `each` that passes: for what many do honestly."""

    free: int
    each: timedelta

    def wait(self, failures: int) -> timedelta:
        return self.each if failures >= self.free else timedelta()

    def remembered(self, failures: int, idle: timedelta) -> int:
        """Each pause of `each` takes one away."""
        return max(failures - idle // self.each, 0)


def telephone(text: str) -> str:
    """A Vietnamese mobile number as ten digits, or nothing."""
    digits = re.sub(r"[\s.\-()]", "", text)
    digits = re.sub(r"^(\+84|0084|84(?=\d{9}$))", "0", digits)
    return digits if _PHONE.fullmatch(digits) else ""


def email(text: str) -> str:
    """An e-mail address in small letters, or nothing."""
    folded = unicodedata.normalize("NFC", text.strip()).casefold()
    return folded if _EMAIL.fullmatch(folded) and len(folded) <= 254 else ""


def written_alike(text: str) -> str:
    """A name typed at sign-in, so that the ways to write it are counted as one."""
    return telephone(text) or email(text) or unicodedata.normalize("NFKC", text.strip()).casefold()


def network(address: str) -> str:
    """Whose tries are counted together: one IPv4 address, or one IPv6 network of a household."""
    return _cut(address, 32, 64)


def place(address: str) -> str:
    """A network address cut short, as it is kept and shown."""
    return _cut(address, 24, 48)


def _cut(address: str, four: int, six: int) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    bits = four if parsed.version == 4 else six
    return str(ipaddress.ip_network(f"{parsed}/{bits}", strict=False)).removesuffix("/32")


_BROWSERS = (
    ("Zalo", "Zalo"),
    ("CocCoc", "Cốc Cốc"),
    ("coc_coc", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("OPR", "Opera"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", _("điện thoại Android")),
    ("Windows", _("máy Windows")),
    ("Mac OS", _("máy Mac")),
    ("Linux", _("máy Linux")),
)

_ON = " trên "


def device(agent: str) -> str:
    """A browser in words, as they are stored: "Chrome trên máy Windows"."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), _("trình duyệt khác"))
    system = next((name for sign, name in _SYSTEMS if sign in agent), _("thiết bị khác"))
    return f"{browser}{_ON}{system}"


def device_said(stored: str) -> str:
    """The stored words in the reader's language."""
    browser, _on, system = stored.partition(_ON)
    if not system:
        return stored
    said = {"browser": gettext(browser), "system": gettext(system)}
    return gettext("%(browser)s trên %(system)s") % said
