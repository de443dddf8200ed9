"""Procedures and their dated versions: what a dossier is bound to from its receipt on."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.scopes.models import ENDS_AFTER_IT_STARTS, DatedQuerySet, never_overlaps


class Procedure(models.Model):
    """A procedure by the code of the national list; everything else is dated in its versions."""

    code = models.CharField(_("mã thủ tục"), max_length=40, unique=True, db_collation="C")

    class Meta:
        verbose_name = _("thủ tục hành chính")

    def __str__(self) -> str:
        return self.code


class VersionState(models.TextChoices):
    """A draft may be written; what was published never changes, it only ends."""

    DRAFT = "draft", _("đang soạn")
    PUBLISHED = "published", _("đã công bố")


class OnlineLevel(models.TextChoices):
    """How much of a procedure is done online (NĐ 42/2022/NĐ-CP)."""

    FULL = "full", _("toàn trình")
    PART = "part", _("một phần")
    NONE = "none", _("còn lại")


class VersionQuerySet(DatedQuerySet["ProcedureVersion"]):
    """Versions by what they are for."""

    def published(self) -> Self:
        return self.filter(state=VersionState.PUBLISHED)

    def with_process(self) -> Self:
        """Those by which dossiers are worked on here; the others are only listed."""
        return self.exclude(definition={})

    def valid_on(self, day: date) -> Self:
        """The published version of each procedure that counts on a day."""
        return self.published().in_force(day)


class ProcedureVersion(models.Model):
    """A procedure as it is between two days.

    `definition` is the process (`rules/definition.py`), empty where the procedure is only listed;
    `hash` is the SHA-256 of everything that was published. `term_state` says how far the total term
    can be trusted; `level_state` the same of the online level, which is an officer's setting.
    """

    Standing = VersionState

    procedure = models.ForeignKey(
        Procedure, models.PROTECT, related_name="versions", verbose_name=_("thủ tục")
    )
    variant = models.CharField(
        _("tên phiên bản"), max_length=40, blank=True, default="", db_collation="C"
    )
    state = models.CharField(
        _("tình trạng phiên bản"), max_length=9, choices=VersionState, default=VersionState.DRAFT
    )
    name = models.CharField(_("tên thủ tục"), max_length=400)
    field = models.CharField(_("lĩnh vực"), max_length=120)
    agency = models.CharField(_("cơ quan thực hiện"), max_length=200, blank=True, default="")
    applicants = models.JSONField(_("đối tượng thực hiện"), default=list)
    online_level = models.CharField(
        _("mức độ trực tuyến"), max_length=4, choices=OnlineLevel, default=OnlineLevel.NONE
    )
    level_state = models.CharField(
        _("độ tin cậy của mức độ trực tuyến"),
        max_length=12,
        choices=State,
        default=State.UNVERIFIED,
    )
    sets = models.PositiveSmallIntegerField(_("số bộ hồ sơ"), default=1)
    term_halves = models.PositiveSmallIntegerField(
        _("tổng thời hạn (nửa ngày làm việc)"), null=True, blank=True
    )
    term_state = models.CharField(
        _("độ tin cậy của thời hạn"), max_length=12, choices=State, default=State.UNVERIFIED
    )
    term_source = models.CharField(_("nguồn của thời hạn"), max_length=400, blank=True, default="")
    fixed_term = models.CharField(
        _("mốc thời gian cố định"), max_length=200, blank=True, default=""
    )
    fee = models.BigIntegerField(_("phí, lệ phí (đồng)"), null=True, blank=True)
    result = models.CharField(_("kết quả"), max_length=400, blank=True, default="")
    guide = models.TextField(_("hướng dẫn cho người dân"), blank=True, default="")
    definition = models.JSONField(_("quy trình"), default=dict)
    bases: "models.ManyToManyField[Citation, Any]" = models.ManyToManyField(
        Citation, through="VersionBasis", verbose_name=_("căn cứ pháp lý")
    )
    basis = models.ForeignKey(
        Citation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("văn bản quy định thời hạn"),
    )
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)
    decision_number = models.CharField(
        _("quyết định công bố"), max_length=60, blank=True, default=""
    )
    published_at = models.DateTimeField(_("công bố lúc"), null=True, blank=True)
    published_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("người công bố")
    )
    hash = models.CharField(
        _("dấu của bản công bố"), max_length=64, blank=True, default="", db_collation="C"
    )
    draft_version = models.PositiveIntegerField(_("lần sửa bản nháp"), default=0)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("phiên bản thủ tục")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="procedure_version_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(state__in=VersionState), name="procedure_version_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(online_level__in=OnlineLevel), name="procedure_level_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None, hash="")
                | Q(state="published", published_at__isnull=False) & ~Q(hash=""),
                name="procedure_version_is_published_with_its_hash",
            ),
            models.CheckConstraint(
                condition=Q(fee=None) | Q(fee__gte=0), name="procedure_fee_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(definition={}) | Q(term_halves__isnull=False) | Q(state="draft"),
                name="procedure_with_a_process_has_a_term",
            ),
            never_overlaps(
                "procedure_versions_never_overlap", "procedure", condition=Q(state="published")
            ),
            models.UniqueConstraint(
                fields=["procedure", "valid_from", "variant"], name="procedure_version_stands_once"
            ),
        ]
        indexes = [
            models.Index(F("procedure"), F("valid_from").desc(), name="procedure_version_by_day")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.valid_from:%Y-%m-%d}"


class VersionBasis(models.Model):
    """A legal text on which a version rests, in the order in which it is shown."""

    version = models.ForeignKey(
        ProcedureVersion, models.CASCADE, related_name="laid", verbose_name=_("phiên bản thủ tục")
    )
    citation = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    position = models.PositiveSmallIntegerField(_("thứ tự"))

    class Meta:
        verbose_name = _("căn cứ của thủ tục")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="version_basis_has_its_place"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.version_id} {self.position}"
