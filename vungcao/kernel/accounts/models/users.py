"""The account with which somebody signs in; what it may do is in its grants, never here."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.people.models import Person
from vungcao.kernel.vault.fields import BlindIndexField, SealedField
from vungcao.kernel.vault.models import DataKey


class User(AbstractUser):
    """An account of an officer, a citizen or a named job of the product itself.

    `is_staff` and `is_superuser`, which the base class brings, decide nothing. Name and e-mail in
    clear are those of an officer at work; a citizen's name stands sealed in `called`.
    """

    class Kind(models.TextChoices):
        OFFICER = "officer", _("cán bộ, công chức")
        CITIZEN = "citizen", _("người dân")
        SYSTEM = "system", _("hệ thống")

    kind = models.CharField(_("loại tài khoản"), max_length=10, choices=Kind, default=Kind.OFFICER)
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, verbose_name=_("nhân khẩu")
    )
    is_synthetic = models.BooleanField(_("tài khoản trình diễn"), default=False)
    key = models.OneToOneField(
        DataKey, models.PROTECT, null=True, blank=True, verbose_name=_("khoá dữ liệu")
    )
    language = models.CharField(_("ngôn ngữ hiển thị"), max_length=5, blank=True, default="")
    called = SealedField(_("họ và tên"), null=True)

    # Filled for one request by `web.access.only`, or by a job; an empty reach sees nothing.
    reach: tuple[str, ...] = ()
    # A day with role and scope of what was granted then, kept by `access` for one request.
    granted: tuple[date, tuple[tuple[str, str], ...]] | None = None

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="citizen") | Q(email="", first_name="", last_name=""),
                name="user_names_no_citizen_in_clear",
            )
        ]

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        """The family name first, as a Vietnamese name is said; the product's own jobs are one."""
        if self.kind == self.Kind.SYSTEM:
            return str(self.Kind.SYSTEM.label)
        return f"{self.last_name} {self.first_name}".strip()


class Channel(models.TextChoices):
    """How a letter reaches somebody; the value is the partner of the outbox."""

    EMAIL = "email", _("thư điện tử")
    SMS = "sms", _("tin nhắn điện thoại")


class CitizenContact(models.Model):
    """A citizen's telephone or e-mail address, sealed; found again by its fingerprint.

    Without an account it waits for its code. One that waited in vain loses its key.
    """

    account = models.ForeignKey(User, models.PROTECT, null=True, verbose_name=_("tài khoản"))
    key = models.ForeignKey(DataKey, models.PROTECT, verbose_name=_("khoá dữ liệu"))
    channel = models.CharField(_("cách liên hệ"), max_length=5, choices=Channel)
    value = SealedField(_("điện thoại hoặc thư điện tử"))
    fingerprint = BlindIndexField(_("dấu của liên hệ"))

    class Meta:
        verbose_name = _("liên hệ của người dân")
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=Q(account__isnull=False),
                name="contact_leads_to_one_account",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.channel}"
