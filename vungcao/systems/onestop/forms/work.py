"""What is typed about dossiers in hand: filters, reasons, whom they are given to."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.systems.onestop.models import Stance
from vungcao.web.choices import Radios
from vungcao.web.forms import Form

LONGEST = 5000
STATES = [
    ("", _("Đang giải quyết")),
    ("late", _("Quá hạn")),
    ("soon", _("Sắp đến hạn")),
    ("paused", _("Đang tạm dừng")),
    ("waiting", _("Chờ tiếp nhận")),
    ("result", _("Chờ trả kết quả")),
]
HOLDERS = [("", _("Tất cả")), ("mine", _("Tôi")), ("nobody", _("Chưa giao"))]


class Filters(Form):
    """Empty means everything in hand."""

    state = forms.ChoiceField(label=_("Tình trạng"), required=False, choices=STATES)
    procedure = forms.ChoiceField(label=_("Thủ tục"), required=False)
    step = forms.ChoiceField(label=_("Bước"), required=False)
    holder = forms.ChoiceField(label=_("Người xử lý"), required=False, choices=HOLDERS)

    def __init__(
        self, *args: Any, procedures: Mapping[str, str], steps: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["procedure"], {"": _t("Tất cả"), **procedures})
        offer(self.fields["step"], {"": _t("Tất cả"), **steps})


def offer(field: forms.Field, choices: Mapping[Any, str]) -> None:
    """Set the choices of a field."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices.items())


class Step(Form):
    """A step of a page that showed the case as it was (`seen`)."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, localize=False)


class Assign(Step):
    to = forms.TypedChoiceField(
        label=_("Người xử lý"),
        coerce=int,
        error_messages={
            "invalid_choice": _("Người này đã được giao rồi, hoặc không nhận việc ở cơ quan này.")
        },
    )

    def __init__(self, *args: Any, workers: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["to"], {"": _t("Chọn một người"), **workers})


class Act(Step):
    """A plain action; some want a reason."""

    action = forms.CharField(widget=forms.HiddenInput, max_length=40)
    words = forms.CharField(
        label=_("Lý do, lời ghi"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(
        self, *args: Any, needs_reason: bool = False, needs_request: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = needs_reason or needs_request
        if needs_request:
            self.fields["words"].label = _t("Đơn của người nộp")
            self.fields["words"].help_text = _t(
                "Chỉ khi người nộp có đơn xin rút: ghi ngày của đơn, nhận ở đâu."
            )


class Ask(Step):
    """Everything that is missing, in one request: a line for each paper, and what is no paper."""

    action = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(
        self, *args: Any, papers: Mapping[str, str], needs_reason: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.papers = papers
        for code, label in papers.items():
            self.fields[f"paper_{code}"] = forms.CharField(
                label=label,
                required=False,
                max_length=500,
                help_text=_t("Ghi thiếu gì, sai gì; để trống nếu đã đủ."),
            )
        self.fields["other"] = forms.CharField(
            label=_t("Nội dung khác cần bổ sung"),
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea({"rows": 2}),
        )
        if needs_reason:
            self.fields["is_for_new_facts"] = forms.BooleanField(
                label=_t("Có nội dung mới phát sinh, hoặc văn bản dùng lại không dùng được"),
                required=False,
            )
            self.fields["reason"] = forms.CharField(
                label=_t("Lý do yêu cầu thêm, hoặc yêu cầu nộp văn bản hệ thống đã có"),
                required=False,
                max_length=500,
            )

    def items(self) -> list[tuple[str, str]]:
        """What is missing: the code of a paper, or none, and the words."""
        said = self.cleaned_data
        found = [(code, said[f"paper_{code}"]) for code in self.papers]
        return [(code, words) for code, words in [*found, ("", said["other"])] if words.strip()]


class Supply(Step):
    """What was brought: the papers that came, and words about what is no paper."""

    action = forms.CharField(widget=forms.HiddenInput, max_length=40)
    papers = forms.MultipleChoiceField(
        label=_("Giấy tờ đã nộp bổ sung"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("Nội dung bổ sung khác"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, papers: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["papers"], papers)


class Note(Form):
    words = forms.CharField(
        label=_("Nội dung ghi chú"), max_length=LONGEST, widget=forms.Textarea({"rows": 2})
    )


class Message(Form):
    words = forms.CharField(
        label=_("Lời nhắn gửi người nộp"), max_length=2000, widget=forms.Textarea({"rows": 2})
    )


class AskOpinion(Step):
    """What is asked of which body, and until when."""

    body = forms.TypedChoiceField(label=_("Cơ quan được hỏi"), coerce=int)
    words = forms.CharField(
        label=_("Nội dung cần hỏi"), max_length=LONGEST, widget=forms.Textarea({"rows": 3})
    )
    days = forms.IntegerField(
        label=_("Trả lời trong (ngày làm việc)"), min_value=1, max_value=60, localize=True
    )
    is_required = forms.BooleanField(
        label=_("Phải chờ trả lời mới được trình ký"), required=False, initial=True
    )

    def __init__(self, *args: Any, bodies: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["body"], {"": _t("Chọn một cơ quan"), **bodies})


class AnswerOpinion(Form):
    stance = forms.ChoiceField(label=_("Ý kiến"), choices=Stance.choices, widget=Radios)
    words = forms.CharField(
        label=_("Nội dung trả lời"), max_length=LONGEST, widget=forms.Textarea({"rows": 4})
    )


class WithdrawOpinion(Form):
    reason = forms.CharField(
        label=_("Lý do thôi hỏi"), max_length=500, widget=forms.Textarea({"rows": 2})
    )


class OpinionFilters(Form):
    """Empty means everything."""

    side = forms.ChoiceField(
        label=_("Gửi đến hay gửi đi"),
        required=False,
        choices=[("", _("Tất cả")), ("ours", _("Gửi đến nơi tôi")), ("sent", _("Nơi tôi gửi đi"))],
    )
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("Tất cả")), ("waiting", _("Chờ trả lời")), ("answered", _("Đã trả lời"))],
    )
