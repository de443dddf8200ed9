"""Drafts of forms: one line above a view keeps what is typed there until it is saved for good.

A button “Lưu nháp” works without a script; with one, words are sent after a moment of quiet.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import ParamSpec

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from vungcao.kernel.accounts.models import FormDraft
from vungcao.kernel.accounts.queries import drafts as queries
from vungcao.kernel.accounts.services import drafts as services
from vungcao.kernel.accounts.services.drafts import Place
from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.web import attempts, waiting
from vungcao.web.access import View
from vungcao.web.forms import DRAFT, Form
from vungcao.web.http import AccountRequest
from vungcao.web.pickers import PersonField
from vungcao.web.repeats import is_done

P = ParamSpec("P")
FILL = "nhap"  # in the address: what was kept stands in the form
SECRETS = {"current-password", "new-password", "one-time-code"}
UNSEEN = (forms.PasswordInput, forms.HiddenInput, forms.FileInput)


@dataclass(frozen=True)
class Shown:
    """What a page says about the draft of its form."""

    saved_at: datetime | None = None
    is_filled: bool = False
    is_unsaved: bool = False  # the page came back with words that were sent and not taken

    @property
    def when(self) -> str:
        """The hour, and the day when it was another one than the reader would think."""
        return in_words(self.saved_at) if self.saved_at else ""

    @property
    def fill(self) -> str:
        return f"?{FILL}=1"


def drafted(form: type[Form], *, also: tuple[str, ...] = ()) -> Callable[[View[P]], View[P]]:
    """Keep drafts of the form of a view, one for each account and object.

    `also` are beginnings of the names of fields that the form makes as it goes. The view fills its
    form from `request.POST`; a draft is put there as if it had been typed and not yet sent.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: AccountRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            place = _place(view, kwargs)
            if request.method == "POST" and request.POST.get(DRAFT) == "save":
                return _save(request, place, _kept(form, also, request.POST))
            if request.method == "POST" and request.POST.get(DRAFT) == "drop":
                return _drop(request, place)
            _show(request, place)
            response = view(request, *args, **kwargs)
            if request.method == "POST" and is_done(request):
                services.drop_draft(place=place, by=request.user)
            return response

        return guarded  # type: ignore[return-value]

    return decorate


def in_words(moment: datetime) -> str:
    """`10:32 ngày 23/11/2026`."""
    said = {"hour": f"{localtime(moment):%H:%M}", "day": f"{localtime(moment):%d/%m/%Y}"}
    return _("%(hour)s ngày %(day)s") % said


def _place(view: Callable[..., object], arguments: Mapping[str, object]) -> Place:
    subject = " ".join(f"{name}={value}" for name, value in sorted(arguments.items()))
    module = view.__module__.removeprefix("vungcao.").replace(".views", "")
    return Place(f"{module}.{view.__name__}", subject[:120])


def _show(request: AccountRequest, place: Place) -> None:
    """Tell the page of a draft, and fill the form from it when that is asked for."""
    since = clock.now() - services.LIFE
    held = queries.draft(request.user, place.form, place.subject, since)
    is_asked = request.method == "GET" and FILL in request.GET and held is not None
    if held is not None and is_asked:
        request.POST = _typed(held)  # type: ignore[assignment]
    is_sent = request.method == "POST"
    shown = Shown(held.saved_at if held else None, is_asked or is_sent, is_unsaved=is_sent)
    request.draft = shown  # type: ignore[attr-defined]


def _typed(held: FormDraft) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in queries.words_of(held).items():
        data.setlist(name, values)
    data[DRAFT] = "fill"
    return data


def _kept(form: type[Form], also: tuple[str, ...], said: QueryDict) -> dict[str, list[str]]:
    """What may be kept of the words sent: those of fields that hold no secret and no person."""
    known = form.base_fields
    names = {name for name, field in known.items() if _is_plain(field)} - form.unkept

    def is_kept(name: str) -> bool:
        return name.partition("-")[0] in names or (bool(also) and name.startswith(also))

    return {name: values for name, values in said.lists() if is_kept(name)}


def _is_plain(field: forms.Field) -> bool:
    secret = str(field.widget.attrs.get("autocomplete", "")) in SECRETS
    person = isinstance(field, PersonField | forms.FileField)
    return not (secret or person or isinstance(field.widget, UNSEEN))


def _save(request: AccountRequest, place: Place, words: dict[str, list[str]]) -> HttpResponse:
    wants_json = "application/json" in request.headers.get("Accept", "")
    now = clock.now()
    if wait := attempts.per_minute(f"draft:{request.user.pk}", attempts.DRAFTS):
        return waiting.page(request, wait, kept=[*words, DRAFT])
    status = 200
    try:
        services.keep_draft(place=place, words=words, now=now, by=request.user)
        text = _("Đã lưu nháp lúc %(hour)s.") % {"hour": date_format(localtime(now), "H:i")}
    except RuleBroken as broken:
        status, text = 413, str(broken)
    if wants_json:
        return JsonResponse({"said": text}, status=status)
    (messages.info if status == 200 else messages.error)(request, text)
    return redirect(f"{request.path}?{FILL}=1")


def _drop(request: AccountRequest, place: Place) -> HttpResponseRedirect:
    services.drop_draft(place=place, by=request.user)
    messages.info(request, _("Đã bỏ bản nháp."))
    return HttpResponseRedirect(request.path)
