"""Forms about visits: planning one, saying that it was made or not, choosing a month."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.systems.prestige.forms.benefits import BenefitForm
from vungcao.systems.prestige.models import Occasion
from vungcao.systems.prestige.queries.benefits import DayNorms
from vungcao.systems.prestige.queries.where import CommuneOfList
from vungcao.systems.prestige.services.granting import NewBenefit
from vungcao.web.choices import Radios
from vungcao.web.fields import DateField, Names
from vungcao.web.forms import Form


class NewVisit(Form):
    """Who goes when, and why."""

    planned_on = DateField(label=_("Ngày dự kiến"))
    occasion = forms.ChoiceField(label=_("Dịp thăm"), widget=Radios, choices=Occasion.choices)
    visitor = forms.CharField(
        label=_("Cơ quan đi thăm"), max_length=200, help_text=_("Tên cơ quan, không ghi tên người.")
    )
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=400, widget=forms.Textarea({"rows": 2})
    )

    unkept = frozenset({"note"})


class VisitDone(BenefitForm):
    """On which day, and what was given if anything."""

    done_on = DateField(label=_("Ngày thăm"))
    field_order = ["done_on", "kind", "amount", "hospital", "level", "number", "note"]

    def __init__(
        self, *args: Any, norms: DayNorms, had: Mapping[str, Sequence[date]], **kwargs: Any
    ) -> None:
        super().__init__(*args, norms=norms, had=had, **kwargs)
        kind = self.fields["kind"]
        kind.label, kind.required = _("Quà, hỗ trợ kèm theo"), False

    def offer(self, choices: list[tuple[str, Any]]) -> None:
        super().offer([("", _t("Không kèm quà, tiền")), *choices])

    def gift(self) -> NewBenefit | None:
        said = self.cleaned_data
        return self.benefit(said["done_on"]) if said["kind"] else None


class VisitDropped(Form):
    """Why nobody goes."""

    note = forms.CharField(
        label=_("Lý do không thăm"), max_length=400, widget=forms.Textarea({"rows": 2})
    )

    unkept = frozenset({"note"})


class MonthFilters(Form):
    """The month stays in the address; the commune is a choice."""

    month = forms.CharField(required=False, max_length=7, widget=forms.HiddenInput)
    commune = forms.ChoiceField(label=_("Xã, phường"), required=False, widget=Names)

    def __init__(self, *args: Any, communes: Sequence[CommuneOfList], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["commune"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _t("Tất cả")), *((str(one.id), one.name) for one in communes)]
