"""Answered questions, as anybody reads them: edited, without anybody's personal data."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from vungcao.kernel.units.names import fold_toneless


class LetterTopic(models.TextChoices):
    """What questions are about. The division is our own; it may be changed without a decree."""

    POLICY = "chinh-sach", _("chính sách dân tộc")
    PROCEDURE = "thu-tuc", _("thủ tục, hồ sơ")
    PROGRAMME = "chuong-trinh", _("chương trình, dự án")
    PRESTIGE = "nguoi-co-uy-tin", _("người có uy tín")
    FAITH = "ton-giao", _("tín ngưỡng, tôn giáo")
    CULTURE = "van-hoa", _("văn hoá, giáo dục")
    OTHER = "khac", _("việc khác")


class AnsweredQuestion(Page):
    """A question and its answer (câu hỏi đã trả lời); the letter it comes from stays sealed."""

    topic = models.CharField(_("lĩnh vực"), max_length=20, choices=LetterTopic)
    question = models.TextField(_("câu hỏi"), max_length=2000)
    answer = models.TextField(_("trả lời"), max_length=5000)
    answered_by = models.CharField(_("cơ quan trả lời"), max_length=200)
    folded = models.TextField(_("chữ để tìm"), editable=False, default="")

    parent_page_types = ["portal.QuestionBoard"]
    subpage_types: list[str] = []
    template = "portal/question.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("topic"),
        FieldPanel("question"),
        FieldPanel("answer"),
        FieldPanel("answered_by"),
    ]

    class Meta:
        verbose_name = _("câu hỏi đã trả lời")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Wagtail asks for it before each saving; what is searched follows what is said."""
        self.folded = fold_toneless(f"{self.title} {self.question} {self.answer}")
        super().full_clean(*args, **kwargs)
