"""How each duty to publish stood when it was last looked at, so that it can wait in a list."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class StandingQuerySet(models.QuerySet["DutyStanding"]):
    """Standings."""

    def lacking(self, day: date) -> "StandingQuerySet":
        """Duties that nothing meets, or nothing of the time that their term allows."""
        return self.filter(models.Q(items=0) | models.Q(lapses_on__lt=day))


class DutyStanding(models.Model):
    """A duty to publish (nghĩa vụ công khai), by its key in the table of duties: what met it last.

    `lapses_on` is empty where no source says how often something new must appear.
    """

    duty = models.CharField(_("nghĩa vụ công khai"), max_length=40, unique=True, db_collation="C")
    items = models.PositiveIntegerField(_("số mục đã công khai"))
    newest_on = models.DateField(_("mục mới nhất ngày"), null=True)
    lapses_on = models.DateField(_("hạn cập nhật"), null=True)
    checked_on = models.DateField(_("xem lại ngày"))

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("tình trạng của nghĩa vụ công khai")

    def __str__(self) -> str:
        return f"{self.duty} {self.items}"
