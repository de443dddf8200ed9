"""Parameters (tham số): single amounts, terms and thresholds with the days on which they hold."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.scopes.models import ENDS_AFTER_IT_STARTS, DatedQuerySet, never_overlaps


class ValueType(models.TextChoices):
    """How the canonical text of a value is read."""

    INTEGER = "integer", _("số nguyên")
    DECIMAL = "decimal", _("số thập phân")
    MONEY = "money", _("số tiền (đồng)")
    DAYS = "days", _("số ngày")
    TEXT = "text", _("chữ")
    BOOLEAN = "boolean", _("có hoặc không")


class Parameter(models.Model):
    """One thing that the State sets by a value, e.g. `poverty.income.rural`."""

    code = models.CharField(_("mã"), max_length=80, unique=True, db_collation="C")
    name = models.CharField(_("tên"), max_length=200)
    value_type = models.CharField(_("kiểu giá trị"), max_length=8, choices=ValueType)
    unit_of_measure = models.CharField(_("đơn vị tính"), max_length=60, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value_type__in=ValueType), name="parameter_type_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.name}"


class ValueQuerySet(DatedQuerySet["ParameterValue"]):
    """Values, of which a withdrawn one never holds."""

    def standing(self) -> Self:
        return self.filter(is_withdrawn=False)

    def in_force(self, day: date) -> Self:
        return super().in_force(day).standing()


class ParameterValue(models.Model):
    """The value of a parameter between two days, as canonical text. Closed, never edited.

    A value entered by mistake can be withdrawn until it comes into force; the row stays.
    """

    parameter = models.ForeignKey(
        Parameter, models.PROTECT, related_name="values", verbose_name=_("tham số")
    )
    value = models.CharField(_("giá trị"), max_length=400)
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)
    is_withdrawn = models.BooleanField(_("đã rút"), default=False)

    objects = ValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("giá trị tham số")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="parameter_value_ends_after_it_starts"
            ),
            never_overlaps(
                "parameter_has_one_value_at_a_time",
                "parameter",
                condition=models.Q(is_withdrawn=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.value} ({self.valid_from:%Y-%m-%d})"
