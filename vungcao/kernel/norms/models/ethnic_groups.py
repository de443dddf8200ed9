"""Ethnic groups (dân tộc) with their codes in two schemes, other names and local groups."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.scopes.models import ENDS_AFTER_IT_STARTS, DatedQuerySet, never_overlaps


class Scheme(models.TextChoices):
    """Two lists of codes that disagree from code 04 on: a code means nothing without its scheme."""

    QD421 = "qd421", _("Danh mục theo Quyết định 421/TCTK năm 1979")
    GSO = "gso", _("Danh mục tổng điều tra của cơ quan thống kê")


class GroupKind(models.TextChoices):
    GROUP = "group", _("dân tộc")
    FOREIGN = "foreign", _("người nước ngoài: mã, không phải dân tộc của danh mục 54")


class EthnicGroup(models.Model):
    """One of the 54 ethnic groups of the national list, or the code for foreigners."""

    name = models.CharField(_("tên dân tộc"), max_length=60, unique=True)
    kind = models.CharField(_("loại"), max_length=8, choices=GroupKind, default=GroupKind.GROUP)
    is_minority = models.BooleanField(_("dân tộc thiểu số"))
    is_large_here = models.BooleanField(_("đông người trong tỉnh"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=GroupKind), name="ethnic_group_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(kind=GroupKind.GROUP) | models.Q(is_minority=False),
                name="foreigners_are_no_minority",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EthnicCode(models.Model):
    """The code of a group in one scheme, between two days."""

    group = models.ForeignKey(
        EthnicGroup, models.PROTECT, related_name="codes", verbose_name=_("dân tộc")
    )
    scheme = models.CharField(_("danh mục"), max_length=8, choices=Scheme)
    code = models.CharField(_("mã"), max_length=8, db_collation="C")
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["EthnicCode"].as_manager()

    class Meta:
        verbose_name = _("mã dân tộc")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scheme__in=Scheme), name="ethnic_code_scheme_is_known"
            ),
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="ethnic_code_ends_after_it_starts"
            ),
            never_overlaps("ethnic_code_means_one_group_at_a_time", "scheme", "code"),
            never_overlaps("ethnic_group_has_one_code_at_a_time", "scheme", "group"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.scheme} {self.code}"


class LocalGroup(models.Model):
    """A local group (nhóm địa phương) that counts within an ethnic group."""

    group = models.ForeignKey(
        EthnicGroup, models.PROTECT, related_name="local_groups", verbose_name=_("dân tộc")
    )
    name = models.CharField(_("tên nhóm địa phương"), max_length=60, unique=True)
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))

    class Meta:
        verbose_name = _("nhóm địa phương")

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another name under which a group is met in papers; one name may lead to several groups."""

    group = models.ForeignKey(
        EthnicGroup, models.PROTECT, related_name="aliases", verbose_name=_("dân tộc")
    )
    name = models.CharField(_("tên gọi khác"), max_length=60)
    folded = models.CharField(_("tên đã chuẩn hoá"), max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "folded"], name="alias_stands_once"),
        ]
        indexes = [models.Index(fields=["folded"], name="alias_by_folded_name")]

    def __str__(self) -> str:
        return f"{self.name} → #{self.group_id}"
