"""What anybody may read of the work on dossiers: counts of a month, never a person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.units.models import Unit


class PublishedMonth(models.Model):
    """Dossiers received, done and done in time in a unit's month; none where too few are meant."""

    month = models.DateField(_("tháng, theo ngày đầu tháng"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("địa bàn"))
    received = models.PositiveIntegerField(_("số hồ sơ tiếp nhận"), null=True)
    done = models.PositiveIntegerField(_("số hồ sơ giải quyết xong"), null=True)
    on_time = models.PositiveIntegerField(_("số hồ sơ xong trong hạn"), null=True)
    published_on = models.DateField(_("ngày công bố"))

    class Meta:
        verbose_name = _("số hồ sơ công bố")
        constraints = [
            models.UniqueConstraint(fields=["month", "unit"], name="published_month_stands_once"),
            models.CheckConstraint(
                condition=Q(received=None, done=None, on_time=None)
                | Q(received__isnull=False, done__isnull=False, on_time__isnull=False),
                name="published_month_is_shown_whole_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} #{self.unit_id}"
