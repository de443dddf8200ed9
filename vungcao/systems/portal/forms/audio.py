"""Recordings and speakers as officers type them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from vungcao.systems.portal.models import Language, Speaker, Voice
from vungcao.systems.portal.rules.audio import KIND
from vungcao.web.choices import Radios
from vungcao.web.fields import DateField
from vungcao.web.forms import Form, When
from vungcao.web.uploads import UploadForm

VOICES = [one for one in Voice.choices if one[0] != Voice.TONE]
CONSENT = ("consented_on", "consent")


class NewRecording(UploadForm):
    """A recording of a page."""

    kind = KIND

    page = forms.ChoiceField(label=_("Đọc bài nào"))
    language = forms.ModelChoiceField(
        label=_("Đọc bằng tiếng"), queryset=Language.objects.none(), empty_label=None
    )
    speaker = forms.ModelChoiceField(
        label=_("Người đọc"), queryset=Speaker.objects.none(), empty_label=None
    )
    words = forms.CharField(
        label=_("Lời của bản đọc"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Cho người không nghe được. Bỏ trống khi đọc đúng chữ của bài."),
    )
    words_in = forms.ChoiceField(label=_("Lời ấy viết bằng"), widget=Radios, initial="vi")

    def __init__(
        self,
        *args: Any,
        pages: Sequence[Page],
        languages: Sequence[Language],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pages = {str(one.pk): one for one in pages}
        self.fields["page"].choices = [(pk, one.title) for pk, one in self.pages.items()]  # type: ignore[attr-defined]
        spoken = [one.pk for one in languages]
        self.fields["language"].queryset = Language.objects.filter(pk__in=spoken).order_by("order")  # type: ignore[attr-defined]
        willing = Speaker.objects.filter(withdrawn_on=None).order_by("name", "pk")
        self.fields["speaker"].queryset = willing  # type: ignore[attr-defined]
        own = _("Chính thứ tiếng được đọc")
        self.fields["words_in"].choices = [("vi", _("Tiếng Việt")), ("own", own)]  # type: ignore[attr-defined]


class NewSpeaker(Form):
    """Who reads, and what they have agreed to."""

    name = forms.CharField(
        label=_("Tên công bố"),
        max_length=120,
        help_text=_("Tên mà người đọc đồng ý cho ghi dưới bản đọc."),
    )
    voice = forms.ChoiceField(label=_("Giọng"), choices=VOICES, widget=Radios, initial="person")
    consented_on = DateField(label=_("Ngày đồng ý"), required=False)
    consent = forms.CharField(
        label=_("Đồng ý điều gì"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Chép đúng giấy đồng ý: đọc bài gì, phát ở đâu, trong bao lâu."),
    )
    conditions = (
        When("voice", frozenset({Voice.PERSON}), CONSENT, _("Khi là người đọc"), needed=CONSENT),
    )


class Withdrawing(Form):
    """Why a recording is taken down."""

    reason = forms.CharField(label=_("Lý do gỡ"), max_length=300)
