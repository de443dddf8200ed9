"""What is said about a page of the portal, and comments that ask for more than an answer below."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.cases.models import Case
from vungcao.kernel.scopes.models import IS_A_PATH, ScopedQuerySet, ScopeField
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.fields import BlindIndexField, SealedField
from vungcao.kernel.vault.models import DataKey
from vungcao.systems.comments.models.comments import Comment, Way


class Remark(models.Model):
    """One remark (góp ý). Its number, term and history are those of its case.

    `page` is the path of the page it is about, without anything secret in it; `source` the comment
    that was passed on. Words, contact and answer stand sealed with a key of their own.
    """

    case = models.OneToOneField(Case, models.PROTECT, verbose_name=_("vụ việc"))
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("địa bàn"))
    scope = ScopeField(_("phạm vi"))
    page = models.CharField(_("trang"), max_length=200, db_collation="C")
    source = models.OneToOneField(
        Comment, models.PROTECT, null=True, verbose_name=_("bình luận được chuyển")
    )
    key = models.ForeignKey(
        DataKey, models.PROTECT, related_name="+", verbose_name=_("khoá dữ liệu")
    )
    way = models.CharField(_("cách trả lời"), max_length=7, choices=Way, blank=True, default="")
    words = SealedField(_("lời góp ý"))
    contact = SealedField(_("điện thoại hoặc thư điện tử"), null=True)
    contact_index = BlindIndexField(_("dấu của liên hệ"), blank=True, default="")
    answer = SealedField(_("nội dung trả lời"), null=True)
    sent_at = models.DateTimeField(_("gửi lúc"))
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)
    erased_at = models.DateTimeField(_("xoá dữ liệu cá nhân lúc"), null=True)

    objects = ScopedQuerySet["Remark"].as_manager()

    class Meta:
        verbose_name = _("góp ý trang")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="remark_scope_is_a_path"),
            models.CheckConstraint(
                condition=Q(answer=None, answered_at=None)
                | Q(answer__isnull=False, answered_at__isnull=False),
                name="remark_is_answered_at_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["scope", "-sent_at"], name="remark_of_scope")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.page}"
