"""What prestigious persons report (phản ánh): each is a case with number, due day and answer."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.cases.models import Case
from vungcao.kernel.scopes.models import IS_A_PATH, ScopedQuerySet, ScopeField
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.fields import SealedField
from vungcao.systems.prestige.models.recognitions import Recognition


class ReportKind(models.TextChoices):
    """What a report is about."""

    SITUATION = "situation", _("tình hình thôn, bản")
    WISH = "wish", _("tâm tư, nguyện vọng")
    PROPOSAL = "proposal", _("kiến nghị, đề xuất")
    POLICY = "policy", _("thực hiện chính sách")
    DISASTER = "disaster", _("thiên tai, dịch bệnh, tai nạn")
    MEDIATION = "mediation", _("hoà giải, xích mích")


class ReportChannel(models.TextChoices):
    """How a report came in."""

    MEETING = "meeting", _("gặp trực tiếp")
    TELEPHONE = "telephone", _("điện thoại")
    PAPER = "paper", _("giấy, thư")
    ZALO = "zalo", _("Zalo")
    WEB = "web", _("cổng thông tin")


class FieldReport(models.Model):
    """One report of one person. Its words and the answer stand sealed with the person's key."""

    recognition = models.ForeignKey(
        Recognition, models.PROTECT, related_name="reports", verbose_name=_("người có uy tín")
    )
    case = models.OneToOneField(Case, models.PROTECT, verbose_name=_("vụ việc"))
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("thôn, bản, tổ dân phố"))
    scope = ScopeField(_("phạm vi"))
    kind = models.CharField(_("nội dung phản ánh"), max_length=10, choices=ReportKind)
    channel = models.CharField(_("cách phản ánh"), max_length=10, choices=ReportChannel)
    received_on = models.DateField(_("ngày nhận phản ánh"))
    words = SealedField(_("lời phản ánh"), null=True)
    answer = SealedField(_("nội dung trả lời"), null=True)
    answered_on = models.DateField(_("ngày trả lời"), null=True)

    objects = ScopedQuerySet["FieldReport"].as_manager()

    class Meta:
        verbose_name = _("phản ánh của người có uy tín")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="field_report_scope_is_a_path"),
            models.CheckConstraint(
                condition=Q(kind__in=ReportKind), name="field_report_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=ReportChannel), name="field_report_channel_is_known"
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("received_on")),
                name="field_report_is_answered_after_it_came",
            ),
        ]
        indexes = [models.Index(fields=["scope", "-received_on"], name="field_report_of_scope")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.received_on:%Y-%m-%d}"
