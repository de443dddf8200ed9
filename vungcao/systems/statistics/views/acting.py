"""One form that does one thing: its page, and what the service has to say against it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest
from vungcao.web.links import Place

Made = TypeVar("Made")


@dataclass(frozen=True)
class Act:
    """What is about to be done, and where one gets back to."""

    title: str
    about: str
    press: str
    back: str
    lead: str = ""
    refused: str = ""
    is_dangerous: bool = False


def attempt(form: Form, change: Callable[[], Made]) -> Made | None:
    """Carry a change out; everything that stands against it is said by the form."""
    try:
        return change()
    except RuleBroken as broken:
        form.add_error(None, ValidationError(str(broken).splitlines()))
        return None


def page(request: AccountRequest, form: Form, act: Act, above: tuple[str, str]) -> HttpResponse:
    """The form with its one button; `above` is the list from which it comes."""
    status = 422 if form.errors else 200
    context = {"form": form, "act": act, "above": [Place(*above), Place(act.about, act.back)]}
    return render(request, "statistics/act.html", context, status=status)
