"""The texts of notices on a page: what they name is Vietnamese, whatever the page speaks."""

from django import template
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.translation import gettext

from vungcao.kernel.notices.models import Notice
from vungcao.kernel.offers.outbox import Value
from vungcao.web.language import named

register = template.Library()


@register.filter
def titled(notice: Notice) -> str:
    """What a notice is about."""
    return _filled(notice, notice.offer.title) if notice.offer else notice.kind


@register.filter
def worded(notice: Notice) -> str:
    """What it says, and what to do."""
    return _filled(notice, notice.offer.text) if notice.offer else ""


def _filled(notice: Notice, text: str | Promise) -> str:
    said = {name: _named(name, value) for name, value in notice.details.items()}
    return format_html(str(text), **said) if said else conditional_escape(str(text))


def _named(name: str, value: Value) -> object:
    """Roles have a translation; other words are names and marked as Vietnamese (WCAG 3.1.2)."""
    if name == "role":
        return gettext(str(value))
    return named(value)
