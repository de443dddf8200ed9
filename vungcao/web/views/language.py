"""Choosing the language, with or without an account."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services.languages import choose_language
from vungcao.web import language
from vungcao.web.forms import Form
from vungcao.web.origins import from_here, left


class Chosen(Form):
    """One of the languages that have a catalogue."""

    language = forms.ChoiceField(choices=settings.SHELL_LANGUAGES)


@from_here
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Back to the page on which it was chosen, or to the same page in the language, where it has
    one; a language nobody offers changes nothing.
    """
    goal = left(request)
    form = Chosen(request.POST)
    said = form.cleaned_data["language"] if form.is_valid() else ""
    there = language.counterpart(urlsplit(goal).path, said) if goal and said else ""
    response = redirect(there or goal or "root")
    if said:
        language.keep(response, said)
        if isinstance(request.user, User):
            choose_language(account=request.user, language=said, by=request.user)
    return response
