"""The index: one row per thing that can be found. Only its function reads it (ADR 0034)."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.scopes.models import ScopeField


class SearchEntry(models.Model):
    """What a source offered under a key. The application's own role can neither read nor write it.

    `scope` is empty where every reader of the source may see the entry.
    """

    source = models.CharField(_("nguồn tìm kiếm"), max_length=60, db_collation="C")
    key = models.CharField(_("khoá"), max_length=80, db_collation="C")
    title = models.CharField(_("tên hiển thị"), max_length=400)
    detail = models.CharField(_("chi tiết"), max_length=400, blank=True, default="")
    folded = models.CharField(_("tên đã chuẩn hoá"), max_length=400, db_collation="C")
    scope = ScopeField(_("phạm vi"), blank=True, default="")
    weight = models.PositiveSmallIntegerField(_("trọng số"))
    words = SearchVectorField(_("từ"))

    class Meta:
        verbose_name = _("mục tìm kiếm")
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="search_entry_stands_once")
        ]
        indexes = [GinIndex(fields=["words"], name="search_entry_by_words")]

    def __str__(self) -> str:
        return f"{self.source}:{self.key}"
