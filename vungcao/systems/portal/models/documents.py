"""Documents for everybody: a register, and what editors write into it themselves."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page

from vungcao.systems.portal.models.files import PublicFile

ENDS_BEFORE = _("Ngày hết hiệu lực phải sau ngày có hiệu lực.")
BEGINS_BEFORE = _("Ngày có hiệu lực không thể trước ngày ban hành.")


class DocumentForm(models.TextChoices):
    """The form of a document (hình thức văn bản); the kernel's kinds keep their words."""

    LAW = "law", _("luật")
    ORDINANCE = "ordinance", _("pháp lệnh")
    RESOLUTION = "resolution", _("nghị quyết")
    DECREE = "decree", _("nghị định")
    CIRCULAR = "circular", _("thông tư")
    DIRECTIVE = "directive", _("chỉ thị")
    DECISION = "decision", _("quyết định")
    PLAN = "plan", _("kế hoạch")
    GUIDANCE = "guidance", _("hướng dẫn")
    ANNOUNCEMENT = "announcement", _("thông báo")
    REPORT = "report", _("báo cáo")
    LETTER = "letter", _("công văn")
    SUBMISSION = "submission", _("tờ trình")
    MINUTES = "minutes", _("biên bản")
    INVITATION = "invitation", _("giấy mời")


class Register(Page):
    """A public register of documents (sổ văn bản công khai): a list that is searched by its facts.

    With `shows_issued` it also holds what the product's own offices issued and marked as public.
    """

    lead = models.CharField(_("lời giới thiệu"), max_length=300, blank=True)
    shows_issued = models.BooleanField(
        _("hiện cả văn bản do các cơ quan ban hành trong hệ thống"), default=True
    )

    page_description = _("Danh sách văn bản, có ô tìm và lọc.")
    parent_page_types = ["portal.Section"]
    subpage_types = ["portal.RecordedDocument"]
    template = "portal/register.html"
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("shows_issued")]

    class Meta:
        verbose_name = _("sổ văn bản công khai")


class RecordedDocument(Page):
    """A document that an editor wrote into the register (văn bản ghi vào sổ). Its title is the
    abstract; `issued_code` names the paper of our own of which it gives the text."""

    form = models.CharField(_("hình thức"), max_length=12, choices=DocumentForm)
    authority = models.CharField(_("cơ quan ban hành"), max_length=200)
    number = models.CharField(_("số, ký hiệu"), max_length=60)
    issued_on = models.DateField(_("ngày ban hành"))
    effective_on = models.DateField(
        _("ngày có hiệu lực"),
        null=True,
        blank=True,
        help_text=_("Để trống: có hiệu lực từ ngày ban hành."),
    )
    ended_on = models.DateField(_("hết hiệu lực từ ngày"), null=True, blank=True)
    field = models.CharField(_("lĩnh vực"), max_length=120, blank=True)
    file = models.ForeignKey(
        PublicFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("toàn văn"),
        help_text=_(
            "Tệp PDF, Word hoặc Excel. Không tải lên văn bản có thông tin riêng của người."
        ),
    )
    issued_code = models.CharField(
        _("mã xác minh"),
        max_length=10,
        blank=True,
        db_collation="C",
        help_text=_("Chỉ ghi khi văn bản do cơ quan ban hành trong hệ thống này: sổ hiện một lần."),
    )

    page_description = _("Một văn bản: số, ngày, hiệu lực, tệp.")
    parent_page_types = ["portal.Register"]
    subpage_types: list[str] = []
    template = "portal/recorded_document.html"
    content_panels = [
        TitleFieldPanel("title", heading=_("Trích yếu")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("form", required_on_save=True), FieldPanel("number")]),
                FieldPanel("authority"),
                FieldPanel("field"),
            ],
            heading=_("Văn bản"),
        ),
        FieldRowPanel(
            [FieldPanel("issued_on"), FieldPanel("effective_on"), FieldPanel("ended_on")],
            heading=_("Ngày"),
        ),
        FieldPanel("file"),
        FieldPanel("issued_code"),
    ]

    class Meta:
        verbose_name = _("văn bản ghi vào sổ")
        indexes = [models.Index(fields=["-issued_on"], name="recorded_document_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(form__in=DocumentForm), name="recorded_document_form_is_known"
            )
        ]

    @property
    def begins_on(self) -> date:
        return self.effective_on or self.issued_on

    def is_in_force(self, day: date) -> bool:
        return self.begins_on <= day and (self.ended_on is None or day < self.ended_on)

    def clean(self) -> None:
        super().clean()
        wrong = {}
        if self.issued_on and self.effective_on and self.effective_on < self.issued_on:
            wrong["effective_on"] = BEGINS_BEFORE
        if self.issued_on and self.ended_on and self.ended_on <= self.begins_on:
            wrong["ended_on"] = ENDS_BEFORE
        if wrong:
            raise ValidationError(wrong)
