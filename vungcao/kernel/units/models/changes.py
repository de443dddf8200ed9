"""What a reform does to units that are there: parts pass on, or the unit itself changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.units.models.reforms import Establishment, Reform
from vungcao.kernel.units.models.units import Form, Unit


class Succession(models.Model):
    """A part of a source passes to a target, by an integer weight among the source's parts.

    A source may be its own target: it goes on with the rest of its territory. One target of each
    source is the receiver, responsible for what cannot be divided.
    """

    reform = models.ForeignKey(Reform, models.CASCADE, verbose_name=_("sự kiện"))
    source = models.ForeignKey(
        Unit, models.PROTECT, related_name="passed_on", verbose_name=_("đơn vị trước")
    )
    target = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="taken_over", verbose_name=_("đơn vị sau")
    )
    establishment = models.ForeignKey(
        Establishment, models.CASCADE, null=True, verbose_name=_("đơn vị sau (mới lập)")
    )
    weight = models.PositiveIntegerField(_("trọng số"), default=1)
    position = models.PositiveSmallIntegerField(_("thứ tự"), default=1)
    is_receiver = models.BooleanField(_("nơi nhận hồ sơ, sổ sách"), default=True)

    class Meta:
        verbose_name = _("phần chuyển sang đơn vị sau")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weight__gt=0), name="succession_weight_is_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(target__isnull=False) | models.Q(establishment__isnull=False),
                name="succession_has_a_target",
            ),
            models.UniqueConstraint(
                fields=["reform", "source"],
                condition=models.Q(is_receiver=True),
                name="succession_has_one_receiver",
            ),
            models.UniqueConstraint(
                fields=["reform", "source", "position"], name="succession_position_is_taken_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id or self.establishment_id} ({self.weight})"


class Revision(models.Model):
    """A unit keeps its identity and changes its name, form, code or place; or it is abolished.

    Empty means unchanged. An abolished unit may name a receiver; without one its parent answers.
    """

    reform = models.ForeignKey(Reform, models.CASCADE, verbose_name=_("sự kiện"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="revisions", verbose_name=_("đơn vị")
    )
    name = models.CharField(_("tên mới"), max_length=120, blank=True, default="")
    form = models.CharField(_("loại mới"), max_length=16, choices=Form, blank=True, default="")
    code = models.CharField(_("mã mới"), max_length=20, blank=True, default="")
    parent_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("đơn vị trên mới")
    )
    parent_establishment = models.ForeignKey(
        Establishment,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("đơn vị trên mới (mới lập)"),
    )
    is_abolished = models.BooleanField(_("bãi bỏ"), default=False)
    receiver_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("nơi nhận")
    )
    receiver_establishment = models.ForeignKey(
        Establishment,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("nơi nhận (mới lập)"),
    )

    class Meta:
        verbose_name = _("thay đổi của đơn vị")
        constraints = [
            models.UniqueConstraint(
                fields=["reform", "unit"], name="revision_is_one_per_unit_and_reform"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.reform_id}"
