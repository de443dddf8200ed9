"""The recordings of a page as the public player shows them."""

from django import template
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from vungcao.systems.portal.models import Voice
from vungcao.systems.portal.queries import audio
from vungcao.systems.portal.queries.audio import Heard
from vungcao.web.public import Recording
from vungcao.web.shell import Link

register = template.Library()
ASKED = "nghe"  # which recording the address of a page names


@register.simple_tag
def recording(request: HttpRequest, page: Page) -> Recording | None:
    """The player of a page; asked for once for its head and its body."""
    if not hasattr(page, "said_recording"):
        page.said_recording = _of(request, page)
    known: Recording | None = page.said_recording
    return known


def _of(request: HttpRequest, page: Page) -> Recording | None:
    """The recording that is asked for, else that of the page's own language."""
    offered = audio.of_page(page)
    if not offered:
        return None
    asked = request.GET.get(ASKED, "")
    own = [one for one in offered if one.edition.language.code == page.locale.language_code]
    named = [one for one in offered if one.edition.code == asked]
    shown = (named or own or offered)[0]
    return Recording(
        audio=shown.common,
        light=shown.light if shown.light != shown.common else "",
        reader=_reader(shown),
        length=shown.length or "–",
        words=shown.edition.words,
        words_in=shown.edition.words_in if shown.edition.words else "",
        languages=tuple(_link(one, page, one is shown) for one in offered),
    )


def _link(heard: Heard, page: Page, is_here: bool) -> Link:
    place = f"{page.url}?{ASKED}={heard.edition.code}"
    return Link(heard.edition.language.name, place, "", is_here)


def _reader(heard: Heard) -> str:
    speaker = heard.edition.speaker
    if speaker.voice == Voice.PERSON:
        return _("Người đọc: %(name)s") % {"name": speaker.name}
    return f"{speaker.name} ({speaker.get_voice_display()})"
