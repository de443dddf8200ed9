"""A dossier: what was submitted, by whom, where it stands; each owns a case of the kernel."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases.models import Case
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.people.models import Person
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.fields import BlindIndexField, SealedField
from vungcao.systems.onestop.models.procedures import ProcedureVersion
from vungcao.systems.onestop.rules.statuses import BEFORE_RECEIPT, Status


class Channel(models.IntegerChoices):
    """How a dossier came in; the numbers are those of the national interface (KenhThucHien)."""

    DESK = 1, _("trực tiếp")
    ONLINE = 2, _("trực tuyến")
    POST = 3, _("bưu chính công ích")


class Delivery(models.TextChoices):
    """How the result is to be given back."""

    DESK = "desk", _("nhận tại nơi nộp hồ sơ")
    ONLINE = "online", _("tải bản điện tử")
    POST = "post", _("qua bưu chính công ích")


class Applicant(models.TextChoices):
    """Who applies."""

    PERSON = "person", _("cá nhân")
    VILLAGE = "village", _("thôn, bản, tổ dân phố")
    ORGANISATION = "organisation", _("tổ chức")


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Dossiers; who sees one is who sees its case."""

    def visible_to(self, user: User) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user))

    def held_under(self, scopes: tuple[str, ...]) -> Self:
        """Those for which these places are responsible now."""
        return self.filter(case__in=Case.objects.held_under(scopes))

    def under(self, scopes: tuple[str, ...]) -> Self:
        """Those in which these places take or took part."""
        return self.filter(case__in=Case.objects.under(scopes))

    def received(self) -> Self:
        return self.filter(received_at__isnull=False)


class Dossier(models.Model):
    """One dossier. Number, responsible agency, clock and events are those of its case.

    `unit` is the commune that the affair concerns, `intake` the desk that took it in. `contact` and
    `answers` are JSON sealed with the key of the case; `secret` is the fingerprint of what opens
    the tracking page together with the case's code. Until `received_at` there is no slip and no
    clock. `first_due_at` is the date on the slip; `due_at` of the case moves with pauses.
    """

    case = models.OneToOneField(Case, models.PROTECT, verbose_name=_("vụ việc"))
    version = models.ForeignKey(
        ProcedureVersion, models.PROTECT, verbose_name=_("phiên bản thủ tục")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("địa bàn của hồ sơ"))
    intake = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("nơi tiếp nhận")
    )
    channel = models.PositiveSmallIntegerField(_("cách nộp"), choices=Channel)
    delivery = models.CharField(
        _("cách nhận kết quả"), max_length=6, choices=Delivery, default=Delivery.DESK
    )
    applicant_kind = models.CharField(_("người nộp là"), max_length=12, choices=Applicant)
    applicant = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("người nộp hồ sơ")
    )
    contact = SealedField(_("liên hệ của người nộp"), null=True)
    answers = SealedField(_("nội dung tờ khai"), null=True)
    secret = BlindIndexField(_("dấu của mã bí mật"))
    likeness = BlindIndexField(_("dấu để phát hiện hồ sơ trùng"), blank=True, default="")
    step = models.CharField(_("bước"), max_length=40, db_collation="C")
    step_since = models.DateTimeField(_("vào bước lúc"))
    step_due_at = models.DateTimeField(_("hạn của bước"), null=True)
    status = models.PositiveSmallIntegerField(_("trạng thái quốc gia"), choices=Status)
    outcome = models.CharField(
        _("kết quả giải quyết"), max_length=12, blank=True, default="", db_collation="C"
    )
    submitted_at = models.DateTimeField(_("nộp lúc"))
    received_at = models.DateTimeField(_("tiếp nhận lúc"), null=True)
    first_due_at = models.DateTimeField(_("hẹn trả lần đầu"), null=True)
    finished_at = models.DateTimeField(_("giải quyết xong lúc"), null=True)
    returned_at = models.DateTimeField(_("trả kết quả lúc"), null=True)
    extensions = models.PositiveSmallIntegerField(_("số lần gia hạn"), default=0)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("hồ sơ thủ tục")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status), name="dossier_status_is_known"),
            models.CheckConstraint(
                condition=Q(channel__in=Channel), name="dossier_channel_is_known"
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=False) | Q(status__in=BEFORE_RECEIPT),
                name="dossier_is_worked_on_once_it_is_received",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None) | Q(finished_at__isnull=False),
                name="dossier_is_returned_once_it_is_finished",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None)
                | Q(received_at=None)
                | Q(finished_at__gte=F("received_at")),
                name="dossier_is_finished_after_it_was_received",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "id"], name="dossier_by_status"),
            models.Index(fields=["intake", "received_at"], name="dossier_of_intake"),
            models.Index(fields=["version", "received_at"], name="dossier_of_version"),
            models.Index(
                fields=["step_due_at", "id"],
                condition=Q(finished_at=None),
                name="dossier_by_step_due",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.step}"


