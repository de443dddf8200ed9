"""Two records that were one person: what was brought together, so that it can be taken apart."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.people.models.persons import Person
from vungcao.kernel.vault.fields import SealedField


class Merge(models.Model):
    """One merging. `moved` holds the ids of the rows that changed their person, by model.

    It can be undone while `kept` still has the revision that the merge gave it.
    """

    kept = models.ForeignKey(
        Person, models.PROTECT, related_name="merges", verbose_name=_("hồ sơ giữ lại")
    )
    merged = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("hồ sơ được gộp")
    )
    kept_revision = models.PositiveIntegerField(_("số lần ghi sau khi gộp"))
    moved = models.JSONField(_("các dòng đã chuyển"), default=dict)
    made_at = models.DateTimeField(_("gộp lúc"))
    undone_at = models.DateTimeField(_("tách lại lúc"), null=True)

    class Meta:
        verbose_name = _("lần gộp hồ sơ")
        constraints = [
            models.UniqueConstraint(
                fields=["merged"],
                condition=models.Q(undone_at=None),
                name="merge_takes_a_person_once",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.merged_id} → {self.kept_id}"


class ReplacedValue(models.Model):
    """What a field of the kept person said before a merge took the other's value."""

    merge = models.ForeignKey(
        Merge, models.CASCADE, related_name="replaced", verbose_name=_("lần gộp hồ sơ")
    )
    field = models.CharField(_("trường"), max_length=40, db_collation="C")
    value = SealedField(_("giá trị trước đó"), null=True)

    class Meta:
        verbose_name = _("giá trị bị thay")

    def __str__(self) -> str:
        return f"#{self.pk} {self.field}"
