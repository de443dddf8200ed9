"""The office's recordings: what waits, uploading one, listening to it, each step on its way."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.queries import reach
from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files.decoding import Busy
from vungcao.kernel.files.storage import StoreFailed
from vungcao.kernel.units.models import Unit
from vungcao.systems.portal import permissions
from vungcao.systems.portal.forms.audio import NewRecording, Withdrawing
from vungcao.systems.portal.models import AudioEdition, AudioState, Language, Making
from vungcao.systems.portal.queries import audio as reads
from vungcao.systems.portal.queries import editing
from vungcao.systems.portal.rules import audio as rules
from vungcao.systems.portal.services import recording
from vungcao.systems.portal.services.recording import Upload
from vungcao.systems.portal.views.audio_table import EDITIONS, TONES
from vungcao.systems.portal.views.choosing import choice
from vungcao.web.access import only
from vungcao.web.facts import Fact, Said
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer

LIST = "portal/recordings.html"
SECONDS_UNTIL_THE_NEXT_LOOK = "3"


@only(permissions.RECORD)
def editions(request: AccountRequest) -> HttpResponseBase:
    return answer(request, EDITIONS, reads.all_editions(), LIST, {})


@only(permissions.RECORD)
def new(request: AccountRequest) -> HttpResponse:
    chosen = choice(request)
    is_sent = request.method == "POST"
    offer = editing.readable(chosen.words, chosen.page)
    form = NewRecording(
        *((request.POST, request.FILES) if is_sent else ()),
        pages=offer.pages,
        languages=list(Language.objects.filter(is_spoken=True).order_by("order", "pk")),
        initial={"page": chosen.asked},
    )
    if is_sent and form.is_valid() and (made := _uploaded(form, request)) is not None:
        messages.success(request, _("Đã tải bản đọc lên. Nhờ biên tập viên khác nghe kiểm tra."))
        return redirect("portal:edition", made.pk)
    return render(request, "portal/recording_form.html", {"form": form, "offer": offer})


@only(permissions.RECORD)
def edition(request: AccountRequest, pk: int) -> HttpResponse:
    """One recording: heard here, its steps beside it."""
    row = get_object_or_404(reads.all_editions().select_related("reviewed_by"), pk=pk)
    response = _page(request, row, Withdrawing())
    if row.making == Making.WAITING and row.state != AudioState.WITHDRAWN:
        response["Refresh"] = SECONDS_UNTIL_THE_NEXT_LOOK
    return response


@require_POST
@only(permissions.RECORD)
def check(request: AccountRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(AudioEdition, pk=pk)
    try:
        recording.check(edition=row, now=clock.now(), by=request.user)
        messages.success(request, _("Đã ghi là nghe kiểm tra xong."))
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("portal:edition", pk)


@require_POST
@only(permissions.AIR)
def publish(request: AccountRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(AudioEdition, pk=pk)
    try:
        recording.publish(edition=row, now=clock.now(), by=request.user)
        messages.success(request, _("Đã đăng bản đọc."))
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("portal:edition", pk)


@require_POST
@only(permissions.RECORD)
def withdraw(request: AccountRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(reads.all_editions().select_related("reviewed_by"), pk=pk)
    form = Withdrawing(request.POST)
    if form.is_valid():
        said = form.cleaned_data["reason"]
        try:
            recording.withdraw(edition=row, reason=said, now=clock.now(), by=request.user)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã gỡ bản đọc và xoá tệp âm thanh."))
            return redirect("portal:edition", pk)
    return _page(request, row, form)


def _uploaded(form: NewRecording, request: AccountRequest) -> AudioEdition | None:
    """A broken rule stands beside the file; what was sent in pieces stays when it may still do."""
    said = form.cleaned_data
    language = said["language"]
    try:
        with transaction.atomic():
            given = form.received(request.user)
            upload = Upload(
                page=form.pages[said["page"]],
                language=language,
                speaker=said["speaker"],
                content=given.content,
                name=given.name,
                unit=_home(request),
                words=said["words"],
                words_in=language.code if said["words_in"] == "own" else "vi",
            )
            return recording.upload(given=upload, now=clock.now(), by=request.user)
    except RuleBroken as broken:
        if not isinstance(broken, StoreFailed | Busy):
            form.give_up(request.user)
        form.add_error("file", str(broken).splitlines())
    return None


def _home(request: AccountRequest) -> Unit:
    """The unit for which the account edits: the widest that it does so for today."""
    grants = Grant.objects.in_force(request.today).filter(
        user=request.user, role__in=permissions.RECORD
    )
    return grants.select_related("unit").order_by("scope", "pk")[0].unit


def _page(request: AccountRequest, row: AudioEdition, form: Withdrawing) -> HttpResponse:
    is_theirs = row.uploaded_by_id == request.user.pk
    context = {
        "edition": row,
        "heard": reads.Heard(row),
        "tone": TONES[row.state],  # type: ignore[index]
        "facts": _facts(row),
        "form": form,
        "may_check": rules.may(rules.CHECK, row.state) and not is_theirs,
        "waits_for_another": rules.may(rules.CHECK, row.state) and is_theirs,
        "may_publish": rules.may(rules.PUBLISH, row.state)
        and bool(reach(request.user, request.today, permissions.AIR)),
        "may_withdraw": rules.may(rules.WITHDRAW, row.state),
    }
    return render(request, "portal/recording.html", context)


def _facts(row: AudioEdition) -> list[Fact]:
    said: list[Fact] = [
        (_("Bài"), Said(row.title, row.page.url or "" if row.page and row.page.live else "")),
        (_("Thứ tiếng"), row.language.name),
        (_("Người đọc"), f"{row.speaker.name} ({row.speaker.get_voice_display()})"),
        (_("Độ dài"), rules.length(row.seconds) or _("chưa đo được")),
        (_("Dạng tệp"), capfirst(row.get_making_display())),
        (_("Người tải lên"), row.uploaded_by.get_full_name() or row.uploaded_by.username),
        (_("Tải lên lúc"), row.uploaded_at),
    ]
    if row.reviewed_by is not None:
        name = row.reviewed_by.get_full_name() or row.reviewed_by.username
        said += [(_("Người nghe kiểm tra"), name), (_("Kiểm tra lúc"), row.reviewed_at)]
    if row.published_at:
        said.append((_("Đăng lúc"), row.published_at))
    if row.withdrawn_at:
        said += [(_("Gỡ lúc"), row.withdrawn_at), (_("Lý do gỡ"), row.reason)]
    return said
