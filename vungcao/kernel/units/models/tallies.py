"""Counts of units on a day, as recorded and as restated by each reform."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.scopes.models import (
    ENDS_AFTER_IT_STARTS,
    IS_A_PATH,
    DatedQuerySet,
    ScopedQuerySet,
    ScopeField,
)
from vungcao.kernel.units.models.reforms import Reform
from vungcao.kernel.units.models.units import Unit


class Tally(models.Model):
    """One count (population, households) of a unit on a day. It keeps the unit of its day.

    `restated_on` is the day from which a reform divides or moves the count.
    """

    measure = models.CharField(_("chỉ số"), max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("đơn vị"))
    scope = ScopeField(_("phạm vi"))
    day = models.DateField(_("ngày"))
    value = models.BigIntegerField(_("số"))
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    restated_on = models.DateField(_("quy đổi từ ngày"), null=True, blank=True)

    objects = ScopedQuerySet["Tally"].as_manager()

    class Meta:
        verbose_name = _("số đếm của đơn vị")
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "unit", "day"], name="tally_stands_once_per_unit_and_day"
            ),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="tally_is_not_negative"),
            models.CheckConstraint(condition=IS_A_PATH, name="tally_scope_is_a_path"),
        ]
        indexes = [models.Index(fields=["measure", "day", "scope"], name="tally_by_day_and_scope")]

    def __str__(self) -> str:
        return f"{self.measure} {self.unit_id} {self.day}: {self.value}"


class RestatedTally(models.Model):
    """The part of a tally that a reform gives to a unit, until the next reform moves it on."""

    tally = models.ForeignKey(Tally, models.CASCADE, verbose_name=_("số gốc"))
    reform = models.ForeignKey(Reform, models.PROTECT, verbose_name=_("sự kiện"))
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("đơn vị"))
    scope = ScopeField(_("phạm vi"))
    value = models.BigIntegerField(_("số"))
    valid_from = models.DateField(_("theo địa giới từ ngày"))
    valid_until = models.DateField(_("đến trước ngày"), null=True, blank=True)

    objects = DatedQuerySet["RestatedTally"].as_manager()

    class Meta:
        verbose_name = _("số đếm quy đổi")
        constraints = [
            models.UniqueConstraint(
                fields=["tally", "reform", "unit"], name="restated_tally_stands_once"
            ),
            models.CheckConstraint(
                condition=models.Q(value__gte=0), name="restated_tally_is_not_negative"
            ),
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="restated_tally_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=IS_A_PATH, name="restated_tally_scope_is_a_path"),
        ]

    def __str__(self) -> str:
        return f"{self.tally_id} → {self.unit_id}: {self.value}"
