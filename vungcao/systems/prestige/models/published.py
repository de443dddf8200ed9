"""What anybody may read of the register: counts of units on a day, never a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.units.models import Unit


class PublishedCount(models.Model):
    """How many persons were recognised in a unit on a day; none where the number is too small."""

    day = models.DateField(_("ngày của số liệu"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("địa bàn"))
    persons = models.PositiveIntegerField(_("số người có uy tín"), null=True)
    published_on = models.DateField(_("ngày công bố"))

    class Meta:
        verbose_name = _("số công bố")
        constraints = [
            models.UniqueConstraint(fields=["day", "unit"], name="published_count_stands_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} #{self.unit_id}"
