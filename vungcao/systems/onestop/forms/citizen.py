"""What citizens fill in besides the questions of a procedure: who they are, papers, codes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.forms.questions import Asking, Choices
from vungcao.systems.onestop.models import Applicant, Delivery
from vungcao.systems.onestop.rules.answers import EMAIL, IDENTIFIER, TELEPHONE
from vungcao.systems.onestop.rules.definition import Document
from vungcao.web.choices import Options, Radios
from vungcao.web.forms import Form
from vungcao.web.proof_of_work import ProofForm

CONTACT = ("name", "telephone", "email", "identifier", "address")
KINDS = {kind.value: kind.label for kind in Applicant}
SIZE = 10 * 1024 * 1024
ACCEPTED = ".pdf,.jpg,.jpeg,.png"


def _pattern(pattern: Any, text: str, sentence: Any) -> str:
    plain = "".join(text.split()) if pattern is not EMAIL else text.strip()
    if plain and not pattern.fullmatch(plain):
        raise forms.ValidationError(str(sentence))
    return plain


class Who(ProofForm):
    """Who applies, how to reach them, for which commune, how the result comes back."""

    name = "onestop-apply"

    applicant = forms.ChoiceField(label=_("Người nộp là"), widget=Radios)
    full_name = forms.CharField(
        label=_("Họ và tên người nộp"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    telephone = forms.CharField(
        label=_("Điện thoại"),
        max_length=20,
        help_text=_("10 chữ số, để cán bộ gọi khi cần."),
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.CharField(
        label=_("Thư điện tử"),
        max_length=254,
        required=False,
        widget=forms.TextInput({"inputmode": "email", "autocomplete": "email"}),
    )
    identifier = forms.CharField(
        label=_("Số định danh cá nhân"),
        max_length=20,
        required=False,
        help_text=_("12 chữ số trên thẻ căn cước. Được cất dưới dạng mã hoá."),
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    address = forms.CharField(label=_("Địa chỉ"), max_length=300, required=False)
    place = forms.ChoiceField(
        label=_("Việc thuộc xã, phường nào"), widget=Options, help_text=_("Theo tên hiện nay.")
    )
    delivery = forms.ChoiceField(
        label=_("Cách nhận kết quả"), widget=Radios, choices=Delivery.choices, initial="online"
    )

    def __init__(
        self,
        *args: Any,
        applicants: Sequence[str],
        asking: Asking,
        place: Unit | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = [(kind, KINDS[kind]) for kind in applicants if kind in KINDS]
        self._offer("applicant", offered or list(Applicant.choices))
        if place is None:
            self._offer("place", [("", _("Chọn một")), *asking.communes])
        else:
            del self.fields["place"]
            del self.fields["altcha"]

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_full_name(self) -> str:
        return " ".join(self.cleaned_data["full_name"].split())

    def clean_telephone(self) -> str:
        said = _("Số điện thoại gồm 10 chữ số, bắt đầu bằng 0.")
        return _pattern(TELEPHONE, self.cleaned_data["telephone"], said)

    def clean_email(self) -> str:
        said = _("Địa chỉ thư điện tử có dạng ten@noi.vn.")
        return _pattern(EMAIL, self.cleaned_data["email"], said)

    def clean_identifier(self) -> str:
        said = _("Số định danh gồm 12 chữ số (hoặc 9 chữ số của chứng minh nhân dân).")
        return _pattern(IDENTIFIER, self.cleaned_data["identifier"], said)

    def contact(self) -> dict[str, str]:
        """As a dossier keeps it."""
        said = {"name": self.cleaned_data["full_name"]}
        return said | {one: self.cleaned_data[one] for one in CONTACT[1:]}


class Papers(Form):
    """A file for each paper of the list; what was sent before stays until another one comes."""

    def __init__(self, *args: Any, papers: Sequence[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._wanted = {f"paper-{one.code}" for one in papers if one.is_required}
        for one in papers:
            self.fields[f"paper-{one.code}"] = forms.FileField(
                label=one.label,
                help_text=one.why,
                required=False,
                max_length=200,
                widget=forms.FileInput({"accept": ACCEPTED}),
                error_messages={"empty": _("Tệp này rỗng. Chọn tệp khác.")},
            )

    def clean(self) -> dict[str, Any]:
        for paper, given in self.given().items():
            if given.size > SIZE:
                self.add_error(f"paper-{paper}", _t("Tệp lớn quá 10 MB."))
        return self.cleaned_data

    def wants(self, name: str) -> bool:
        """Whether the dossier cannot be submitted without this paper."""
        return name in self._wanted

    def given(self) -> Mapping[str, Any]:
        """The files that came, by paper."""
        return {
            name.removeprefix("paper-"): file
            for name, file in self.cleaned_data.items()
            if file and name.startswith("paper-")
        }


class Proof(Form):
    """A code and its secret, as they were told."""

    code = forms.CharField(
        label=_("Mã tra cứu"),
        max_length=20,
        help_text=_("Mười chữ và số, in trên giấy tiếp nhận hoặc giấy báo đã nộp."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
    secret = forms.CharField(
        label=_("Mã bí mật"),
        max_length=20,
        help_text=_("Tám chữ và số, chỉ báo một lần khi nộp."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
    refusal = _("Mã tra cứu hoặc mã bí mật chưa đúng. Xem lại rồi nhập lại.")


class DraftProof(Proof):
    """The same of a draft, as its own page tells them."""

    refusal = _("Mã bản nháp hoặc mã bí mật chưa đúng. Xem lại rồi nhập lại.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Mã bản nháp")
        self.fields["code"].help_text = _("Mười chữ và số, báo khi bắt đầu khai.")
        self.fields["secret"].help_text = _("Tám chữ và số, báo cùng mã bản nháp.")


class Confirm(Form):
    """The last press."""

    is_true = forms.BooleanField(
        label=_("Tôi chịu trách nhiệm về những điều đã khai và giấy tờ đã gửi"),
        error_messages={"required": _("Đánh dấu vào ô này thì mới nộp được.")},
    )


class Supply(Papers):
    """The answer to one request: files for what was asked, and words."""

    words = forms.CharField(
        label=_("Nội dung bổ sung, giải trình"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )


class Withdraw(Form):
    """The second time that it is asked."""

    words = forms.CharField(
        label=_("Lý do"), max_length=500, required=False, widget=forms.Textarea({"rows": 3})
    )
    is_sure = forms.BooleanField(
        label=_("Tôi muốn rút hồ sơ này và hiểu là không lấy lại được"),
        error_messages={"required": _("Đánh dấu vào ô này nếu thật sự muốn rút.")},
    )


class Write(Form):
    """A message to the desk."""

    words = forms.CharField(
        label=_("Nhắn cho cơ quan giải quyết"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )


class Rate(Form):
    """How content somebody was."""

    stars = forms.TypedChoiceField(
        label=_("Bạn hài lòng đến mức nào"),
        coerce=int,
        widget=Radios,
        choices=[
            (5, _("Rất hài lòng")),
            (4, _("Hài lòng")),
            (3, _("Bình thường")),
            (2, _("Không hài lòng")),
            (1, _("Rất không hài lòng")),
        ],
    )
    words = forms.CharField(
        label=_("Ý kiến thêm"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )
