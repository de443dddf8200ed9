"""Documents (văn bản): what is written, numbered, signed and, some day, no longer in force."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.models import IS_A_PATH, ScopedQuerySet, ScopeField
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.fields import SealedField
from vungcao.kernel.vault.models import DataKey


class DocumentKind(models.TextChoices):
    """Kinds of administrative documents that the product writes."""

    DECISION = "decision", _("quyết định")
    OFFICIAL_LETTER = "letter", _("công văn")
    MINUTES = "minutes", _("biên bản")
    SUBMISSION = "submission", _("tờ trình")
    INVITATION = "invitation", _("giấy mời")
    ANNOUNCEMENT = "announcement", _("thông báo")
    REPORT = "report", _("báo cáo")


class DocumentState(models.TextChoices):
    """Where a document stands on its way."""

    DRAFT = "draft", _("dự thảo văn bản")
    NUMBERED = "numbered", _("đã cấp số, chờ ký")
    ISSUED = "issued", _("đã ban hành")
    REVOKED = "revoked", _("đã thu hồi")


class Document(models.Model):
    """One document. What is printed on it (names, post, place) is kept as it was on its day.

    `values` is what the officer wrote into the template, as JSON; it holds until the paper is
    signed. Free text may speak of a person: it is sealed with `key`, that person's or the
    document's own, and opened by `queries.words`. What is not `is_numbered` (minutes of a village,
    say) bears no number of an office: it is signed by hand, on paper, or with the office's own key,
    and may name the file to which it belongs (`reference`).
    """

    kind = models.CharField(_("loại văn bản"), max_length=12, choices=DocumentKind)
    template = models.CharField(_("mẫu văn bản"), max_length=80, db_collation="C")
    key = models.ForeignKey(
        DataKey, models.PROTECT, related_name="+", verbose_name=_("khoá dữ liệu")
    )
    values = SealedField(_("nội dung"))
    subject = SealedField(_("trích yếu nội dung"))
    is_subject_public = models.BooleanField(_("công khai trích yếu"), default=False)
    issuer = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("cơ quan ban hành"))
    issuer_name = models.CharField(_("tên cơ quan ban hành"), max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("địa bàn"))
    scope = ScopeField(_("phạm vi"))
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=DocumentState, default=DocumentState.DRAFT
    )
    is_numbered = models.BooleanField(_("có số của cơ quan"), default=True)
    number = models.CharField(_("số và ký hiệu"), max_length=60, blank=True, default="")
    reference = models.CharField(
        _("số hồ sơ mà văn bản thuộc về"), max_length=60, blank=True, default=""
    )
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    valid_from = models.DateField(_("có hiệu lực từ"), null=True, blank=True)
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="signed"
    )
    signer_post = models.CharField(_("chức vụ người ký"), max_length=120, blank=True, default="")
    signer_name = models.CharField(_("họ tên người ký"), max_length=120, blank=True, default="")
    revoked_on = models.DateField(_("ngày thu hồi"), null=True, blank=True)
    reason = SealedField(_("lý do thu hồi"), null=True)
    code = models.CharField(_("mã xác minh"), max_length=10, unique=True, db_collation="C")
    is_sample = models.BooleanField(_("văn bản mẫu"), default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người soạn")
    )
    written_at = models.DateTimeField(_("soạn lúc"), db_default=Now())

    objects = ScopedQuerySet["Document"].as_manager()

    class Meta:
        verbose_name = _("văn bản")
        indexes = [models.Index(fields=["scope", "-id"], name="document_by_scope")]
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="document_scope_is_a_path"),
            models.CheckConstraint(
                condition=models.Q(kind__in=DocumentKind), name="document_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=DocumentState), name="document_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", number="", issued_on=None)
                | (
                    ~models.Q(state="draft")
                    & ~models.Q(issued_on=None)
                    & (models.Q(is_numbered=False) ^ ~models.Q(number=""))
                ),
                name="document_has_number_and_day_once_numbered",
            ),
            models.CheckConstraint(
                condition=models.Q(is_numbered=True) | ~models.Q(state="numbered"),
                name="document_without_number_never_waits_for_a_signature",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until=None)
                | models.Q(valid_until__gt=models.F("valid_from")),
                name="document_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(state="revoked") ^ models.Q(revoked_on=None),
                name="document_is_revoked_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.number or self.code}"

    def is_in_force(self, day: date) -> bool:
        """Issued, begun and not ended; a document without a first day holds from its issue."""
        begins = self.valid_from or self.issued_on
        ends = self.valid_until or date.max
        return self.state == DocumentState.ISSUED and begins is not None and begins <= day < ends


class RelationKind(models.TextChoices):
    """What a document does to an earlier one."""

    REPLACES = "replaces", _("thay thế")
    AMENDS = "amends", _("sửa đổi, bổ sung")
    CANCELS = "cancels", _("bãi bỏ văn bản")


class DocumentRelation(models.Model):
    """What a document does to an earlier one, from a day on."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="acts_on")
    target = models.ForeignKey(Document, models.PROTECT, related_name="touched_by")
    kind = models.CharField(_("quan hệ"), max_length=10, choices=RelationKind)
    effective_on = models.DateField(_("từ ngày"))

    class Meta:
        verbose_name = _("quan hệ giữa hai văn bản")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "target", "kind"], name="document_relation_stands_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(document=models.F("target")),
                name="document_relation_is_to_another",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=RelationKind), name="document_relation_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.document_id} {self.kind} #{self.target_id}"


class DocumentBasis(models.Model):
    """A legal text on which a document rests, in the order in which it is printed."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="bases")
    citation = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    position = models.PositiveSmallIntegerField(_("thứ tự"))

    class Meta:
        verbose_name = _("căn cứ của văn bản")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "position"], name="document_basis_has_its_place"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.document_id} {self.position}: #{self.citation_id}"


class Stage(models.TextChoices):
    """What a kept version of the paper is."""

    UNSIGNED = "unsigned", _("bản PDF chưa ký")
    SIGNED = "signed", _("bản PDF đã ký số")


class DocumentVersion(models.Model):
    """One version of the paper, kept for ever: a further signature makes a further version."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    position = models.PositiveSmallIntegerField(_("lần"))
    stage = models.CharField(_("bản"), max_length=10, choices=Stage)
    sha256 = models.CharField(_("mã băm SHA-256"), max_length=64, db_collation="C")
    size = models.PositiveIntegerField(_("dung lượng"))
    file = models.OneToOneField(StoredFile, models.PROTECT, verbose_name=_("tệp"))
    made_at = models.DateTimeField(_("lúc"), db_default=Now())

    class Meta:
        verbose_name = _("bản lưu của văn bản")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "position"], name="document_version_stands_once"
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=Stage), name="document_version_stage_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.document_id} v{self.position} {self.stage}"
