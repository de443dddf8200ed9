"""What is true of a unit between two days: its name, its codes, its place under another."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.scopes.models import ENDS_AFTER_IT_STARTS, DatedQuerySet, never_overlaps
from vungcao.kernel.units.models.units import Form, Kind, Unit


class Hierarchy(models.TextChoices):
    """In which order of things a unit has its place."""

    ADMINISTRATIVE = "administrative", _("hành chính")
    FORMER_DISTRICT = "former_district", _("địa bàn huyện cũ")
    TARGET_AREA = "target_area", _("vùng chính sách")


class Name(models.Model):
    """The name of a unit without its form; the full name is both (`Xã Vân Sơn`).

    `folded` is the name without form, tones and accents, to be searched.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, verbose_name=_("đơn vị"))
    form = models.CharField(_("loại"), max_length=16, choices=Form, blank=True, default=Form.NONE)
    text = models.CharField(_("tên"), max_length=120)
    folded = models.CharField(_("tên không dấu"), max_length=120)
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["Name"].as_manager()

    class Meta:
        verbose_name = _("tên đơn vị")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="name_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=models.Q(form__in=Form), name="name_form_is_known"),
            never_overlaps("name_is_one_at_a_time", "unit"),
        ]
        indexes = [
            GinIndex(fields=["folded"], name="name_by_parts", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["folded"], name="name_by_folded"),
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()} {self.text}".strip()


class Code(models.Model):
    """An official code in a scheme. Codes are reused: only with a day do they name a unit."""

    unit = models.ForeignKey(Unit, models.CASCADE, verbose_name=_("đơn vị"))
    kind = models.CharField(_("cấp"), max_length=12, choices=Kind)
    scheme = models.CharField(_("bộ mã"), max_length=20)
    code = models.CharField(_("mã"), max_length=20)
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["Code"].as_manager()

    class Meta:
        verbose_name = _("mã đơn vị")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="code_ends_after_it_starts"
            ),
            never_overlaps("code_is_one_at_a_time", "unit", "scheme"),
            never_overlaps("code_names_one_unit_at_a_time", "scheme", "kind", "code"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"


class Placement(models.Model):
    """Under which unit another one stands, in one hierarchy."""

    unit = models.ForeignKey(Unit, models.CASCADE, verbose_name=_("đơn vị"))
    hierarchy = models.CharField(_("hệ thống"), max_length=16, choices=Hierarchy)
    parent = models.ForeignKey(
        Unit, models.PROTECT, related_name="placed_below", verbose_name=_("đơn vị trên")
    )
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["Placement"].as_manager()

    class Meta:
        verbose_name = _("vị trí của đơn vị")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="placement_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~models.Q(unit=models.F("parent")), name="placement_is_below_another"
            ),
            models.CheckConstraint(
                condition=models.Q(hierarchy__in=Hierarchy), name="placement_hierarchy_is_known"
            ),
            never_overlaps("placement_is_one_at_a_time", "unit", "hierarchy"),
        ]
        indexes = [models.Index(fields=["parent", "hierarchy"], name="placement_by_parent")]

    def __str__(self) -> str:
        return f"{self.hierarchy}: {self.unit_id} < {self.parent_id}"
