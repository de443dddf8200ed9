"""What happens to a dossier on its way: supplements, extensions, opinions, papers, messages."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases.models import Case
from vungcao.kernel.documents.models import Document
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.vault.fields import SealedField
from vungcao.systems.onestop.models.dossiers import Dossier


class Supplement(models.Model):
    """One request for what is missing, all of it at once; the clock stands still meanwhile.

    A step asks once. It asks again only when the citizen brought something new, with the reason.
    `items` is a JSON list of codes of papers and answers with words, sealed.
    """

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="supplements", verbose_name=_("hồ sơ")
    )
    step = models.CharField(_("bước yêu cầu"), max_length=40, db_collation="C")
    items = SealedField(_("nội dung cần bổ sung"))
    is_for_new_facts = models.BooleanField(_("do có giấy tờ mới"), default=False)
    reason = SealedField(_("lý do yêu cầu thêm lần nữa"), null=True)
    asked_at = models.DateTimeField(_("yêu cầu lúc"))
    asked_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("người yêu cầu")
    )
    answered_at = models.DateTimeField(_("bổ sung lúc"), null=True)
    old_due_at = models.DateTimeField(_("hẹn trả trước khi dừng"), null=True)
    new_due_at = models.DateTimeField(_("hẹn trả sau khi bổ sung"), null=True)

    class Meta:
        verbose_name = _("yêu cầu bổ sung")
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "step"],
                condition=Q(is_for_new_facts=False),
                name="supplement_is_asked_once_by_a_step",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(answered_at=None),
                name="supplement_waits_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.dossier_id} {self.step}"


class Extension(models.Model):
    """One extension of the term, with its apology; `fault` is the agency whose step was late."""

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="extended", verbose_name=_("hồ sơ")
    )
    step = models.CharField(_("bước gia hạn"), max_length=40, db_collation="C")
    at = models.DateTimeField(_("gia hạn lúc"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("người gia hạn"))
    halves = models.PositiveSmallIntegerField(_("thêm (nửa ngày làm việc)"))
    old_due_at = models.DateTimeField(_("hẹn trả trước"))
    new_due_at = models.DateTimeField(_("hẹn trả sau"))
    fault = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("nơi chậm")
    )
    reason = SealedField(_("lý do gia hạn"))

    class Meta:
        verbose_name = _("lần gia hạn")
        constraints = [
            models.CheckConstraint(
                condition=Q(new_due_at__gt=models.F("old_due_at")), name="extension_lengthens"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.dossier_id} {self.step}"


class WrittenForm(models.Model):
    """A paper that the engine wrote: forms 01 to 06 of TT 03/2025/TT-VPCP."""

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="forms", verbose_name=_("hồ sơ")
    )
    form = models.CharField(_("mẫu"), max_length=2, db_collation="C")
    document = models.OneToOneField(Document, models.PROTECT, verbose_name=_("văn bản"))
    supplement = models.ForeignKey(
        Supplement, models.PROTECT, null=True, verbose_name=_("yêu cầu bổ sung")
    )
    extension = models.ForeignKey(
        Extension, models.PROTECT, null=True, verbose_name=_("lần gia hạn")
    )
    made_at = models.DateTimeField(_("lập lúc"))

    class Meta:
        verbose_name = _("giấy tờ do hệ thống lập")
        indexes = [models.Index(fields=["dossier", "form"], name="form_paper_of_dossier")]

    def __str__(self) -> str:
        return f"#{self.dossier_id} {self.form}"


class Stance(models.TextChoices):
    """What an agency that was asked says."""

    AGREES = "agrees", _("đồng ý")
    OBJECTS = "objects", _("không đồng ý")
    PARTLY = "partly", _("đồng ý một phần, có ý kiến")


class Opinion(models.Model):
    """An opinion asked of another agency: a child case with a term of its own."""

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="opinions", verbose_name=_("hồ sơ")
    )
    case = models.OneToOneField(Case, models.PROTECT, verbose_name=_("vụ việc"))
    step = models.CharField(_("bước hỏi"), max_length=40, db_collation="C")
    is_required = models.BooleanField(_("phải chờ trả lời"), default=True)
    question = SealedField(_("nội dung hỏi"))
    answer = SealedField(_("nội dung trả lời"), null=True)
    stance = models.CharField(_("ý kiến"), max_length=7, choices=Stance, blank=True, default="")
    asked_at = models.DateTimeField(_("hỏi lúc"))
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)

    class Meta:
        verbose_name = _("ý kiến được hỏi")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, stance="")
                | Q(answered_at__isnull=False, stance__in=Stance),
                name="opinion_is_answered_with_a_stance",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.dossier_id} {self.step}"


class Message(models.Model):
    """What a citizen and the desk write to each other about a dossier."""

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="messages", verbose_name=_("hồ sơ")
    )
    is_from_citizen = models.BooleanField(_("người dân viết"))
    author = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("người viết")
    )
    words = SealedField(_("lời nhắn"))
    at = models.DateTimeField(_("viết lúc"))
    read_at = models.DateTimeField(_("đọc lúc"), null=True)

    class Meta:
        verbose_name = _("lời nhắn về hồ sơ")
        indexes = [models.Index(fields=["dossier", "at"], name="message_of_dossier")]

    def __str__(self) -> str:
        return f"#{self.dossier_id} {self.at:%Y-%m-%d}"


class Rating(models.Model):
    """How content a citizen was, once for each dossier."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, verbose_name=_("hồ sơ"))
    stars = models.PositiveSmallIntegerField(_("mức hài lòng"))
    words = SealedField(_("ý kiến của người dân"), null=True)
    at = models.DateTimeField(_("đánh giá lúc"))

    class Meta:
        verbose_name = _("đánh giá của người dân")
        constraints = [
            models.CheckConstraint(
                condition=Q(stars__gte=1, stars__lte=5), name="rating_has_one_to_five_stars"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.dossier_id} {self.stars}"
