"""Which screens a permission opens, read from the addresses and the views themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from vungcao.kernel.access.roles import Permission


@dataclass(frozen=True)
class Screen:
    """An address that roles open; `route` has its arguments in angle brackets."""

    name: str
    route: str
    permission: Permission


def screens() -> list[Screen]:
    """Every address behind `only`, by route. What any account opens is not among them."""
    return sorted(_walk(get_resolver(), "", ""), key=lambda screen: (screen.route, screen.name))


def _walk(resolver: URLResolver, space: str, before: str) -> Iterator[Screen]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern, inner, route)
        elif isinstance(pattern, URLPattern):
            permission = getattr(pattern.callback, "permission", None)
            if permission is not None:
                yield Screen(f"{space}{pattern.name}", f"/{route}", permission)
