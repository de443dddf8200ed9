"""Partners, the outbox with its receipts, the inbox: the only tables of their kind."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.scopes.models import IS_A_PATH, ScopedQuerySet, ScopeField
from vungcao.kernel.units.models import Unit


class PartnerState(models.TextChoices):
    """What an administrator has decided about a partner."""

    ACTIVE = "active", _("đang nối")
    PAUSED = "paused", _("tạm dừng")
    STOPPED = "stopped", _("đã ngừng")


class MessageState(models.TextChoices):
    """How far a message has come."""

    WAITING = "waiting", _("đang chờ")
    SENDING = "sending", _("đang gửi")
    DELIVERED = "delivered", _("đã giao")
    DEAD = "dead", _("không giao được")
    SKIPPED = "skipped", _("đã bỏ qua")


# Neither has such a message been delivered nor has a person decided about it.
OPEN = (MessageState.WAITING, MessageState.DEAD)


class Outcome(models.TextChoices):
    """What became of one attempt."""

    DELIVERED = "delivered", _("đã nhận")
    REFUSED = "refused", _("từ chối hẳn")
    RETRY = "retry", _("hẹn gửi lại")
    UNKNOWN = "unknown", _("không rõ đã nhận chưa")
    UNREACHABLE = "unreachable", _("không nối được")
    WITHDRAWN = "withdrawn", _("không cần gửi nữa")


class Partner(models.Model):
    """Whoever receives from the outbox: an outside party, or a part of the product itself.

    `failures` counts attempts that failed in a row; from a few on the partner rests until
    `rests_until` and is then probed with one message. `settings` holds nothing secret.
    """

    code = models.CharField(_("mã"), max_length=60, unique=True, db_collation="C")
    name = models.CharField(_("tên"), max_length=200)
    adapter = models.CharField(_("cách nối"), max_length=60, db_collation="C")
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=PartnerState, default=PartnerState.ACTIVE
    )
    in_order = models.BooleanField(_("giao đúng thứ tự"), default=False)
    contact = models.CharField(_("đầu mối"), max_length=200, blank=True)
    settings = models.JSONField(_("cấu hình"), default=dict)
    failures = models.PositiveIntegerField(_("số lần lỗi liên tiếp"), default=0)
    fault = models.CharField(_("lỗi gần nhất"), max_length=60, blank=True, db_collation="C")
    failing_since = models.DateTimeField(_("lỗi từ"), null=True, blank=True)
    rests_until = models.DateTimeField(_("nghỉ đến"), null=True, blank=True)
    last_success_at = models.DateTimeField(_("giao được gần nhất"), null=True, blank=True)

    class Meta:
        verbose_name = _("đối tác kết nối")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PartnerState), name="partner_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OutboxMessage(models.Model):
    """One announcement on its way to one receiver; its number is its place in the order.

    Holds ids, codes and field names only. What belongs to no place belongs to the nation and has
    no `unit`.
    """

    receiver = models.CharField(_("nơi nhận"), max_length=60, db_collation="C")
    topic = models.CharField(_("chủ đề"), max_length=80, db_collation="C")
    subject = models.CharField(_("đối tượng"), max_length=120, db_collation="C")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name=_("đơn vị"), db_index=False
    )
    scope = ScopeField(_("phạm vi"))
    key = models.CharField(_("khoá chống trùng"), max_length=80, db_collation="C")
    details = models.JSONField(_("chi tiết"), default=dict)
    made_at = models.DateTimeField(_("lúc"), db_default=Now())
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=MessageState, default=MessageState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("số lần gửi"), default=0)
    next_try_at = models.DateTimeField(_("gửi lần tới"), db_default=Now())
    fault = models.CharField(_("lý do"), max_length=60, blank=True, db_collation="C")

    objects = ScopedQuerySet["OutboxMessage"].as_manager()

    class Meta:
        verbose_name = _("thư đi")
        constraints = [
            models.UniqueConstraint(
                fields=["receiver", "key"], name="outbox_message_goes_once_to_a_receiver"
            ),
            models.CheckConstraint(condition=IS_A_PATH, name="outbox_scope_is_a_path"),
            models.CheckConstraint(
                condition=Q(state__in=MessageState), name="outbox_message_state_is_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["receiver", "next_try_at", "id"],
                condition=Q(state=MessageState.WAITING),
                name="outbox_waits",
            ),
            models.Index(fields=["receiver", "state", "id"], name="outbox_of_receiver"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.receiver} {self.topic}"


class Receipt(models.Model):
    """What one attempt came to, and how the other side calls what it took."""

    message = models.ForeignKey(
        OutboxMessage, models.PROTECT, related_name="receipts", verbose_name=_("thư đi")
    )
    at = models.DateTimeField(_("lúc"))
    outcome = models.CharField(_("kết quả"), max_length=12, choices=Outcome)
    fault = models.CharField(_("lý do"), max_length=60, blank=True, db_collation="C")
    reference = models.CharField(_("mã của bên nhận"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("biên nhận")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome), name="receipt_outcome_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.outcome}"


class InboxMessage(models.Model):
    """Something that a partner sent once or many times and that was taken once.

    The body is kept by whoever handles it; here are its digest and the answer, to be given again.
    """

    partner = models.ForeignKey(Partner, models.PROTECT, verbose_name=_("đối tác kết nối"))
    key = models.CharField(_("khoá chống trùng"), max_length=200, db_collation="C")
    topic = models.CharField(_("chủ đề"), max_length=80, db_collation="C")
    digest = models.CharField(_("dấu vân tay"), max_length=64, db_collation="C")
    answer = models.JSONField(_("trả lời"), default=dict)
    received_at = models.DateTimeField(_("nhận lúc"))
    repeats = models.PositiveIntegerField(_("số lần gửi lặp"), default=0)

    class Meta:
        verbose_name = _("thư đến")
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "key"], name="inbox_message_is_taken_once_from_a_partner"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.topic}"
