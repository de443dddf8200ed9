"""A reform (sắp xếp đơn vị) and the units that it makes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.units.models.units import Form, Kind, Unit


class ReformState(models.TextChoices):
    """What has become of a reform."""

    DRAFT = "draft", _("dự thảo")
    APPLIED = "applied", _("đã áp dụng")
    UNDONE = "undone", _("đã hoàn tác")


class Reform(models.Model):
    """One decision that merges, splits, renames, moves or abolishes units on a day.

    It may be decided before its day; then rows are dated at once, and scopes move on the day
    itself (`scopes_moved_on`). `journal` remembers which rows it closed and opened.
    """

    key = models.CharField(
        _("khoá trong tệp dữ liệu"), max_length=80, null=True, blank=True, unique=True
    )
    title = models.CharField(_("tên"), max_length=200)
    effective_on = models.DateField(_("ngày có hiệu lực"))
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    decision_number = models.CharField(_("số quyết định"), max_length=120, blank=True, default="")
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    state = models.CharField(
        _("tình trạng"), max_length=8, choices=ReformState, default=ReformState.DRAFT
    )
    applied_on = models.DateField(_("ngày áp dụng"), null=True, blank=True)
    applied_by = models.CharField(_("người áp dụng"), max_length=150, blank=True, default="")
    scopes_moved_on = models.DateField(_("ngày chuyển phạm vi"), null=True, blank=True)
    journal = models.JSONField(_("các dòng đã đóng, đã mở"), default=dict, blank=True)

    class Meta:
        verbose_name = _("sự kiện sắp xếp đơn vị")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ReformState), name="reform_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(scopes_moved_on=None)
                | models.Q(scopes_moved_on__gte=models.F("effective_on")),
                name="reform_moves_scopes_from_its_day_on",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == ReformState.DRAFT

    @property
    def is_applied(self) -> bool:
        return self.state == ReformState.APPLIED


class Establishment(models.Model):
    """A unit that a reform makes; `unit` is filled when the reform is applied."""

    reform = models.ForeignKey(Reform, models.CASCADE, verbose_name=_("sự kiện"))
    key = models.CharField(_("khoá"), max_length=80)
    kind = models.CharField(_("cấp"), max_length=12, choices=Kind)
    form = models.CharField(_("loại"), max_length=16, choices=Form, blank=True)
    name = models.CharField(_("tên"), max_length=120)
    code = models.CharField(_("mã"), max_length=20, blank=True, default="")
    parent_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("đơn vị trên")
    )
    parent_establishment = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name=_("đơn vị trên (mới lập)")
    )
    latitude = models.DecimalField(_("vĩ độ"), max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(_("kinh độ"), max_digits=9, decimal_places=6, null=True)
    area_km2 = models.DecimalField(_("diện tích (km²)"), max_digits=10, decimal_places=2, null=True)
    unit = models.OneToOneField(
        Unit, models.SET_NULL, null=True, related_name="establishment", verbose_name=_("đơn vị")
    )

    class Meta:
        verbose_name = _("đơn vị mới lập")
        constraints = [
            models.UniqueConstraint(
                fields=["reform", "key"], name="establishment_key_is_unique_in_a_reform"
            ),
            models.CheckConstraint(
                condition=models.Q(parent_unit=None) | models.Q(parent_establishment=None),
                name="establishment_has_one_parent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()} {self.name}".strip()
