"""What is chosen about campaigns: filters, and everything that a new one says."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.organisations.queries import called
from vungcao.systems.statistics.models import CampaignState, FormVersion, Reporter, Stage
from vungcao.systems.statistics.rules import periods, punctuality
from vungcao.systems.statistics.services.campaigning import MOST_DAYS, NewCampaign
from vungcao.web.fields import DateField
from vungcao.web.forms import Form
from vungcao.web.pickers import UnitField, Units

PERIODS_BACK, PERIODS_AHEAD = 12, 2


class Campaigns(Form):
    """Over the list of campaigns; empty means all."""

    state = forms.ChoiceField(
        label=_("Tình trạng đợt"),
        required=False,
        choices=[
            ("", _("Tất cả")),
            *(one for one in CampaignState.choices if one[0] != CampaignState.TAKEN),
        ],
    )


class Board(Form):
    """Over the board of one campaign; empty means all who owe an answer."""

    state = forms.ChoiceField(
        label=_("Đúng hạn hay muộn"),
        required=False,
        choices=[("", _("Tất cả")), *((k.value, v) for k, v in punctuality.NAMES.items())],
    )
    stage = forms.TypedChoiceField(
        label=_("Bước"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Mọi bước")), *Stage.choices],
    )


class Open(Form):
    """A campaign by one version of a form; the days are counted when they are looked at."""

    period = forms.TypedChoiceField(label=_("Kỳ báo cáo"), coerce=int)
    unit = UnitField(
        label=_("Địa bàn"),
        help_text=_("Mọi đơn vị phải báo cáo nằm trong địa bàn này."),
    )
    organisations = forms.ModelMultipleChoiceField(
        label=_("Sở, ngành phải báo cáo"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    due_days = forms.IntegerField(
        label=_("Hạn nộp: số ngày làm việc"),
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("Đếm từ ngày cuối kỳ, theo lịch làm việc của tỉnh."),
    )
    late_days = forms.IntegerField(
        label=_("Hạn chót: thêm số ngày làm việc"),
        min_value=0,
        max_value=MOST_DAYS,
        initial=0,
        help_text=_("Sau hạn chót mà chưa nộp thì tính là không báo cáo."),
    )
    counted_from = DateField(
        label=_("Đếm hạn từ ngày khác"),
        required=False,
        help_text=_("Khi thu thập một kỳ đã qua lâu."),
    )

    def __init__(
        self,
        *args: Any,
        version: FormVersion,
        today: date,
        within: tuple[str, ...],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        period, unit = self.fields["period"], self.fields["unit"]
        assert isinstance(period, forms.TypedChoiceField)
        assert isinstance(unit, UnitField)
        period.choices = [(one, periods.name(one)) for one in offered(version, today)]
        unit.look_in(Units(today, within))
        self._offer_bodies(today, within)

    def _offer_bodies(self, today: date, within: tuple[str, ...]) -> None:
        """Bodies owe a form of theirs; communes and villages are found by themselves."""
        if self.version.reporter != Reporter.DEPARTMENT:
            del self.fields["organisations"]
            return
        bodies = self.fields["organisations"]
        assert isinstance(bodies, forms.ModelMultipleChoiceField)
        found = Organisation.objects.in_force(today).filter(kind="department").under(within)
        bodies.queryset = found.order_by("pk")
        names = called([one.pk for one in found], today)
        bodies.choices = [(one.pk, names.get(one.pk, "")) for one in found]

    def new(self) -> NewCampaign:
        said = dict(self.cleaned_data)
        said["organisations"] = list(said.get("organisations") or ())
        return NewCampaign(version=self.version, **said)


def offered(version: FormVersion, today: date) -> Sequence[int]:
    """Periods of the form's kind around today that its version knows, the last finished first."""
    now = periods.containing(today, periods.Kind(version.period_kind))
    around = [periods.moved(now, n) for n in range(PERIODS_AHEAD - 1, -PERIODS_BACK, -1)]
    until = version.valid_until or date.max
    known = [one for one in around if version.valid_from <= last_day(one) < until]
    finished = [one for one in known if last_day(one) < today]
    return [*finished, *(one for one in reversed(known) if one not in finished)]


def last_day(period: int) -> date:
    return date.fromordinal(periods.end(period).toordinal() - 1)
