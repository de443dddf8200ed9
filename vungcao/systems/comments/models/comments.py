"""What readers write below articles, from its arrival to what became of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases.models import Case
from vungcao.kernel.scopes.models import IS_A_PATH, ScopedQuerySet, ScopeField
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.codes import new_code
from vungcao.kernel.vault.fields import BlindIndexField, SealedField
from vungcao.kernel.vault.models import DataKey


class CommentState(models.TextChoices):
    """Where a comment stands; `rules.moving` says what leads where."""

    SUBMITTED = "submitted", _("chờ người viết xác nhận")
    LAPSED = "lapsed", _("không được xác nhận")
    HELD = "held", _("chờ duyệt")
    PUBLISHED = "published", _("đã đăng")
    REJECTED = "rejected", _("không đăng")
    ESCALATED = "escalated", _("đã chuyển giải quyết")
    REMOVED = "removed", _("đã gỡ")


class Way(models.TextChoices):
    """How a writer proves to be reachable; a letter's value is its partner of the outbox."""

    EMAIL = "email", _("thư điện tử")
    SMS = "sms", _("tin nhắn điện thoại")
    ACCOUNT = "account", _("tài khoản")


class Reason(models.TextChoices):
    """Why a comment is not published; the words go to its writer."""

    OFF_TOPIC = "off-topic", _("không nói về bài viết này")
    PRIVATE = "private", _("có thông tin riêng tư của người khác hoặc của chính người viết")
    INSULT = "insult", _("có lời xúc phạm, kích động hoặc kỳ thị")
    UNLAWFUL = "unlawful", _("có nội dung pháp luật không cho phép đăng")
    UNCHECKED = "unchecked", _("có tin chưa kiểm chứng được")
    ADVERTISING = "advertising", _("là quảng cáo hoặc đường dẫn không liên quan")
    REPEATED = "repeated", _("trùng với ý kiến đã nhận")
    UNREADABLE = "unreadable", _("không đọc hiểu được")


class Comment(models.Model):
    """One comment. Name, words and contact stand sealed with a key of its own.

    Its case, which keeps number, term and history, begins when the writer has confirmed.
    `marks` are codes of what screening found; `article` is the key of the shelf of articles.
    """

    code = models.CharField(_("mã"), max_length=10, unique=True, default=new_code, db_collation="C")
    article = models.CharField(_("bài"), max_length=120, db_collation="C")
    title = models.CharField(_("tên bài"), max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("địa bàn"))
    scope = ScopeField(_("phạm vi"))
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=CommentState, default=CommentState.SUBMITTED
    )
    way = models.CharField(_("cách xác nhận"), max_length=7, choices=Way)
    account = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("tài khoản")
    )
    key = models.ForeignKey(
        DataKey, models.PROTECT, related_name="+", verbose_name=_("khoá dữ liệu")
    )
    name = SealedField(_("tên hiển thị"))
    words = SealedField(_("lời bình luận"))
    contact = SealedField(_("điện thoại hoặc thư điện tử"), null=True)
    contact_index = BlindIndexField(_("dấu của liên hệ"), blank=True, default="")
    words_index = BlindIndexField(_("dấu của lời bình luận"))
    marks = models.CharField(
        _("dấu hiệu cần xem"), max_length=80, blank=True, default="", db_collation="C"
    )
    sent_at = models.DateTimeField(_("gửi lúc"))
    verified_at = models.DateTimeField(_("xác nhận lúc"), null=True)
    case = models.OneToOneField(Case, models.PROTECT, null=True, verbose_name=_("vụ việc"))
    reason = models.CharField(
        _("lý do không đăng"), max_length=12, choices=Reason, blank=True, default=""
    )
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True)
    erased_at = models.DateTimeField(_("xoá dữ liệu cá nhân lúc"), null=True)

    objects = ScopedQuerySet["Comment"].as_manager()

    class Meta:
        verbose_name = _("bình luận")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="comment_scope_is_a_path"),
            models.CheckConstraint(
                condition=Q(state__in=CommentState), name="comment_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(verified_at=None, case=None, state__in=("submitted", "lapsed"))
                | Q(verified_at__isnull=False, case__isnull=False)
                & ~Q(state__in=("submitted", "lapsed")),
                name="comment_has_a_case_once_it_is_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(state="rejected") & Q(reason__in=Reason)
                | ~Q(state="rejected") & Q(reason=""),
                name="comment_is_rejected_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("submitted", "lapsed", "held"), decided_at=None)
                | Q(
                    state__in=("published", "rejected", "escalated", "removed"),
                    decided_at__isnull=False,
                ),
                name="comment_is_decided_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "state", "-sent_at"], name="comment_of_scope"),
            models.Index(
                fields=["sent_at"], condition=Q(erased_at=None), name="comment_to_be_erased"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"