class Outcome(models.TextChoices):
    """What was decided of one person of a list."""

    PENDING = "pending", _("chưa quyết định")
    GRANTED = "granted", _("đồng ý")
    REFUSED = "refused", _("không đồng ý")
    REMOVED = "removed", _("rút khỏi danh sách")


class Subject(models.Model):
    """One person (or one thing) of a list dossier, with an outcome of its own.

    `values` are the answers of its line, sealed with the person's key, or the dossier's while
    nobody has said who it is.
    """

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="subjects", verbose_name=_("hồ sơ")
    )
    position = models.PositiveSmallIntegerField(_("số thứ tự"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("nhân khẩu")
    )
    village = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("thôn, bản, tổ dân phố")
    )
    values = SealedField(_("nội dung dòng"), null=True)
    outcome = models.CharField(
        _("kết quả của người này"), max_length=8, choices=Outcome, default=Outcome.PENDING
    )
    reason = SealedField(_("lý do"), null=True)
    decided_at = models.DateTimeField(_("ghi kết quả lúc"), null=True)

    class Meta:
        verbose_name = _("người trong hồ sơ")
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "position"], name="subject_has_its_place_in_the_list"
            ),
            models.UniqueConstraint(
                fields=["dossier", "person"],
                condition=Q(person__isnull=False) & ~Q(outcome="removed"),
                name="subject_stands_once_in_a_list",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome), name="subject_outcome_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.dossier_id} {self.position}"


class Original(models.IntegerChoices):
    """What a paper is; the numbers are those of the national interface (LoaiBan)."""

    ORIGINAL = 0, _("bản chính")
    COPY = 1, _("bản sao")
    ELECTRONIC = 2, _("bản điện tử")


class Paper(models.Model):
    """One paper of a dossier: its place in the procedure's list, and the file if it was scanned.

    What replaces a paper is a new row: the one before stays with `removed_at`.
    """

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="papers", verbose_name=_("hồ sơ")
    )
    code = models.CharField(_("thành phần hồ sơ"), max_length=40, db_collation="C")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, verbose_name=_("tệp"))
    kind = models.PositiveSmallIntegerField(_("loại bản"), choices=Original)
    copies = models.PositiveSmallIntegerField(_("số bản"), default=1)
    is_digitised = models.BooleanField(_("đã số hoá"), default=False)
    is_reused = models.BooleanField(_("dùng lại dữ liệu đã có"), default=False)
    document_code = models.CharField(
        _("mã văn bản dùng lại"), max_length=10, blank=True, default="", db_collation="C"
    )
    supplement = models.ForeignKey(
        "Supplement",
        models.PROTECT,
        null=True,
        related_name="papers",
        verbose_name=_("nộp theo yêu cầu bổ sung"),
    )
    added_at = models.DateTimeField(_("nhận lúc"))
    added_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("người ghi")
    )
    removed_at = models.DateTimeField(_("thôi dùng lúc"), null=True)

    class Meta:
        verbose_name = _("giấy tờ của hồ sơ")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Original), name="paper_kind_is_known"),
            models.CheckConstraint(condition=Q(copies__gte=1), name="paper_is_there_at_least_once"),
        ]
        indexes = [models.Index(fields=["dossier", "code"], name="paper_of_dossier")]

    def __str__(self) -> str:
        return f"#{self.dossier_id} {self.code}"
