"""In which language a page speaks, and where it stands in others."""

from dataclasses import dataclass

from django import template
from django.http import HttpRequest
from wagtail.models import Page

from vungcao.systems.portal.models.languages import VIETNAMESE
from vungcao.systems.portal.queries import tongues

register = template.Library()


@dataclass(frozen=True)
class Other:
    """The page in another language, under the name by which its readers call it."""

    code: str
    label: str
    address: str


@dataclass(frozen=True)
class Tongue:
    """`code` is what `lang` says; `missing` names the language in which the page was asked for."""

    code: str
    missing: str
    others: tuple[Other, ...]
    alternates: tuple[tuple[str, str], ...]
    canonical: str


@register.simple_tag
def tongue(request: HttpRequest, page: Page) -> Tongue:
    """What head and body of a page have to say of its language; asked for once for both."""
    known: Tongue | None = getattr(page, "said_tongue", None)
    if known is None:
        known = page.said_tongue = _of(request, page)
    return known


def _of(request: HttpRequest, page: Page) -> Tongue:
    code = page.locale.language_code
    found = tongues.alternates(page)
    known = tongues.names() if found else {}
    stood_in: tongues.StandIn | None = getattr(request, "stand_in", None)
    return Tongue(
        code=code,
        missing=stood_in.language.in_a_sentence if stood_in is not None else "",
        others=tuple(
            Other(one.code, known[one.code].shown, one.address)
            for one in found
            if one.code != code and one.code in known
        ),
        alternates=_alternates(request, found),
        canonical=request.build_absolute_uri(page.url) if stood_in is not None else "",
    )


def _alternates(
    request: HttpRequest, found: list[tongues.Alternate]
) -> tuple[tuple[str, str], ...]:
    """Whole addresses by language; who speaks none of them is led to the Vietnamese page."""
    whole = [(one.code, request.build_absolute_uri(one.address)) for one in found]
    rest = [("x-default", address) for code, address in whole if code == VIETNAMESE]
    return (*whole, *rest)
