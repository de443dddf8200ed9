"""Forms about benefits: one for a person, one entered by mistake, money, what a list shows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.systems.prestige.models import Level
from vungcao.systems.prestige.queries.benefits import DayNorms, words_of
from vungcao.systems.prestige.queries.where import CommuneOfList
from vungcao.systems.prestige.rules.benefits import money
from vungcao.systems.prestige.services import granting
from vungcao.web.choices import Radios
from vungcao.web.fields import DateField, DecimalField, Names
from vungcao.web.forms import Form, When
from vungcao.web.pickers import UnitField, Units

WHOLE = {"max_decimal_places": _("Nhập số đồng, không có phần thập phân.")}
NAMED = [(level.value, capfirst(level.label)) for level in Level]
LEVELS = [("", _("Chọn một")), *NAMED]
AMOUNT, BY_LEVEL, PAID = (
    _("Chỉ điền với chế độ bằng tiền."),
    _("Chỉ điền với chế độ có mức riêng từng tuyến."),
    _("Không điền với chế độ có mức riêng từng tuyến."),
)
STATES = [("", _("Đang tính")), ("void", _("Ghi nhầm, đã huỷ")), ("all", _("Tất cả"))]


def money_field(label: Any, *, required: bool = False) -> DecimalField:
    return DecimalField(
        label=label, required=required, max_digits=13, decimal_places=0, error_messages=WHOLE
    )


class BenefitFilters(Form):
    """All may stay empty; then the list shows everything that counts."""

    year = forms.ChoiceField(label=_("Năm"), required=False)
    kind = forms.ChoiceField(label=_("Chế độ"), required=False, widget=Names)
    level = forms.ChoiceField(
        label=_("Cấp chi"), required=False, choices=[("", _("Tất cả")), *NAMED]
    )
    commune = forms.ChoiceField(label=_("Xã, phường"), required=False, widget=Names)
    state = forms.ChoiceField(label=_("Tình trạng"), required=False, choices=STATES)

    def __init__(
        self,
        *args: Any,
        years: Iterable[int],
        kinds: Mapping[str, str],
        communes: Sequence[CommuneOfList],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _t("Tất cả"))
        offered = {
            "year": [every, *((str(year), str(year)) for year in years)],
            "kind": [every, *kinds.items()],
            "commune": [every, *((str(one.id), one.name) for one in communes)],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        if len(communes) < 2:
            del self.fields["commune"]  # nothing to choose between


class BenefitForm(Form):
    """What is given: the kinds of the day with what they allow and what was had this year."""

    kind = forms.ChoiceField(label=_("Chế độ"), widget=Radios)
    amount = money_field(_("Số tiền (đồng)"))
    hospital = forms.ChoiceField(label=_("Tuyến điều trị"), required=False, choices=LEVELS)
    level = forms.ChoiceField(label=_("Cấp chi"), required=False, choices=LEVELS)
    number = forms.CharField(label=_("Số quyết định"), required=False, max_length=60)
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=400, widget=forms.Textarea({"rows": 2})
    )

    unkept = frozenset({"note"})

    def __init__(
        self, *args: Any, norms: DayNorms, had: Mapping[str, Sequence[date]], **kwargs: Any
    ) -> None:
        self.norms = norms
        self.conditions = _conditions(norms)  # type: ignore[misc]  # as the norms of the day say
        super().__init__(*args, **kwargs)
        self.offer([(code, _explained(norms, code, had.get(code, ()))) for code in norms.kinds])

    def offer(self, choices: list[tuple[str, Any]]) -> None:
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def benefit(self, day: date) -> granting.NewBenefit:
        said = self.cleaned_data
        kind = self.norms.kinds[said["kind"]]
        amount = said["amount"]
        return granting.NewBenefit(
            kind=kind.code,
            level=said["hospital"] if kind.by_level else said["level"],
            granted_on=day,
            amount=int(amount) if amount is not None else None,
            number=said["number"],
            note=said["note"],
        )


class NewBenefit(BenefitForm):
    """A benefit of one person."""

    granted_on = DateField(label=_("Ngày trao"))
    field_order = ["kind", "amount", "hospital", "level", "granted_on", "number", "note"]


def _conditions(norms: DayNorms) -> tuple[When, ...]:
    kinds = norms.kinds.values()
    paid = frozenset(kind.code for kind in kinds if kind.is_money)
    graded = frozenset(kind.code for kind in kinds if kind.by_level)
    return (
        When("kind", paid, ("amount",), AMOUNT, ("amount",)),
        When("kind", graded, ("hospital",), BY_LEVEL, ("hospital",)),
        When("kind", frozenset(norms.kinds) - graded, ("level",), PAID, ("level",)),
    )


def _explained(norms: DayNorms, code: str, had: Sequence[date]) -> str:
    kind = norms.kinds[code]
    said = [*limits(norms, code)]
    if had:
        days = ", ".join(f"{day:%d/%m/%Y}" for day in had)
        said.append(
            _t("năm nay đã nhận %(count)d lần: %(days)s") % {"count": len(had), "days": days}
        )
    elif kind.is_money:
        said.append(_t("năm nay chưa nhận"))
    return format_html('{} <span class="muted small">{}</span>', kind.name, "; ".join(said))


def limits(norms: DayNorms, code: str) -> Iterable[str]:
    """The ceilings and times of a kind in words, with their basis."""
    kind = norms.kinds[code]
    levels = Level.values if kind.by_level else [""]
    rows = [(level, norms.ceiling(kind, level)) for level in levels]
    known = [(level, row) for level, row in rows if row is not None]
    if not kind.is_money:
        yield _t("hiện vật")
    elif not known:
        yield _t("chưa có mức: ghi ở Quy định, mã %(code)s") % {"code": norms.code(kind, "")}
    elif kind.by_level:
        told = ", ".join(f"{Level(level).label} {money(int(row.value))}" for level, row in known)
        yield _t("tối đa mỗi lần: %(told)s (%(basis)s)") % {
            "told": told,
            "basis": words_of(known[0][1]),
        }
    else:
        row = known[0][1]
        yield _t("tối đa %(money)s mỗi lần (%(basis)s)") % {
            "money": money(int(row.value)),
            "basis": words_of(row),
        }
    if times := norms.times(kind):
        yield _t("%(times)s lần mỗi năm") % {"times": times.value}


class VoidBenefit(Form):
    """Why it does not count."""

    reason = forms.CharField(
        label=_("Lý do"), max_length=200, help_text=_("Không ghi tên người vào lý do.")
    )


class NewAllotment(Form):
    """Money that a decision sets aside."""

    unit = UnitField(label=_("Địa bàn"))
    year = forms.IntegerField(label=_("Năm ngân sách"), min_value=2018, max_value=2100)
    level = forms.ChoiceField(label=_("Cấp chi"), choices=LEVELS)
    amount = money_field(_("Kinh phí được giao (đồng)"), required=True)
    number = forms.CharField(label=_("Số quyết định giao"), max_length=60)
    decided_on = DateField(label=_("Ngày quyết định"))
    budget_line = forms.CharField(label=_("Nguồn kinh phí"), max_length=200, required=False)

    def __init__(self, *args: Any, by: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, UnitField)
        unit.look_in(Units(today, by.reach))

    def new(self) -> granting.NewAllotment:
        return granting.NewAllotment(
            **{**self.cleaned_data, "amount": int(self.cleaned_data["amount"])}
        )
