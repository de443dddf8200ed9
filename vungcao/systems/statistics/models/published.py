"""Figures that others have published: notes to read beside our own, never added to them."""

from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import State
from vungcao.systems.statistics.models.indicators import Indicator


class PublishedFigure(models.Model):
    """What somebody has published: a share, a rounded number, a figure of several years.

    A count of a unit on a day is no note but a figure like all others. `indicator` is what it is
    shown beside; `about` says that the number is rounded.
    """

    code = models.CharField(_("mã số đã công bố"), max_length=20, unique=True, db_collation="C")
    name = models.CharField(_("nội dung của số"), max_length=200)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, related_name="+", verbose_name=_("chỉ tiêu gần nhất")
    )
    place = models.CharField(_("nơi của số"), max_length=120)
    time = models.CharField(_("thời gian của số"), max_length=60)
    detail = models.CharField(_("chi tiết của số"), max_length=120, blank=True, default="")
    about = models.CharField(_("cách nói của nguồn"), max_length=20, blank=True, default="")
    value = models.DecimalField(_("số đã công bố"), max_digits=18, decimal_places=4)
    unit_of_measure = models.CharField(_("đơn vị tính của số"), max_length=40)
    remark = models.CharField(_("lời ghi kèm số"), max_length=400, blank=True, default="")
    source = models.CharField(_("nơi công bố"), max_length=400)
    state = models.CharField(_("độ tin cậy của số"), max_length=12, choices=State)

    class Meta:
        verbose_name = _("số liệu đã công bố")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State), name="published_figure_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(source=""), name="published_figure_says_where_it_was_read"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def host(self) -> str:
        """Where it was published, short enough for a cell."""
        return (urlsplit(self.source).hostname or self.source).strip(".")
