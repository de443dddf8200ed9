"""Notices, how they left the product, and what each account chose."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.notices import rules
from vungcao.kernel.offers.notices import AT_ONCE, DIGEST, INBOX, OFF, NoticeKind, kinds
from vungcao.kernel.scopes.models import ScopedQuerySet, ScopeField
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.codes import new_code


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    """Notices."""

    def visible_to(self, user: User) -> Self:  # type: ignore[override]
        """One's own: nobody reads another's."""
        return self.filter(recipient=user)

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notice(models.Model):
    """Something that one account should know. `details` hold ids, codes, counts, names of units.

    The text is composed from its kind when it is read. `key` names the event: the same event
    reaches the same account once.
    """

    code = models.CharField(_("mã"), max_length=10, unique=True, default=new_code, db_collation="C")
    kind = models.CharField(_("loại thông báo"), max_length=80, db_collation="C")
    recipient = models.ForeignKey(User, models.PROTECT, verbose_name=_("người nhận"))
    subject = models.CharField(_("đối tượng"), max_length=120, db_collation="C")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name=_("đơn vị"))
    scope = ScopeField(_("phạm vi"), blank=True)
    details = models.JSONField(_("chi tiết"), default=dict)
    key = models.CharField(_("khoá chống trùng"), max_length=120, db_collation="C")
    made_at = models.DateTimeField(_("lúc"))
    read_at = models.DateTimeField(_("đọc lúc"), null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("thông báo")
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notice_of_recipient"),
            models.Index(
                fields=["recipient"],
                condition=models.Q(read_at=None),
                name="notice_unread_of_recipient",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "key"], name="notice_reaches_an_account_once"
            ),
            models.CheckConstraint(
                condition=models.Q(scope="", unit=None) | models.Q(scope__regex=r"^/([0-9]+/)+$"),
                name="notice_scope_is_a_path_of_its_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"

    @property
    def offer(self) -> NoticeKind | None:
        return dict(kinds.items()).get(self.kind)

    @property
    def title(self) -> str:
        return rules.compose(self.offer, self.details)[0] if self.offer else self.kind

    @property
    def text(self) -> str:
        return rules.compose(self.offer, self.details)[1] if self.offer else ""


class Digest(models.Model):
    """One letter a day that carries many notices; made and announced in one transaction."""

    recipient = models.ForeignKey(User, models.PROTECT, verbose_name=_("người nhận"))
    channel = models.CharField(_("kênh"), max_length=20, db_collation="C")
    made_at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("bản tổng hợp thông báo")

    def __str__(self) -> str:
        return f"#{self.pk}"


class Delivery(models.Model):
    """One notice on its way out by one channel: waiting for its hour, then handed to the exchange.

    What becomes of it there is in the exchange's receipts.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("chờ đến giờ gửi")
        HANDED = "handed", _("đã chuyển đi gửi")
        NEEDLESS = "needless", _("không cần gửi nữa")

    notice = models.ForeignKey(Notice, models.PROTECT, verbose_name=_("thông báo"))
    recipient = models.ForeignKey(User, models.PROTECT, verbose_name=_("người nhận"))
    channel = models.CharField(_("kênh"), max_length=20, db_collation="C")
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.PLANNED)
    in_digest = models.BooleanField(_("gửi trong bản tổng hợp"), default=False)
    digest = models.ForeignKey(
        Digest, models.PROTECT, null=True, verbose_name=_("bản tổng hợp thông báo")
    )
    due_at = models.DateTimeField(_("gửi từ lúc"))
    handed_at = models.DateTimeField(_("chuyển đi gửi lúc"), null=True)

    class Meta:
        verbose_name = _("lần gửi thông báo")
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(state="planned"),
                name="delivery_waits",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "channel"], name="delivery_leaves_by_a_channel_once"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.channel} {self.state}"


class Preference(models.Model):
    """How one account wants to hear of one kind."""

    class Way(models.TextChoices):
        INBOX = INBOX, _("chỉ trong hệ thống")
        AT_ONCE = AT_ONCE, _("gửi thư ngay")
        DIGEST = DIGEST, _("gộp vào thư tổng hợp hằng ngày")
        OFF = OFF, _("không nhận")

    account = models.ForeignKey(User, models.PROTECT, verbose_name=_("tài khoản"))
    kind = models.CharField(_("loại thông báo"), max_length=80, db_collation="C")
    way = models.CharField(_("cách nhận"), max_length=10, choices=Way)

    class Meta:
        verbose_name = _("lựa chọn nhận thông báo")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind"], name="preference_is_one_per_account_and_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.kind} {self.way}"


class Habit(models.Model):
    """At which hour an account wants its digest."""

    account = models.OneToOneField(User, models.PROTECT, verbose_name=_("tài khoản"))
    digest_hour = models.PositiveSmallIntegerField(_("giờ nhận thư tổng hợp"))

    class Meta:
        verbose_name = _("giờ nhận thông báo")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(digest_hour__lt=24), name="habit_hour_is_an_hour"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.digest_hour}"
