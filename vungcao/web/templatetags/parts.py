"""Tags that prepare what components draw: links of the way here, pairs of facts."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from vungcao.web.links import Place

register = template.Library()


@register.simple_tag
def places(*words: str) -> list[Place]:
    """A label, its address, a label, its address: the links above a page, for crumbs."""
    return [Place(label, there) for label, there in zip(words[::2], words[1::2], strict=True)]


@register.simple_tag
def pairs(*words: object) -> list[tuple[object, object]]:
    """A name, what is so, a name, what is so: for facts. What is not known is left out."""
    found = zip(words[::2], words[1::2], strict=True)
    return [(name, value) for name, value in found if value not in (None, "")]


@register.simple_tag
def linked(label: object, address: str) -> SafeString:
    """What is so, as a link to where more is said of it."""
    return format_html('<a href="{}">{}</a>', address, label)


@register.simple_tag
def beside(*words: object) -> SafeString:
    """Several things that are so, beside each other."""
    said = ((word,) for word in words if word not in (None, ""))
    return format_html_join(" ", "{}", said)


@register.simple_block_tag
def said(content: SafeString) -> SafeString:
    """What stands between the tags, under a name: a fact that has markup of its own."""
    return mark_safe(content.strip())  # drawn by the template a moment ago


@register.filter
def code(value: object) -> SafeString | str:
    """A code, a key, a digest: written in its own letters; nothing stays nothing."""
    return "" if value in (None, "") else format_html("<code>{}</code>", value)
