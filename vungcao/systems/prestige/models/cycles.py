"""Cycles (kỳ): the years for which a list of prestigious persons is drawn up."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.scopes.models import ENDS_AFTER_IT_STARTS, DatedQuerySet, never_overlaps


class Cycle(models.Model):
    """One cycle, e.g. 2023–2027: who is recognised in it counts until its last day at most."""

    code = models.CharField(_("mã kỳ"), max_length=20, unique=True, db_collation="C")
    name = models.CharField(_("tên kỳ"), max_length=60)
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"))

    objects = DatedQuerySet["Cycle"].as_manager()

    class Meta:
        verbose_name = _("kỳ công nhận")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="cycle_ends_after_it_starts"
            ),
            never_overlaps("cycle_is_one_at_a_time"),
        ]

    def __str__(self) -> str:
        return self.name
