"""The demo's mailbox: what the product would have sent, for whoever tries it; only in the demo."""

import mailbox
import re
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache

from vungcao.runtime.env import environment

SHOWN = 30


@dataclass(frozen=True)
class Item:
    """A letter or a text message as the page shows it."""

    to: str
    subject: str
    text: str
    is_sms: bool


@never_cache
def box(request: HttpRequest) -> HttpResponse:
    if not environment().is_demo:
        raise Http404
    return render(request, "email/mailbox.html", {"items": newest(environment().mailbox)})


def newest(folder: Path) -> list[Item]:
    """The last messages of the maildir, newest first; none while it is still being laid out."""
    if not all((folder / part).is_dir() for part in ("new", "cur")):
        return []
    kept = mailbox.Maildir(folder, create=False)
    names = sorted(kept.keys(), key=_moment, reverse=True)[:SHOWN]
    return [item for name in names if (item := _item(kept, name))]


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
    return Item(str(message["To"]), str(message["Subject"] or ""), text.strip(), is_sms)


urlpatterns = [path("ket-noi/hop-thu/", box, name="mailbox")]
