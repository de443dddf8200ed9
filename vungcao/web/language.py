"""The language in which the product is read: Vietnamese, unless a reader has chosen another one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from vungcao.kernel.accounts.models import User
from vungcao.kernel.offers.registry import Registry

IN_ADDRESS = "ngon-ngu"  # a link of a page in another language leads on in it


class LanguageMiddleware:
    """Follows the reader's choice and no browser's: a laptop in English belongs to an officer.

    Who follows a link that carries a language has chosen it, unless they had chosen before.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = chosen(request)
        translation.activate(language)
        response = self.get_response(request)
        if language != settings.LANGUAGE_CODE and not kept(request):
            keep(response, language)
        patch_vary_headers(response, ["Cookie"])
        response.headers.setdefault("Content-Language", language)
        return response


def named(name: object) -> SafeString:
    """A name as it stands in a page: Vietnamese also where the page is not (WCAG 3.1.2)."""
    if translation.get_language() == "vi" or not any(map(str.isalpha, str(name))):
        return format_html("{}", name)
    return format_html('<span lang="vi">{}</span>', name)


@dataclass(frozen=True)
class Counterparts:
    """Pages that a system has in several languages: `find` gives the address of the same page in
    a language (the address of a page, the code), or nothing."""

    find: Callable[[str, str], str]


counterparts: Registry[Counterparts] = Registry("pages in several languages")


def counterpart(address: str, code: str) -> str:
    """Where the page at an address stands in a language; nothing where it does not."""
    found = (one.find(address, code) for _name, one in sorted(counterparts.items()))
    return next(filter(None, found), "")


def chosen(request: HttpRequest) -> str:
    return kept(request) or _known(request.GET.get(IN_ADDRESS, "")) or settings.LANGUAGE_CODE


def kept(request: HttpRequest) -> str:
    """What this browser remembers; nothing where nobody ever chose."""
    return _known(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))


def _known(code: str) -> str:
    return code if code in dict(settings.SHELL_LANGUAGES) else ""


def leading_on(request: HttpRequest, address: str) -> str:
    """An address as a page in another language than the reader's leads to it."""
    spoken = _known(get_language() or "")
    if not spoken or spoken == chosen(request):
        return address
    return f"{address}{'&' if '?' in address else '?'}{IN_ADDRESS}={spoken}"


def keep(response: HttpResponseBase, language: str) -> None:
    """Let this browser remember the choice."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def follow(response: HttpResponseBase, account: User) -> None:
    """On a machine where the account has just signed in its choice holds, if it ever made one."""
    if account.language:
        keep(response, account.language)
