"""Rules by which villages, communes and provinces are demarcated (phân định), as dated data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.scopes.models import ENDS_AFTER_IT_STARTS, DatedQuerySet, never_overlaps


class Level(models.TextChoices):
    VILLAGE = "village", _("thôn")
    COMMUNE = "commune", _("xã")
    PROVINCE = "province", _("tỉnh")


class Outcome(models.TextChoices):
    """What a place can be demarcated as."""

    AREA = "area", _("vùng đồng bào dân tộc thiểu số")
    MOUNTAIN = "mountain", _("miền núi")
    DIFFICULT = "difficult", _("đặc biệt khó khăn")
    REGION_1 = "I", _("khu vực I")
    REGION_2 = "II", _("khu vực II")
    REGION_3 = "III", _("khu vực III")
    CRITERIA = "criteria", _("danh mục tiêu chí")


class RuleSet(models.Model):
    """The rules of one decree: exactly one set is in force on a day."""

    code = models.CharField(_("mã"), max_length=40, unique=True, db_collation="C")
    name = models.CharField(_("tên"), max_length=200)
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["RuleSet"].as_manager()

    class Meta:
        verbose_name = _("bộ quy tắc phân định")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="rule_set_ends_after_it_starts"
            ),
            never_overlaps("one_rule_set_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.name}"


class Criterion(models.Model):
    """One condition of an outcome, e.g. `poor_rate ≥ 20 %` for region III.

    An outcome is reached when every condition of one of its alternatives holds. Without a `field`
    nobody has read the condition: it is only described, and nothing can be computed from it.
    """

    rule_set = models.ForeignKey(
        RuleSet, models.PROTECT, related_name="criteria", verbose_name=_("bộ quy tắc")
    )
    level = models.CharField(_("cấp"), max_length=10, choices=Level)
    outcome = models.CharField(_("kết quả"), max_length=12, choices=Outcome)
    variant = models.CharField(_("áp dụng cho"), max_length=40, blank=True, default="")
    alternative = models.PositiveSmallIntegerField(_("trường hợp"))
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    text = models.CharField(_("điều kiện"), max_length=400)
    field = models.CharField(_("chỉ tiêu"), max_length=60, blank=True, default="")
    operator = models.CharField(_("phép so"), max_length=10, blank=True, default="")
    threshold = models.CharField(_("ngưỡng"), max_length=20, blank=True, default="")
    unit_of_measure = models.CharField(_("đơn vị tính"), max_length=40, blank=True, default="")
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))

    class Meta:
        verbose_name = _("tiêu chí phân định")
        constraints = [
            models.UniqueConstraint(
                fields=["rule_set", "level", "outcome", "variant", "alternative", "position"],
                name="criterion_stands_once",
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=Level), name="criterion_level_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome), name="criterion_outcome_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.level} {self.outcome}: {self.text}"
