"""Who reads for the portal: consent given, consent withdrawn."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.portal import permissions
from vungcao.systems.portal.forms.audio import NewSpeaker
from vungcao.systems.portal.models import Speaker
from vungcao.systems.portal.queries import audio as reads
from vungcao.systems.portal.services import recording
from vungcao.systems.portal.services.recording import Consent
from vungcao.systems.portal.views.audio_table import SPEAKERS
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer


@only(permissions.RECORD)
def speakers(request: AccountRequest) -> HttpResponseBase:
    rows = Speaker.objects.order_by("name", "pk")
    return answer(request, SPEAKERS, rows, "portal/speakers.html", {})


@only(permissions.RECORD)
def new(request: AccountRequest) -> HttpResponse:
    form = NewSpeaker(request.POST or None)
    if form.is_valid():
        try:
            said = Consent(**form.cleaned_data)
            made = recording.add_speaker(said=said, today=request.today, by=request.user)
        except RuleBroken as broken:
            form.add_error("consented_on", str(broken))
        else:
            messages.success(request, _("Đã ghi người đọc và sự đồng ý."))
            return redirect("portal:speaker", made.pk)
    return render(request, "portal/speaker_form.html", {"form": form})


@only(permissions.RECORD)
def speaker(request: AccountRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Speaker, pk=pk)
    facts = [
        (_("Giọng"), capfirst(row.get_voice_display())),
        (_("Ngày đồng ý"), row.consented_on),
        (_("Đồng ý điều gì"), row.consent),
    ]
    if row.withdrawn_on:
        facts.append((_("Ngày rút đồng ý"), row.withdrawn_on))
    theirs = reads.all_editions().filter(speaker=row)
    context = {"speaker": row, "facts": facts, "editions": list(theirs[:100])}
    return render(request, "portal/speaker.html", context)


@require_POST
@only(permissions.RECORD)
def withdraw(request: AccountRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Speaker, pk=pk)
    try:
        gone = recording.withdraw_consent(
            speaker=row, today=request.today, now=clock.now(), by=request.user
        )
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        said = ngettext(
            "Đã ghi rút đồng ý. Đã gỡ %(gone)d bản đọc.",
            "Đã ghi rút đồng ý. Đã gỡ %(gone)d bản đọc.",
            gone,
        )
        messages.success(request, said % {"gone": gone})
    return redirect("portal:speaker", pk)
