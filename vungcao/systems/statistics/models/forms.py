"""Forms and their versions; which cell of a form means which figure."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.scopes.models import ENDS_AFTER_IT_STARTS, DatedQuerySet, never_overlaps
from vungcao.systems.statistics.models.indicators import Cell


class Form(models.Model):
    """A form by our own code; everything else is dated in its versions."""

    code = models.CharField(_("mã biểu"), max_length=40, unique=True, db_collation="C")

    class Meta:
        verbose_name = _("biểu số liệu")

    def __str__(self) -> str:
        return self.code


class FormState(models.TextChoices):
    """A draft may be written; what was published never changes, it only ends."""

    DRAFT = "draft", _("đang soạn")
    PUBLISHED = "published", _("đã ban hành")


class PeriodKind(models.IntegerChoices):
    """How long the periods of a form are; the numbers are those of `rules/periods.py`."""

    YEAR = 0, _("năm")
    HALF = 1, _("6 tháng")
    QUARTER = 2, _("quý")
    MONTH = 3, _("tháng")


class Reporter(models.TextChoices):
    """Who owes a form: each village reports through its commune."""

    COMMUNE = "commune", _("xã, phường")
    VILLAGE = "village", _("thôn, bản, tổ dân phố (qua xã)")
    DEPARTMENT = "department", _("sở, ngành")


class FormVersionQuerySet(DatedQuerySet["FormVersion"]):
    """Versions by what they are for."""

    def published(self) -> Self:
        return self.filter(state=FormState.PUBLISHED)

    def valid_on(self, day: date) -> Self:
        """The published version of each form for periods that end with this day."""
        return self.published().in_force(day)


class FormVersion(models.Model):
    """A form as it is for the periods that end between two days.

    `definition` is its layout (`rules/layout.py`); `hash` the SHA-256 of everything published.
    `trust` says whether it is a form of the State (`seen`) or a proposal of our own.
    """

    form = models.ForeignKey(
        Form, models.PROTECT, related_name="versions", verbose_name=_("biểu số liệu")
    )
    number = models.PositiveSmallIntegerField(_("phiên bản số"))
    state = models.CharField(
        _("tình trạng biểu"), max_length=9, choices=FormState, default=FormState.DRAFT
    )
    name = models.CharField(_("tên biểu"), max_length=300)
    period_kind = models.PositiveSmallIntegerField(_("kỳ báo cáo"), choices=PeriodKind)
    reporter = models.CharField(_("nơi báo cáo"), max_length=10, choices=Reporter)
    unit_of_measure = models.CharField(_("đơn vị tính"), max_length=120, blank=True, default="")
    guide = models.TextField(_("hướng dẫn ghi biểu"), blank=True, default="")
    definition = models.JSONField(_("cấu trúc biểu"), default=dict)
    trust = models.CharField(
        _("độ tin cậy của biểu"), max_length=12, choices=State, default=State.UNVERIFIED
    )
    source = models.CharField(_("nguồn của biểu"), max_length=400, blank=True, default="")
    basis = models.ForeignKey(
        Citation, models.PROTECT, null=True, related_name="+", verbose_name=_("căn cứ")
    )
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)
    published_at = models.DateTimeField(_("ban hành lúc"), null=True, blank=True)
    published_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("người ban hành")
    )
    hash = models.CharField(
        _("dấu của bản ban hành"), max_length=64, blank=True, default="", db_collation="C"
    )
    draft_version = models.PositiveIntegerField(_("lần sửa bản nháp"), default=0)

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("phiên bản biểu")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="form_version_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(state__in=FormState), name="form_version_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(period_kind__in=PeriodKind), name="form_period_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(reporter__in=Reporter), name="form_reporter_is_known"
            ),
            models.CheckConstraint(condition=Q(trust__in=State), name="form_trust_is_known"),
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None, hash="")
                | Q(state="published", published_at__isnull=False) & ~Q(hash=""),
                name="form_version_is_published_with_its_hash",
            ),
            models.UniqueConstraint(
                fields=["form", "number"], name="form_version_number_stands_once"
            ),
            never_overlaps(
                "form_has_one_version_at_a_time", "form", condition=Q(state="published")
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.number}"


class FormCell(models.Model):
    """A cell of a published version that is typed in, and the figure for which it stands."""

    version = models.ForeignKey(
        FormVersion, models.PROTECT, related_name="form_cells", verbose_name=_("phiên bản biểu")
    )
    code = models.CharField(_("mã ô"), max_length=81, db_collation="C")
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="+", verbose_name=_("ô số liệu"))
    decimals = models.PositiveSmallIntegerField(_("số chữ số lẻ được nhập"))
    position = models.PositiveSmallIntegerField(_("thứ tự"))

    class Meta:
        verbose_name = _("ô của biểu")
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="form_cell_stands_once"),
            models.UniqueConstraint(
                fields=["version", "cell"], name="figure_stands_once_in_a_form"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"
