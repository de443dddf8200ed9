"""What strangers fill in: a comment, a remark on a page, code and secret."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts import rules as contacts
from vungcao.systems.comments.models import Way
from vungcao.systems.comments.rules import words as rules
from vungcao.web.forms import Form
from vungcao.web.proof_of_work import ProofForm

HEAVY = 4 * rules.MOST  # more is not even looked through


class Texts(ProofForm):
    """A form with words of a stranger's; what they mean to say is judged once it is tidy."""

    def clean_words(self) -> str:
        """As it came: what was hidden in it is found later."""
        said = str(self.cleaned_data["words"])
        if len(said) > HEAVY:
            raise forms.ValidationError(
                _("Dài quá nhiều. Viết gọn trong %(most)s ký tự.") % {"most": rules.MOST}
            )
        if wrong := rules.against_words(rules.tidy(said)):
            raise forms.ValidationError(wrong)
        return said


class Write(Texts):
    """A comment. `contact` is what the setting asks for; an account is asked for nothing."""

    name = "comments"

    called = forms.CharField(
        label=_("Tên hiện dưới ý kiến"),
        max_length=rules.LONGEST_NAME,
        help_text=_("Mọi người đọc được tên này; không bắt buộc là tên thật."),
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )
    contact = forms.CharField(label=_("Thư điện tử"), max_length=254)
    words = forms.CharField(
        label=_("Ý kiến"),
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Không ghi số điện thoại, số giấy tờ của mình hay của người khác."),
    )

    def __init__(self, *args: Any, way: Way, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way = way
        field = self.fields["contact"]
        if way == Way.ACCOUNT:
            del self.fields["contact"]
        elif way == Way.SMS:
            field.label = _("Điện thoại di động")
            field.help_text = _("Để gửi tin xác nhận. Không hiện ra, không dùng vào việc khác.")
            field.widget = forms.TextInput({"inputmode": "tel", "autocomplete": "tel"})
        else:
            field.help_text = _("Để gửi thư xác nhận. Không hiện ra, không dùng vào việc khác.")
            field.widget = forms.TextInput({"inputmode": "email", "autocomplete": "email"})

    def clean_called(self) -> str:
        said = rules.tidy_line(self.cleaned_data["called"])
        if wrong := rules.against_name(said):
            raise forms.ValidationError(wrong)
        return said

    def clean_contact(self) -> str:
        typed = str(self.cleaned_data["contact"])
        if self.way == Way.SMS:
            return _telephone(typed)
        return _email(typed)


class Remark(Texts):
    """What somebody says about a page, and where the answer goes, if anywhere."""

    name = "comments-page"

    page = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Góp ý"),
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Chỗ nào sai, thiếu, khó hiểu, không mở được?"),
    )
    email = forms.CharField(
        label=_("Thư điện tử để nhận trả lời"),
        max_length=254,
        required=False,
        help_text=_("Không ghi thì theo dõi bằng mã ở bước sau."),
        widget=forms.TextInput({"inputmode": "email", "autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        typed = str(self.cleaned_data["email"])
        return _email(typed) if typed else ""


class Follow(Form):
    """A code and its secret, as the receipt tells them."""

    code = forms.CharField(
        label=_("Mã theo dõi"),
        max_length=20,
        help_text=_("Mười chữ và số, báo khi gửi góp ý."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
    secret = forms.CharField(
        label=_("Mã bí mật"),
        max_length=20,
        help_text=_("Tám chữ và số, chỉ báo một lần."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )


def _email(typed: str) -> str:
    found = contacts.email(rules.tidy_line(typed))
    if not found:
        raise forms.ValidationError(_("Địa chỉ thư điện tử có dạng ten@noi.vn."))
    return found


def _telephone(typed: str) -> str:
    found = contacts.telephone(rules.tidy_line(typed))
    if not found:
        raise forms.ValidationError(_("Số điện thoại gồm 10 chữ số, bắt đầu bằng 0."))
    return found
