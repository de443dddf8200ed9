"""Who gets the newsletter (người nhận bản tin): a sealed address, and what it asked for."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.vault.fields import BlindIndexField, SealedField
from vungcao.kernel.vault.models import DataKey


class SubscriberState(models.TextChoices):
    """Whether letters go to an address."""

    WAITING = "waiting", _("chờ xác nhận")
    ACTIVE = "active", _("đang nhận")
    SUSPENDED = "suspended", _("tạm ngừng vì thư bị trả lại")
    LEFT = "left", _("đã thôi nhận")


class Tongue(models.TextChoices):
    """Issues of which languages somebody wants."""

    ALL = "", _("Mọi thứ tiếng")
    VIETNAMESE = "vi", _("Chỉ bản tiếng Việt")
    ENGLISH = "en", _("Chỉ bản tiếng Anh")


class Subscriber(models.Model):
    """An e-mail address that asked for the newsletter, sealed with a key of its own.

    It is found again by its fingerprint. Who leaves loses key, address and fingerprint; the row
    stays for its counts and leads to nobody. `seed` makes the links of its letters together with a
    key outside the database. `sections` are those wanted, none means all.
    """

    key = models.ForeignKey(DataKey, models.PROTECT, verbose_name=_("khoá dữ liệu"))
    sealed_address = SealedField(_("địa chỉ thư"), null=True)
    fingerprint = BlindIndexField(_("dấu của địa chỉ"), blank=True)
    seed = models.CharField(_("mầm của liên kết"), max_length=64)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=SubscriberState, default=SubscriberState.WAITING
    )
    tongue = models.CharField(_("thứ tiếng"), max_length=2, choices=Tongue, blank=True)
    sections = models.JSONField(_("chuyên mục muốn nhận"), default=list, blank=True)
    bounces = models.PositiveSmallIntegerField(_("số lần bị trả lại hẳn"), default=0)
    made_at = models.DateTimeField(_("đăng ký lúc"))
    expires_at = models.DateTimeField(_("xác nhận trước"), null=True)
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True)
    left_at = models.DateTimeField(_("thôi nhận lúc"), null=True)
    is_synthetic = models.BooleanField(_("dữ liệu trình diễn"), default=False)

    class Meta:
        verbose_name = _("người nhận bản tin")
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=~Q(fingerprint=""),
                name="newsletter_subscriber_has_an_address_of_its_own",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SubscriberState), name="newsletter_subscriber_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(tongue__in=Tongue), name="newsletter_subscriber_tongue_is_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    state="left", fingerprint="", sealed_address=None, left_at__isnull=False
                )
                | Q(sealed_address__isnull=False, left_at=None)
                & ~Q(state="left")
                & ~Q(fingerprint=""),
                name="newsletter_subscriber_who_left_has_no_address",
            ),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(confirmed_at__isnull=False),
                name="newsletter_subscriber_confirmed_before_any_letter",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(state="active"), name="newsletter_active_subscriber"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"
