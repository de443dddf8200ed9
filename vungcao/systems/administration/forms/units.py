"""What a reader of the units may choose: the day, the hierarchy, a name to look for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.units.models import Hierarchy, Kind
from vungcao.web.fields import DateField
from vungcao.web.forms import Form


class Browse(Form):
    """Empty means: today, the administrative order, the tree. A name or a level asks for a list."""

    q = forms.CharField(
        label=_("Tìm tên"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("Cấp"), required=False, choices=[("", _("Mọi cấp, theo cây")), *Kind.choices]
    )
    day = DateField(label=_("Xem theo ngày"), required=False)
    hierarchy = forms.ChoiceField(label=_("Cách xếp"), required=False, choices=Hierarchy.choices)


class AsOf(Form):
    """The day on which one unit is looked at."""

    day = DateField(label=_("Xem theo ngày"), required=False)
