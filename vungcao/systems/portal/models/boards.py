"""Sections that show more than their pages: each has a form, a search or a week of its own."""

from django.utils.translation import gettext_lazy as _

from vungcao.systems.portal.models.pages import Section


class QuestionBoard(Section):
    """Questions of the public with their answers (trang hỏi đáp): search, and a form to ask."""

    page_description = _("Nơi người dân hỏi và đọc câu trả lời; cả cổng cần một trang.")
    parent_page_types = ["portal.Home", "portal.Section"]
    subpage_types = ["portal.AnsweredQuestion"]
    template = "portal/questions.html"

    class Meta:
        verbose_name = _("trang hỏi đáp")


class ConsultationBoard(Section):
    """Drafts on which opinions are asked (trang lấy ý kiến), by how they stand today."""

    page_description = _("Các dự thảo đang lấy ý kiến; cả cổng cần một trang.")
    parent_page_types = ["portal.Home", "portal.Section"]
    subpage_types = ["portal.Consultation"]
    template = "portal/consultations.html"

    class Meta:
        verbose_name = _("trang lấy ý kiến")
