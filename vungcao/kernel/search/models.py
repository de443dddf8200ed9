"""The indexes: one row per thing that can be found.

That of the office is read by its function alone (ADR 0034); that of what is published holds nothing
that is not for everybody (ADR 0120).
"""

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


class PublishedText(models.Model):
    """What anybody may find (nội dung công khai): a thing that is published, and its words.

    `also` are other names of the thing, `names` those of the places that it speaks of: it is found
    by them as well.
    """

    source = models.CharField(_("nguồn tìm kiếm"), max_length=60, db_collation="C")
    key = models.CharField(_("khoá"), max_length=200, db_collation="C")
    kind = models.CharField(_("loại nội dung"), max_length=60, db_collation="C")
    title = models.CharField(_("tên hiển thị"), max_length=400)
    address = models.CharField(_("địa chỉ"), max_length=500, blank=True, default="")
    text = models.TextField(_("nội dung"), blank=True, default="")
    also = models.TextField(_("tên khác"), blank=True, default="")
    names = models.TextField(_("tên khác của địa danh"), blank=True, default="")
    section = models.CharField(_("chuyên mục"), max_length=200, blank=True, default="")
    language = models.CharField(_("ngôn ngữ"), max_length=20, db_collation="C")
    day = models.DateField(_("ngày"), null=True)
    stamp = models.CharField(_("dấu của bản"), max_length=100, blank=True, db_collation="C")
    folded = models.CharField(_("tên đã chuẩn hoá"), max_length=400, db_collation="C")
    words = SearchVectorField(_("từ"))

    class Meta:
        verbose_name = _("nội dung công khai")
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="published_text_stands_once")
        ]
        indexes = [
            GinIndex(fields=["words"], name="published_text_by_words"),
            models.Index(fields=["-day", "id"], name="published_text_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.key}"
