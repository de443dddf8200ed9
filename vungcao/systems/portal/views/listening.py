"""Listening: recordings by language, their files, a podcast for each, the loudspeakers' pack."""

from datetime import date
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Enclosure
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vungcao.kernel.calendar import clock
from vungcao.kernel.files import queries as files
from vungcao.systems.portal import permissions
from vungcao.systems.portal.forms.packs import Pack
from vungcao.systems.portal.models import AudioState, Language
from vungcao.systems.portal.queries import audio as reads
from vungcao.systems.portal.queries import packs
from vungcao.systems.portal.queries.doors import standing_in
from vungcao.systems.portal.queries.podcasts import Podcast
from vungcao.systems.portal.rules.audio import KIND
from vungcao.web import keeping, streaming
from vungcao.web.access import only
from vungcao.web.http import AccountRequest

FOR_A_DAY = "public, max-age=86400"
OWN = "private, no-cache"


@require_safe
def listen(request: HttpRequest) -> HttpResponse:
    """Everything that can be heard, of one language or of all."""
    keeping.offer(request)
    offered = reads.languages()
    wanted = request.GET.get("tieng", "")
    chosen = next((one for one in offered if one.code == wanted), None)
    context = {
        "languages": offered,
        "chosen": chosen,
        "heard": reads.newest(chosen.code if chosen else ""),
    }
    return render(request, "portal/listen.html", context)


@require_safe
def recording(request: HttpRequest, code: str, ending: str) -> HttpResponseBase:
    """One file of a recording that anybody may hear, or a part of it."""
    heard = reads.one(code)
    if heard is None:
        raise Http404
    return _given(request, heard, ending, FOR_A_DAY)


@require_safe
@only(permissions.RECORD)
def draft(request: AccountRequest, code: str, ending: str) -> HttpResponseBase:
    """The same before it is published, for who has to listen to it."""
    row = reads.all_editions().exclude(state=AudioState.WITHDRAWN).filter(code=code).first()
    if row is None:
        raise Http404
    return _given(request, reads.Heard(row), ending, OWN)


@require_safe
def podcast(request: HttpRequest, language: str) -> HttpResponse:
    """The newest recordings of one language, for programs that fetch them by themselves."""
    tongue = Language.objects.filter(code=language, is_spoken=True).order_by("pk").first()
    if tongue is None:
        raise Http404
    place = f"{reverse('portal:listen')}?tieng={language}"
    made = Podcast(
        title=_("Nghe tin công tác dân tộc: %(language)s") % {"language": tongue.name},
        link=request.build_absolute_uri(place),
        description=_("Bài của cổng thông tin, do người có tên dưới mỗi bản đọc."),
        language=tongue.code,
        feed_url=request.build_absolute_uri(request.path),
    )
    for one in reads.newest(tongue.code):
        made.add_item(**_episode(request, one))
    kind = "application/rss+xml; charset=utf-8"
    return HttpResponse(made.writeString("utf-8"), content_type=kind)


@require_safe
def pack(request: HttpRequest) -> HttpResponseBase:
    """Recordings for the commune's loudspeakers: chosen here, taken away as one ZIP."""
    offered = reads.newest(limit=packs.OFFERED)
    is_asked = "ban" in request.GET or "tai" in request.GET
    codes = [one.edition.code for one in offered]
    form = Pack(request.GET if is_asked else None, codes=codes)
    if form.is_valid():
        return _packed(request, form.cleaned_data["ban"], clock.today())
    context = {"form": form, "heard": offered, "chosen": set(request.GET.getlist("ban"))}
    return render(request, "portal/pack.html", context, status=422 if is_asked else 200)


def _episode(request: HttpRequest, one: reads.Heard) -> dict[str, Any]:
    form = one.forms[-1]
    file = request.build_absolute_uri(reads.address(one.edition, form))
    return {
        "title": one.page.title,
        "link": request.build_absolute_uri(one.address),
        "description": one.edition.words or one.page.title,
        "pubdate": one.edition.published_at,
        "unique_id": f"vungcao-{one.edition.code}",
        "unique_id_is_permalink": False,
        "author_name": one.edition.speaker.name,
        "enclosures": [Enclosure(file, str(form.size), form.media_type)],
        "length": one.length,
    }


def _given(request: HttpRequest, heard: reads.Heard, ending: str, kept: str) -> HttpResponseBase:
    form = next((one for one in heard.forms if one.ending == ending), None)
    if form is None:
        raise Http404
    with standing_in(heard.edition.unit):
        file = files.released(form.stored, KIND)
    if file is None:
        raise Http404
    name = f"{heard.edition.language.code}-{heard.edition.code}.{ending}"
    manner = streaming.Manner(name, kept, is_shown=True)
    return streaming.given(request, file, manner)


def _packed(request: HttpRequest, codes: list[str], today: date) -> FileResponse:
    heard = reads.some(codes)
    made = packs.packed(heard, today, lambda one: request.build_absolute_uri(one.address))
    return FileResponse(made, as_attachment=True, filename=f"bo-phat-thanh-{today:%Y%m%d}.zip")
