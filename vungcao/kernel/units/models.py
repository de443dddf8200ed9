"""Administrative units (đơn vị hành chính) and villages over time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.scopes.models import DatedQuerySet, ScopeField


class Kind(models.TextChoices):
    NATION = "nation", _("quốc gia")
    PROVINCE = "province", _("cấp tỉnh")
    DISTRICT = "district", _("cấp huyện")
    COMMUNE = "commune", _("cấp xã")
    VILLAGE = "village", _("thôn, bản, tổ dân phố")
    AREA = "area", _("vùng")


class Unit(models.Model):
    """A unit by its own identity; its `scope` leads to the unit now responsible for its rows."""

    kind = models.CharField(_("cấp"), max_length=12, choices=Kind)
    scope = ScopeField(_("phạm vi"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["Unit"].as_manager()

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.scope}"
