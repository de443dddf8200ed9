"""A unit's identity, which no reform of its name, code or place touches."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.scopes.models import (
    ENDS_AFTER_IT_STARTS,
    IS_A_PATH,
    DatedQuerySet,
    ScopeField,
)

NATION_SCOPE = "/1/"


class Kind(models.TextChoices):
    """The level of a unit; an area is a set of units that a policy names."""

    NATION = "nation", _("quốc gia")
    PROVINCE = "province", _("cấp tỉnh")
    DISTRICT = "district", _("cấp huyện")
    COMMUNE = "commune", _("cấp xã")
    VILLAGE = "village", _("thôn, bản, tổ dân phố")
    AREA = "area", _("vùng")


class Form(models.TextChoices):
    """The word before a unit's name; a nation and an area have none.

    It is part of the name, so it stays Vietnamese for every reader.
    """

    NONE = "", ""
    PROVINCE = "province", gettext_noop("Tỉnh")
    CITY = "city", gettext_noop("Thành phố")
    DISTRICT = "district", gettext_noop("Huyện")
    TOWN = "town", gettext_noop("Thị xã")
    COMMUNE = "commune", gettext_noop("Xã")
    WARD = "ward", gettext_noop("Phường")
    TOWNSHIP = "township", gettext_noop("Thị trấn")
    HAMLET = "hamlet", gettext_noop("Thôn")
    UPLAND_HAMLET = "upland_hamlet", gettext_noop("Bản")
    NEIGHBOURHOOD = "neighbourhood", gettext_noop("Tổ dân phố")


class Unit(models.Model):
    """A unit by its own identity; codes are reused and names change, ids never.

    `scope` is the path of the unit now responsible for what was recorded here: its own while it
    lives, its receiver's afterwards. Only a reform rewrites it.
    """

    kind = models.CharField(_("cấp"), max_length=12, choices=Kind)
    key = models.CharField(
        _("khoá trong tệp dữ liệu"), max_length=80, null=True, blank=True, unique=True
    )
    scope = ScopeField(_("phạm vi"))
    latitude = models.DecimalField(_("vĩ độ"), max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(_("kinh độ"), max_digits=9, decimal_places=6, null=True)
    area_km2 = models.DecimalField(_("diện tích (km²)"), max_digits=10, decimal_places=2, null=True)
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["Unit"].as_manager()

    class Meta:
        verbose_name = _("đơn vị")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="unit_scope_is_a_path"),
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="unit_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=models.Q(kind__in=Kind), name="unit_kind_is_known"),
        ]
        indexes = [models.Index(fields=["scope"], name="unit_by_scope")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.scope}"
