"""A question, an opinion, code and secret of a letter; the office's answer and its public form."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts import rules as contacts
from vungcao.systems.portal.models import LetterKind, LetterTopic, Verdict
from vungcao.systems.portal.rules import letters as rules
from vungcao.web.choices import Radios
from vungcao.web.forms import Form
from vungcao.web.proof_of_work import ProofForm

STATES = [("", _("Chờ trả lời")), ("late", _("Quá hạn")), ("answered", _("Đã trả lời"))]
KINDS = [("", _("Mọi loại")), *((one.value, capfirst(one.label)) for one in LetterKind)]
TOPICS = [(one.value, capfirst(one.label)) for one in LetterTopic]


class Write(ProofForm):
    """What every letter of the public has: words, and who writes if they want to say it."""

    words = forms.CharField(
        label=_("Nội dung"),
        max_length=4 * rules.MOST,
        widget=forms.Textarea({"rows": 8}),
    )
    called = forms.CharField(
        label=_("Họ tên"),
        max_length=rules.LONGEST_NAME,
        required=False,
        help_text=_("Không hiện ra trên cổng."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.CharField(
        label=_("Thư điện tử để nhận trả lời"),
        max_length=254,
        required=False,
        help_text=_("Không ghi thì xem trả lời bằng mã ở bước sau."),
        widget=forms.TextInput({"inputmode": "email", "autocomplete": "email"}),
    )

    def clean_words(self) -> str:
        said = str(self.cleaned_data["words"])
        if wrong := rules.against_words(rules.tidy(said)):
            raise forms.ValidationError(wrong)
        return said

    def clean_email(self) -> str:
        typed = rules.tidy_line(str(self.cleaned_data["email"]))
        found = contacts.email(typed) if typed else ""
        if typed and not found:
            raise forms.ValidationError(_("Địa chỉ thư điện tử có dạng ten@noi.vn."))
        return found


class Ask(Write):
    name = "portal-question"

    topic = forms.ChoiceField(label=_("Hỏi về"), choices=TOPICS, widget=Radios)

    field_order = ("topic", "words", "called", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("Câu hỏi")
        self.fields["words"].help_text = _(
            "Hỏi một việc một lần. Không ghi số giấy tờ, số tài khoản."
        )


class Opine(Write):
    name = "portal-opinion"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("Ý kiến")
        self.fields["words"].help_text = _("Ghi rõ điều, khoản nào, nên sửa thế nào, vì sao.")


class Follow(Form):
    """A code and its secret, as the receipt tells them."""

    code = forms.CharField(
        label=_("Mã theo dõi"),
        max_length=20,
        help_text=_("Mười chữ và số, báo khi gửi thư."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
    secret = forms.CharField(
        label=_("Mã bí mật"),
        max_length=20,
        help_text=_("Tám chữ và số, chỉ báo một lần."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )


class Filters(Form):
    """Empty: what waits, of every kind."""

    kind = forms.ChoiceField(label=_("Loại thư"), required=False, choices=KINDS)
    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=STATES)


class Answer(Form):
    """The answer to a question; `seen` is the case as the page showed it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, localize=False)
    words = forms.CharField(
        label=_("Nội dung trả lời"), max_length=5000, widget=forms.Textarea({"rows": 8})
    )


class Judge(Answer):
    """What becomes of an opinion, and why."""

    verdict = forms.ChoiceField(label=_("Xử lý ý kiến"), choices=Verdict.choices, widget=Radios)

    field_order = ("seen", "verdict", "words")


class Show(Form):
    """A question as everybody may read it."""

    title = forms.CharField(
        label=_("Tên câu hỏi"), max_length=200, help_text=_("Một câu ngắn, nói rõ hỏi gì.")
    )
    topic = forms.ChoiceField(label=_("Lĩnh vực"), choices=TOPICS)
    question = forms.CharField(
        label=_("Câu hỏi, đã bỏ thông tin riêng"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
    )
    answer = forms.CharField(
        label=_("Trả lời"), max_length=5000, widget=forms.Textarea({"rows": 8})
    )
