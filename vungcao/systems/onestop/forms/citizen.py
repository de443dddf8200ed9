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
        for name, given in list(self.cleaned_data.items()):
            if given and given.size > SIZE:
                self.add_error(name, _t("Tệp lớn quá 10 MB."))
        return self.cleaned_data

    def given(self) -> Mapping[str, Any]:
        """The files that came, by paper."""
        files = self.cleaned_data.items()
        return {name.removeprefix("paper-"): file for name, file in files if file}


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


class Confirm(Form):
    """The last press."""

    is_true = forms.BooleanField(
        label=_("Tôi chịu trách nhiệm về những điều đã khai và giấy tờ đã gửi.")
    )
