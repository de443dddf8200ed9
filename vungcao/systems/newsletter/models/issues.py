"""Issues of the newsletter (số bản tin) and the articles that were picked for them."""

from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.vault.codes import new_code


class Language(models.TextChoices):
    """In what language an issue speaks of itself."""

    VIETNAMESE = "vi", _("Tiếng Việt")
    ENGLISH = "en", _("Tiếng Anh")


class IssueState(models.TextChoices):
    """How far an issue has come."""

    DRAFT = "draft", _("đang soạn")
    HANDED_IN = "handed_in", _("chờ duyệt")
    APPROVED = "approved", _("đã duyệt")
    SENDING = "sending", _("đang gửi")
    PAUSED = "paused", _("tạm dừng gửi")
    SENT = "sent", _("đã gửi")


BEGUN = (IssueState.SENDING, IssueState.PAUSED, IssueState.SENT)


class IssueQuerySet(models.QuerySet["Issue"]):
    """Issues."""

    def public(self) -> "IssueQuerySet":
        """Those that anybody may read: whose sending has begun."""
        return self.filter(state__in=BEGUN)


class Issue(models.Model):
    """One issue: its own words, the articles picked for it, and how far its letters have come.

    It gets its number when it is approved, by none of its `writers` (ids of accounts). `reached`
    is the last reader (id) for whom a letter was laid down, `next_at` when the next one may leave:
    whoever goes on begins there.
    """

    code = models.CharField(_("mã"), max_length=10, unique=True, default=new_code, db_collation="C")
    number = models.CharField(_("số bản tin"), max_length=40, blank=True, db_collation="C")
    language = models.CharField(
        _("ngôn ngữ"), max_length=2, choices=Language, default=Language.VIETNAMESE
    )
    title = models.CharField(_("tên số"), max_length=160)
    lead = models.CharField(_("lời dẫn"), max_length=600, blank=True)
    note = models.TextField(_("lời riêng của ban biên tập"), max_length=5000, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=IssueState, default=IssueState.DRAFT
    )
    version = models.PositiveIntegerField(_("lần sửa"), default=0)
    rate = models.PositiveIntegerField(_("số thư mỗi phút"))
    returned = models.CharField(_("lý do trả lại"), max_length=500, blank=True)
    made_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("người soạn")
    )
    made_at = models.DateTimeField(_("soạn lúc"))
    writers = models.JSONField(_("những người đã soạn"), default=list)
    approved_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, verbose_name=_("người duyệt")
    )
    approved_at = models.DateTimeField(_("duyệt lúc"), null=True)
    sends_at = models.DateTimeField(_("hẹn gửi lúc"), null=True)
    started_at = models.DateTimeField(_("bắt đầu gửi lúc"), null=True)
    ended_at = models.DateTimeField(_("gửi xong lúc"), null=True)
    reached = models.PositiveBigIntegerField(_("đã gửi đến người nhận"), default=0)
    next_at = models.DateTimeField(_("thư tiếp theo từ lúc"), null=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("số bản tin")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=IssueState), name="newsletter_issue_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language), name="newsletter_issue_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(rate__gte=1), name="newsletter_issue_has_a_rate_above_zero"
            ),
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number=""),
                name="newsletter_issue_number_is_given_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "handed_in"], approved_at=None, approved_by=None)
                | Q(
                    state__in=["approved", *BEGUN],
                    approved_at__isnull=False,
                    approved_by__isnull=False,
                )
                & ~Q(number=""),
                name="newsletter_issue_is_numbered_when_approved",
            ),
            models.CheckConstraint(
                condition=Q(state__in=BEGUN, started_at__isnull=False)
                | Q(started_at=None) & ~Q(state__in=BEGUN),
                name="newsletter_issue_is_sent_from_a_moment_on",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", ended_at__gte=F("started_at"))
                | Q(ended_at=None) & ~Q(state="sent"),
                name="newsletter_issue_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.number} {self.state}"


class Pick(models.Model):
    """An article as it stood when it was picked, and again when the issue was handed in.

    `key` is the article's on its shelf: one that was taken down is shown nowhere any more.
    """

    issue = models.ForeignKey(
        Issue, models.CASCADE, related_name="picks", verbose_name=_("số bản tin")
    )
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    key = models.CharField(_("mã của bài"), max_length=120, db_collation="C")
    title = models.CharField(_("tên bài"), max_length=300)
    lead = models.TextField(_("lời dẫn"), blank=True)
    address = models.CharField(_("địa chỉ"), max_length=2000)
    section = models.CharField(_("chuyên mục"), max_length=255)
    language = models.CharField(_("ngôn ngữ"), max_length=20)
    text = models.TextField(_("toàn văn"))
    sounds = models.JSONField(_("bản đọc"), default=list)

    class Meta:
        verbose_name = _("bài của số bản tin")
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "key"], name="newsletter_pick_stands_once_in_an_issue"
            ),
            models.UniqueConstraint(
                fields=["issue", "position"],
                name="newsletter_pick_has_a_place_of_its_own",
                deferrable=Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.issue_id}/{self.position} {self.key}"
