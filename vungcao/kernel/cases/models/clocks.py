"""Pauses: stretches of time in which a case's term does not run."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.cases.models.cases import Case


class Moments(Func):
    """The half-open range of moments `[stopped_at, resumed_at)`; no end is open."""

    function = "tstzrange"


class Pause(models.Model):
    """One pause. `kind` is the code of its reason in the system that owns the case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="pauses", verbose_name=_("vụ việc"))
    kind = models.CharField(_("lý do tạm dừng"), max_length=40, db_collation="C")
    stopped_at = models.DateTimeField(_("dừng lúc"))
    resumed_at = models.DateTimeField(_("chạy tiếp lúc"), null=True)

    class Meta:
        verbose_name = _("lần tạm dừng")
        constraints = [
            models.CheckConstraint(
                condition=Q(resumed_at=None) | Q(resumed_at__gte=F("stopped_at")),
                name="pause_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="pauses_of_a_case_never_overlap",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    (Moments(F("stopped_at"), F("resumed_at")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"
