"""What an officer types about a commune's list, its decision, and a proposal to end."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.people.models import Purpose
from vungcao.systems.prestige.forms.selections import choose
from vungcao.systems.prestige.models import ProposalState
from vungcao.systems.prestige.services.printing import ToEnd
from vungcao.web.fields import DateField
from vungcao.web.forms import Form
from vungcao.web.pickers import PersonField, Persons


class Filters(Form):
    """Empty means everything."""

    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("Mọi tình trạng")), *ProposalState.choices],
    )


class NewList(Form):
    """Which checked rounds come on the list."""

    rounds = forms.TypedMultipleChoiceField(
        label=_("Các đợt đã kiểm tra"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    made_on = DateField(label=_("Ngày lập danh sách"))

    def __init__(self, *args: Any, rounds: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["rounds"], rounds)
        self.fields["rounds"].error_messages["required"] = _("Chọn ít nhất một đợt.")


class Decide(Form):
    """The decision on a list: written here, or known by its number."""

    code = forms.CharField(
        label=_("Mã xác minh của quyết định"),
        max_length=20,
        required=False,
        help_text=_("Khi quyết định đã ký số trên hệ thống này; các mục số và ngày để trống."),
    )
    number = forms.CharField(label=_("Số quyết định"), max_length=60, required=False)
    decided_on = DateField(label=_("Ngày quyết định"), required=False)
    valid_from = DateField(label=_("Công nhận từ ngày"))


class End(Form):
    """Why somebody is proposed to leave the list, and who is to follow."""

    reason = forms.ChoiceField(label=_("Lý do"))
    proposed_on = DateField(label=_("Ngày đề nghị"))
    successor = PersonField(
        label=_("Người thay thế"),
        required=False,
        help_text=_("Để trống khi chỉ đề nghị đưa ra khỏi danh sách."),
    )
    words = forms.CharField(
        label=_("Nội dung thêm"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(
        self, *args: Any, by: User, day: date, reasons: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["reason"], reasons)
        person = self.fields["successor"]
        assert isinstance(person, PersonField)
        person.look_in(Persons(by, Purpose.REGISTER, day))

    @property
    def ending(self) -> ToEnd:
        said = self.cleaned_data
        return ToEnd(said["reason"], said["proposed_on"], said["successor"], said["words"])
