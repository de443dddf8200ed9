"""Choosing the language, with or without an account."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services.languages import choose_language
from vungcao.web import language
from vungcao.web.forms import Form


class Chosen(Form):
    """One of the languages that have a catalogue."""

    language = forms.ChoiceField(choices=settings.SHELL_LANGUAGES)


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Back to the page on which it was chosen, or to the same page in the language, where it has
    one; a language nobody offers changes nothing.

    The browser says which page that was: pages that must look alike repeat no address of their own.
    """
    goal = request.headers.get("Referer", "")
    own = url_has_allowed_host_and_scheme(
        goal, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    form = Chosen(request.POST)
    said = form.cleaned_data["language"] if form.is_valid() else ""
    there = language.counterpart(urlsplit(goal).path, said) if own and said else ""
    response = redirect(there or (goal if own else "root"))
    if said:
        language.keep(response, said)
        if isinstance(request.user, User):
            choose_language(account=request.user, language=said, by=request.user)
    return response
