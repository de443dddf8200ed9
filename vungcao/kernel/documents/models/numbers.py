"""Numbers of documents: one sequence per organisation, kind and year, without a gap."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.documents.models.documents import Document, DocumentKind
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.models import (
    ENDS_AFTER_IT_STARTS,
    IS_A_PATH,
    DatedQuerySet,
    ScopeField,
    never_overlaps,
)
from vungcao.kernel.units.models import Unit


class NumberSeries(models.Model):
    """How an organisation numbers documents of one kind between two days.

    `pattern` is written with {so}, {so2} (two digits at least), {nam} and {kyhieu}. A new pattern
    goes on counting where the one before stopped; a new year begins at one.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("cơ quan ban hành")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("địa bàn"))
    scope = ScopeField(_("phạm vi"))
    kind = models.CharField(_("loại văn bản"), max_length=12, choices=DocumentKind)
    symbol = models.CharField(_("ký hiệu"), max_length=40)
    pattern = models.CharField(_("cách viết số"), max_length=60)
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["NumberSeries"].as_manager()

    class Meta:
        verbose_name = _("sổ số văn bản")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="number_series_scope_is_a_path"),
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="number_series_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=DocumentKind), name="number_series_kind_is_known"
            ),
            never_overlaps("number_series_is_one_at_a_time", "organisation", "kind"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.symbol}"


class NumberState(models.TextChoices):
    """What became of a number."""

    USED = "used", _("đã dùng")
    RESERVED = "reserved", _("giữ chỗ")
    CANCELLED = "cancelled", _("đã huỷ số")


class DocumentNumber(models.Model):
    """One number of a year: used by a document, held back, or cancelled with a reason."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="numbers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(_("loại văn bản"), max_length=12, choices=DocumentKind)
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveIntegerField(_("số"))
    day = models.DateField(_("ngày vào sổ"))
    state = models.CharField(_("tình trạng số"), max_length=10, choices=NumberState)
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="entry")
    reason = models.CharField(_("lý do"), max_length=400, blank=True, default="")

    class Meta:
        verbose_name = _("số văn bản")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "year", "number"], name="document_number_is_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=NumberState), name="document_number_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="used", document__isnull=False)
                | (~models.Q(state="used") & models.Q(document=None) & ~models.Q(reason="")),
                name="document_number_is_used_or_explained",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.series_id} {self.number}/{self.year} {self.state}"
