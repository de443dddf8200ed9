"""What officers type about issues: words, which articles, when, how fast, and reports."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.offers.articles import Article
from vungcao.systems.newsletter.models import Language
from vungcao.systems.newsletter.rules import pacing
from vungcao.systems.newsletter.rules.content import tongue
from vungcao.web.choices import Radios
from vungcao.web.fields import DateField
from vungcao.web.forms import Form, When

LONGEST_REPORTS = 1_000_000
NOW, LATER = "now", "later"


class IssueWords(Form):
    """What an issue says itself."""

    title = forms.CharField(
        label=_("Tên số bản tin"),
        max_length=160,
        help_text=_("Cũng là tiêu đề của thư. Ví dụ: Tin công tác dân tộc tuần 48."),
    )
    lead = forms.CharField(
        label=_("Lời dẫn"), max_length=600, required=False, widget=forms.Textarea({"rows": 2})
    )
    note = forms.CharField(
        label=_("Lời riêng của ban biên tập"),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Mỗi dòng là một đoạn. Thông báo, lịch họp, lời nhắc không có trong bài nào."),
    )
    language = forms.ChoiceField(label=_("Ngôn ngữ"), choices=Language.choices, widget=Radios)


class Picking(Form):
    """Articles of the shelves, to be put at the end of an issue."""

    keys = forms.MultipleChoiceField(
        label=_("Bài đã đăng"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một bài.")},
    )

    def __init__(
        self, *args: Any, offered: Sequence[Article], language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["keys"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one.key, _named(one, language)) for one in offered]


def _named(article: Article, language: str) -> str:
    """As the list calls it, with its language where that is not the issue's."""
    words = [article.title, article.section, f"{article.published_at:%d/%m/%Y}"]
    if article.language != language:
        words.append(tongue(article.language))
    if article.sounds:
        words.append(_t("có bản đọc"))
    return " · ".join(filter(None, words))


class Returning(Form):
    """What is to be changed before an issue is approved."""

    reason = forms.CharField(
        label=_("Điều cần sửa"), max_length=500, widget=forms.Textarea({"rows": 2})
    )


class Sending(Form):
    """Now, or at an hour of a day."""

    when = forms.ChoiceField(
        label=_("Gửi lúc nào"),
        choices=[(NOW, _("Gửi ngay")), (LATER, _("Hẹn giờ"))],
        widget=Radios,
        initial=NOW,
    )
    day = DateField(label=_("Ngày gửi"), required=False)
    hour = forms.CharField(
        label=_("Giờ gửi"),
        max_length=5,
        required=False,
        help_text=_("Giờ:phút, ví dụ 07:30."),
    )
    conditions = (
        When("when", frozenset({LATER}), ("day", "hour"), _("Khi hẹn giờ"), needed=("day", "hour")),
    )

    def clean_hour(self) -> time | None:
        said = self.cleaned_data["hour"].strip().replace("h", ":").replace(".", ":")
        if not said:
            return None
        try:
            return datetime.strptime(said, "%H:%M").time()  # noqa: DTZ007 - a time of the day
        except ValueError:
            raise ValidationError(_t("Ghi giờ theo dạng giờ:phút, ví dụ 07:30.")) from None

    @property
    def at(self) -> datetime | None:
        """The moment that was chosen; None for now."""
        said = self.cleaned_data
        if said["when"] == NOW:
            return None
        return datetime.combine(said["day"], said["hour"], ZONE)


class Rate(Form):
    """How fast."""

    rate = forms.IntegerField(
        label=_("Số thư mỗi phút"), min_value=1, max_value=pacing.FASTEST, localize=False
    )


class Reports(Form):
    """The source of letters that came back."""

    source = forms.CharField(
        label=_("Nguồn của thư báo không gửi được"),
        max_length=LONGEST_REPORTS,
        widget=forms.Textarea({"rows": 12, "spellcheck": "false"}),
        help_text=_(
            "Trong hộp thư, mở thư báo rồi chọn “Xem nguồn thư”, chép tất cả và dán vào đây. "
            "Dán được nhiều thư một lần. Nội dung không được lưu lại."
        ),
    )
