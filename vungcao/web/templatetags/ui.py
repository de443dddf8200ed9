"""Tags for templates: icons, and addresses that keep the filters of a list."""

from collections.abc import Hashable
from copy import copy
from datetime import date, timedelta
from functools import lru_cache
from urllib.parse import urlencode

from django import template
from django.http import QueryDict
from django.template.loader import get_template
from django.urls import get_urlconf
from django.utils.functional import LazyObject, Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vungcao.web import styles as style_files
from vungcao.web.icons import ICONS
from vungcao.web.language import named
from vungcao.web.shell import Link

register = template.Library()
PARTS = 500  # that are kept drawn, of 1 to 4 KB
WEEKDAYS = (
    _("Thứ Hai"),
    _("Thứ Ba"),
    _("Thứ Tư"),
    _("Thứ Năm"),
    _("Thứ Sáu"),
    _("Thứ Bảy"),
    _("Chủ nhật"),
)


@register.simple_tag
def icon(name: str) -> SafeString:
    """The icon `name`; it never speaks alone, so screen readers pass over it."""
    drawing = ICONS[name]  # ours: nothing from outside is written here
    return mark_safe(f'<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{drawing}</svg>')


@register.simple_tag
def fixed(name: str, **said: Hashable) -> SafeString:
    """A part that says nothing but what it is given: drawn once a process and language.

    Only for parts that ask nothing of a request, the database or the clock.
    """
    plain = tuple((word, _plain(value)) for word, value in said.items())
    return _fixed(name, get_language(), get_urlconf(), style_files.names(), plain)


def _plain(value: Hashable) -> Hashable:
    """What a lazy value stands for: it would hold on to its request."""
    if not isinstance(value, LazyObject):
        return value
    hash(value)  # now it is read
    return copy(value)


@lru_cache(PARTS)
def _fixed(name: str, *on: Hashable) -> SafeString:
    said = on[-1]
    assert isinstance(said, tuple)
    return SafeString(get_template(name).render(dict(said)))


@register.simple_tag
def styles() -> tuple[str, ...]:
    """The style files of every page."""
    return style_files.names()


@register.simple_tag
def query(given: QueryDict, **changes: object) -> str:
    """The query string of this page with `changes`; None or an empty text takes a word away."""
    kept = {key: given.getlist(key) for key in given if key not in changes}
    added = {key: [str(value)] for key, value in changes.items() if value not in (None, "")}
    return "?" + urlencode(kept | added, doseq=True)


@register.simple_tag
def links(*pairs: str, here: str = "") -> list[Link]:
    """From labels and addresses in turn, for crumbs and tabs; one without a label falls away."""
    both = zip(pairs[::2], pairs[1::2], strict=True)
    return [Link(label, address, "", address == here) for label, address in both if label]


register.filter("named", named)


@register.filter
def weekday(day: date) -> str | Promise:
    """The day of the week in full: Django's own says "Thứ 2"."""
    return WEEKDAYS[day.weekday()]


@register.filter
def day_before(day: date) -> date:
    """The last day of a half-open period, as a reader counts it."""
    return day - timedelta(days=1)
