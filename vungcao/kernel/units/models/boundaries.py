"""The shape of a unit's territory, simplified for maps; never proof of a boundary."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.scopes.models import ENDS_AFTER_IT_STARTS, DatedQuerySet, never_overlaps
from vungcao.kernel.units.models.units import Unit


class Boundary(models.Model):
    """An imported polygon (GeoJSON geometry) with where it came from and who holds its rights."""

    unit = models.ForeignKey(Unit, models.CASCADE, verbose_name=_("đơn vị"))
    geometry = models.JSONField(_("hình"))
    source = models.TextField(_("nguồn"))
    rights = models.TextField(_("ghi chú về quyền sử dụng"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["Boundary"].as_manager()

    class Meta:
        verbose_name = _("ranh giới trên bản đồ")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="boundary_ends_after_it_starts"
            ),
            never_overlaps("boundary_is_one_at_a_time", "unit"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.unit_id}"
