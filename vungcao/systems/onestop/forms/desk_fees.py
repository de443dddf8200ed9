"""What is typed about fees: the book's filters, a receipt, why a fee is void."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.systems.onestop.queries.fees import COLLECTED, VOIDED, WAITING
from vungcao.web.fields import DateField
from vungcao.web.forms import Form

MOST = 10_000_000_000
STATES = [
    ("", _("Tất cả")),
    (WAITING, _("Chưa thu")),
    (COLLECTED, _("Đã thu")),
    (VOIDED, _("Đã huỷ")),
]


class Filters(Form):
    """Empty means everything."""

    state = forms.ChoiceField(label=_("Tình trạng"), required=False, choices=STATES)
    since = DateField(label=_("Thu từ ngày"), required=False)
    until = DateField(label=_("đến hết ngày"), required=False)


class Amount(Form):
    """Another amount than the procedure says."""

    code = forms.CharField(widget=forms.HiddenInput, max_length=40)
    amount = forms.IntegerField(
        label=_("Số tiền khác (đồng)"), min_value=1, max_value=MOST, localize=True
    )
    reason = forms.CharField(
        label=_("Vì sao thu khác mức quy định"),
        max_length=200,
        help_text=_("Được miễn thì không ghi ở đây: huỷ khoản thu và ghi lý do."),
    )


class Collect(Form):
    receipt = forms.CharField(label=_("Số biên lai"), max_length=40)


class Void(Form):
    reason = forms.CharField(label=_("Lý do huỷ"), max_length=200)
    is_asked_again = forms.BooleanField(
        label=_("Ghi nhầm biên lai: thu lại khoản này"), required=False
    )
