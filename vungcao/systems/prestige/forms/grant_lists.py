"""The form of a list of grants: what, by which decision, for the persons of which communes."""

from collections.abc import Sequence
from posixpath import commonpath
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.forms.benefits import (
    AMOUNT,
    LEVELS,
    limits,
    money_field,
)
from vungcao.systems.prestige.queries.benefits import DayNorms
from vungcao.systems.prestige.queries.where import CommuneOfList, unit_of
from vungcao.systems.prestige.services.granting import NewBenefit, NewGrantList
from vungcao.web.choices import Options, Radios
from vungcao.web.fields import DateField
from vungcao.web.forms import Form, When

WHOLE = [("all", _("Tất cả các xã trong phạm vi của tôi")), ("some", _("Một số xã"))]
SOME = _("Chỉ chọn khi chi cho một số xã.")

OF_SOME = When("whole", frozenset({"some"}), ("communes",), SOME, ("communes",))


class NewList(Form):
    """One decision, for everybody of some communes who is on the list on the day of the gift."""

    title = forms.CharField(
        label=_("Tên đợt"), max_length=200, help_text=_("Ví dụ: Quà Tết Nguyên đán 2026.")
    )
    kind = forms.ChoiceField(label=_("Chế độ"), widget=Options)
    amount = money_field(_("Mức mỗi người (đồng)"))
    level = forms.ChoiceField(label=_("Cấp chi, tuyến điều trị"), choices=LEVELS)
    granted_on = DateField(label=_("Ngày trao"))
    number = forms.CharField(label=_("Số quyết định"), max_length=60)
    decided_on = DateField(label=_("Ngày quyết định"))
    issuer_name = forms.CharField(label=_("Nơi ra quyết định"), max_length=200)
    budget_line = forms.CharField(label=_("Nguồn kinh phí"), max_length=200, required=False)
    whole = forms.ChoiceField(label=_("Chi cho người có uy tín của"), widget=Radios, choices=WHOLE)
    communes = forms.MultipleChoiceField(
        label=_("Các xã, phường"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, norms: DayNorms, offered: Sequence[CommuneOfList], **kwargs: Any
    ) -> None:
        kinds = norms.kinds.values()
        paid = frozenset(kind.code for kind in kinds if kind.is_money)
        of_money = When("kind", paid, ("amount",), AMOUNT, ("amount",))
        has_choice = len(offered) > 1
        self.conditions = (of_money, OF_SOME) if has_choice else (of_money,)  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        self.scopes = {str(one.id): one.scope for one in offered}
        told = [
            (kind.code, f"{kind.name} ({'; '.join(limits(norms, kind.code))})") for kind in kinds
        ]
        for name, choices in (
            ("kind", [("", _("Chọn một")), *told]),
            ("communes", [(str(one.id), one.name) for one in offered]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        if not has_choice:
            del self.fields["whole"], self.fields["communes"]

    @property
    def chosen(self) -> list[str]:
        """The scopes of the communes that are meant."""
        said = self.cleaned_data
        meant = said["communes"] if said.get("whole") == "some" else self.scopes
        return [self.scopes[pk] for pk in meant]

    def benefit(self) -> NewBenefit:
        said = self.cleaned_data
        amount = said["amount"]
        return NewBenefit(
            kind=said["kind"],
            level=said["level"],
            granted_on=said["granted_on"],
            amount=int(amount) if amount is not None else None,
            number=said["number"],
        )

    def new(self) -> NewGrantList:
        said = self.cleaned_data
        return NewGrantList(
            unit=Unit.objects.get(pk=unit_of(above_all(self.chosen))),
            title=said["title"],
            benefit=self.benefit(),
            decided_on=said["decided_on"],
            issuer_name=said["issuer_name"],
            budget_line=said["budget_line"],
        )


def above_all(scopes: Sequence[str]) -> str:
    """The scope of the lowest unit that all of them lie in; one alone is itself."""
    return f"{commonpath(scopes)}/"
