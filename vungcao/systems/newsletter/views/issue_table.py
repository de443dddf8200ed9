"""The list of issues: what each column says of one."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vungcao.systems.newsletter.models import Issue, IssueState
from vungcao.web.tables import Column, Kind, Table

TONES = {
    IssueState.DRAFT: "",
    IssueState.HANDED_IN: "warn",
    IssueState.APPROVED: "ok",
    IssueState.SENDING: "run",
    IssueState.PAUSED: "warn",
    IssueState.SENT: "ok",
}

TABLE: Table[Issue, Issue] = Table(
    name="newsletter.issues",
    label=_("Các số bản tin"),
    columns=(
        Column(
            "title",
            _("Tên số"),
            lambda row: row.title,
            order=("title",),
            address=lambda row: reverse("newsletter:work", args=[row.pk]),
            is_name=True,
        ),
        Column("number", _("Số"), lambda row: row.number, order=("number",)),
        Column(
            "state",
            _("Trạng thái"),
            lambda row: row.get_state_display(),
            order=("state",),
            leads=True,
        ),
        Column("size", _("Số bài"), lambda row: row.size, kind=Kind.NUMBER),  # type: ignore[attr-defined]
        Column(
            "made", _("Soạn lúc"), lambda row: row.made_at, kind=Kind.MOMENT, order=("made_at",)
        ),
        Column(
            "started",
            _("Gửi lúc"),
            lambda row: row.started_at or row.sends_at,
            kind=Kind.MOMENT,
            order=("started_at",),
        ),
        Column("language", _("Ngôn ngữ"), lambda row: row.get_language_display(), usual=False),
    ),
    order="-made",
    nothing=_("Chưa có số bản tin nào."),
)
