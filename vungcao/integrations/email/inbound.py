"""The demo's mailbox: what the product would have sent, for whoever tries it; only in the demo."""

import mailbox
import re
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import DateHeader
from email.parser import BytesParser
from itertools import islice
from pathlib import Path

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from vungcao.runtime.env import environment
from vungcao.web.forms import Form

SHOWN = 30


class Sought(Form):
    """Whose messages are looked for; everybody's when nothing is said."""

    den = forms.CharField(
        label=_("Gửi đến"),
        required=False,
        max_length=254,
        help_text=_("Thư điện tử hoặc số điện thoại; gõ một phần cũng được."),
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )


@dataclass(frozen=True)
class Item:
    """A letter or a text message as the page shows it."""

    to: str
    subject: str
    text: str
    is_sms: bool
    at: datetime | None = None


@never_cache
def box(request: HttpRequest) -> HttpResponse:
    if not environment().is_demo:
        raise Http404
    form = Sought(request.GET)
    to = form.cleaned_data["den"].strip() if form.is_valid() else ""
    context = {"form": form, "sought": to, "items": newest(environment().mailbox, to)}
    return render(request, "email/mailbox.html", context)


def newest(folder: Path, to: str = "") -> list[Item]:
    """The last messages of the maildir to whom is looked for, newest first; none while it is still
    being laid out."""
    if not all((folder / part).is_dir() for part in ("new", "cur")):
        return []
    kept = mailbox.Maildir(folder, create=False)
    names = sorted(kept.keys(), key=_moment, reverse=True)
    found = (item for name in names if (item := _item(kept, name)))
    return list(islice((item for item in found if to.casefold() in item.to.casefold()), SHOWN))


def _moment(name: str) -> list[int]:
    """Seconds, microseconds, process and count, of which a maildir makes its names."""
    return [int(number) for number in re.findall(r"[0-9]+", name)[:4]]


def _item(kept: mailbox.Maildir, name: str) -> Item | None:
    try:
        content = kept.get_bytes(name)
    except (KeyError, OSError):  # tidied away meanwhile
        return None
    message = BytesParser(policy=policy.default).parsebytes(content)
    body = message.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    is_sms = message["X-Channel"] == "sms"
    sent = message["Date"]
    at = sent.datetime if isinstance(sent, DateHeader) else None
    return Item(str(message["To"]), str(message["Subject"] or ""), text.strip(), is_sms, at)


urlpatterns = [path("ket-noi/hop-thu/", box, name="mailbox")]
