"""Tables (bảng): lists that the State sets as a whole, e.g. the indicators of poverty."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.scopes.models import ENDS_AFTER_IT_STARTS, DatedQuerySet, never_overlaps


class Table(models.Model):
    """A list with declared columns: `[{"name": …, "label": …, "type": …}, …]`."""

    code = models.CharField(_("mã"), max_length=80, unique=True, db_collation="C")
    name = models.CharField(_("tên"), max_length=200)
    columns = models.JSONField(_("các cột"))

    def __str__(self) -> str:
        return f"{self.code}: {self.name}"


class TableVersion(models.Model):
    """The rows of a table between two days. A change is a new version, never an edit."""

    table = models.ForeignKey(
        Table, models.PROTECT, related_name="versions", verbose_name=_("bảng")
    )
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["TableVersion"].as_manager()

    class Meta:
        verbose_name = _("phiên bản bảng")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="table_version_ends_after_it_starts"
            ),
            never_overlaps("table_has_one_version_at_a_time", "table"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} ({self.valid_from:%Y-%m-%d})"


class TableRow(models.Model):
    """One row of a version; `values` holds exactly the declared columns as canonical texts."""

    version = models.ForeignKey(
        TableVersion, models.PROTECT, related_name="rows", verbose_name=_("phiên bản")
    )
    key = models.CharField(_("khoá"), max_length=80, db_collation="C")
    values = models.JSONField(_("giá trị"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="table_row_key_stands_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.key}"
