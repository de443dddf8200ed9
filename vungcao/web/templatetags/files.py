"""Filters for templates that list files."""

from django import template

from vungcao.kernel.files.rules import size_in_words

register = template.Library()


@register.filter
def size(number: int | None) -> str:
    """A size as an officer reads it: 850 KB, 1,5 MB."""
    return size_in_words(number or 0)
