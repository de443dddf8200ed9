"""The lists of recordings and of speakers: what each column says of one."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from vungcao.systems.portal.models import AudioEdition, AudioState, Speaker
from vungcao.systems.portal.rules import audio as rules
from vungcao.web.tables import Column, Kind, Table

TONES = {
    AudioState.UPLOADED: "warn",
    AudioState.CHECKED: "run",
    AudioState.PUBLISHED: "ok",
    AudioState.WITHDRAWN: "none",
}

EDITIONS: Table[AudioEdition, AudioEdition] = Table(
    name="portal.recordings",
    label=_("Bản đọc"),
    columns=(
        Column(
            "title",
            _("Bài"),
            lambda row: row.title,
            order=("title",),
            address=lambda row: reverse("portal:edition", args=[row.pk]),
            is_name=True,
        ),
        Column(
            "language", _("Thứ tiếng"), lambda row: row.language.name, order=("language__order",)
        ),
        Column("speaker", _("Người đọc"), lambda row: row.speaker.name, order=("speaker__name",)),
        Column("length", _("Độ dài"), lambda row: rules.length(row.seconds)),
        Column(
            "state",
            _("Trạng thái"),
            lambda row: capfirst(row.get_state_display()),
            order=("state",),
            leads=True,
        ),
        Column("making", _("Dạng tệp"), lambda row: capfirst(row.get_making_display())),
        Column(
            "uploaded",
            _("Tải lên lúc"),
            lambda row: row.uploaded_at,
            kind=Kind.MOMENT,
            order=("uploaded_at",),
        ),
    ),
    order="-uploaded",
    nothing=_("Chưa có bản đọc nào."),
)

SPEAKERS: Table[Speaker, Speaker] = Table(
    name="portal.speakers",
    label=_("Người đọc"),
    columns=(
        Column(
            "name",
            _("Tên công bố"),
            lambda row: row.name,
            order=("name",),
            address=lambda row: reverse("portal:speaker", args=[row.pk]),
            is_name=True,
        ),
        Column("voice", _("Giọng"), lambda row: capfirst(row.get_voice_display())),
        Column(
            "consented",
            _("Ngày đồng ý"),
            lambda row: row.consented_on,
            kind=Kind.DAY,
            order=("consented_on",),
        ),
        Column(
            "withdrawn",
            _("Ngày rút đồng ý"),
            lambda row: row.withdrawn_on,
            kind=Kind.DAY,
            order=("withdrawn_on",),
        ),
    ),
    order="name",
    nothing=_("Chưa có người đọc nào."),
)
