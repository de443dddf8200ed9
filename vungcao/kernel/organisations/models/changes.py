"""What became of an organisation: which body follows it, and which one keeps its files."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.organisations.models.organisations import Organisation


class OrganisationSuccession(models.Model):
    """One line of an act: what the source did passes to the target on a day.

    Only a transfer lets its source go on. An abolished body may have no successor at all; which
    body receives the files is known of at most one target.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", _("sáp nhập, hợp nhất")
        SPLIT = "split", _("chia, tách")
        REORGANISE = "rename", _("tổ chức lại, đổi tên")
        TRANSFER = "transfer", _("chuyển nhiệm vụ")
        ABOLISH = "abolish", _("giải thể, kết thúc hoạt động")

    kind = models.CharField(_("loại thay đổi"), max_length=10, choices=Kind)
    source = models.ForeignKey(
        Organisation, models.PROTECT, related_name="followed_by", verbose_name=_("cơ quan trước")
    )
    target = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="follows",
        verbose_name=_("cơ quan kế thừa"),
    )
    effective_on = models.DateField(_("ngày có hiệu lực"))
    receives_files = models.BooleanField(_("nhận hồ sơ, tài liệu"), default=False)
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))

    class Meta:
        verbose_name = _("kế thừa của cơ quan")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["merge", "split", "rename", "transfer", "abolish"]),
                name="organisation_succession_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(target__isnull=False)
                | models.Q(kind="abolish", receives_files=False),
                name="organisation_succession_has_a_target_unless_abolished",
            ),
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")),
                name="organisation_never_succeeds_itself",
            ),
            models.UniqueConstraint(
                fields=["source", "target", "effective_on"],
                nulls_distinct=False,
                name="organisation_succession_stands_once",
            ),
            models.UniqueConstraint(
                fields=["source", "effective_on"],
                condition=models.Q(receives_files=True),
                name="organisation_files_go_to_one_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id} ({self.kind})"
