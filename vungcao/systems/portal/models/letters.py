"""What the public writes to the office: a question, or an opinion on a draft."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.cases.models import Case
from vungcao.kernel.scopes.models import IS_A_PATH, ScopedQuerySet, ScopeField
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.fields import BlindIndexField, SealedField
from vungcao.kernel.vault.models import DataKey
from vungcao.systems.portal.models.questions import LetterTopic


class LetterKind(models.TextChoices):
    """Why somebody writes."""

    QUESTION = "question", _("câu hỏi")
    OPINION = "opinion", _("ý kiến về dự thảo")


class Verdict(models.TextChoices):
    """What becomes of an opinion on a draft."""

    TAKEN = "taken", _("tiếp thu")
    PARTLY = "partly", _("tiếp thu một phần")
    EXPLAINED = "explained", _("giải trình, không tiếp thu")


class PublicLetter(models.Model):
    """One letter (thư của người dân). Its number, term and history are those of its case.

    Name, words, contact and answer stand sealed with a key of its own. `page` is the number of the
    consultation's page, `shown` that of the page on which a question was answered for everybody.
    """

    kind = models.CharField(_("loại thư"), max_length=8, choices=LetterKind)
    case = models.OneToOneField(Case, models.PROTECT, verbose_name=_("vụ việc"))
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("địa bàn"))
    scope = ScopeField(_("phạm vi"))
    page = models.IntegerField(_("trang lấy ý kiến"), null=True)
    topic = models.CharField(
        _("lĩnh vực"), max_length=20, choices=LetterTopic, blank=True, default=""
    )
    key = models.ForeignKey(
        DataKey, models.PROTECT, related_name="+", verbose_name=_("khoá dữ liệu")
    )
    name = SealedField(_("tên người viết"), null=True)
    words = SealedField(_("lời thư"))
    contact = SealedField(_("thư điện tử"), null=True)
    contact_index = BlindIndexField(_("dấu của liên hệ"), blank=True, default="")
    words_index = BlindIndexField(_("dấu của lời thư"))
    answer = SealedField(_("nội dung trả lời"), null=True)
    verdict = models.CharField(
        _("xử lý ý kiến"), max_length=9, choices=Verdict, blank=True, default=""
    )
    shown = models.IntegerField(_("trang đã trả lời"), null=True)
    sent_at = models.DateTimeField(_("gửi lúc"))
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)
    erased_at = models.DateTimeField(_("xoá dữ liệu cá nhân lúc"), null=True)

    objects = ScopedQuerySet["PublicLetter"].as_manager()

    class Meta:
        verbose_name = _("thư của người dân")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="public_letter_scope_is_a_path"),
            models.CheckConstraint(
                condition=Q(kind="question", page=None, topic__in=LetterTopic)
                | Q(kind="opinion", page__isnull=False, topic="", shown=None),
                name="public_letter_asks_on_a_topic_or_speaks_of_a_page",
            ),
            models.CheckConstraint(
                condition=Q(answer=None, answered_at=None)
                | Q(answer__isnull=False, answered_at__isnull=False),
                name="public_letter_is_answered_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(kind="question", verdict="")
                | Q(kind="opinion", answered_at=None, verdict="")
                | Q(kind="opinion", answered_at__isnull=False, verdict__in=Verdict),
                name="public_letter_of_opinion_is_judged_when_answered",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "kind", "-sent_at"], name="public_letter_of_scope"),
            models.Index(
                fields=["answered_at"], condition=Q(erased_at=None), name="public_letter_to_erase"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"
