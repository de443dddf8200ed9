"""How cases of a kind are numbered, by dated rows, and how far each period has counted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.scopes.models import ENDS_AFTER_IT_STARTS, DatedQuerySet, never_overlaps


class NumberPattern(models.Model):
    """The rule of numbering of one kind, for a time: `{prefix}-{yy}{mm}{dd}-{order:04}`."""

    class Reset(models.TextChoices):
        DAY = "day", _("đếm lại mỗi ngày")
        YEAR = "year", _("đếm lại mỗi năm")
        NEVER = "never", _("đếm tiếp mãi")

    kind = models.CharField(_("loại vụ việc"), max_length=60, db_collation="C")
    pattern = models.CharField(_("mẫu số"), max_length=80)
    reset = models.CharField(_("cách đếm"), max_length=5, choices=Reset)
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["NumberPattern"].as_manager()

    class Meta:
        verbose_name = _("quy tắc đánh số")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="number_pattern_ends_after_it_starts"
            ),
            never_overlaps("number_pattern_of_a_kind_is_one_at_a_time", "kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pattern}"


class NumberCounter(models.Model):
    """The last order that was given, for one prefix in one period."""

    pattern = models.ForeignKey(NumberPattern, models.PROTECT, verbose_name=_("quy tắc đánh số"))
    prefix = models.CharField(_("phần đầu"), max_length=40, db_collation="C")
    period = models.CharField(_("kỳ đếm"), max_length=10, db_collation="C")
    last = models.PositiveIntegerField(_("số cuối"), default=0)

    class Meta:
        verbose_name = _("bộ đếm số")
        constraints = [
            models.UniqueConstraint(
                fields=["pattern", "prefix", "period"], name="number_counter_is_one_per_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.prefix} {self.period} {self.last}"
