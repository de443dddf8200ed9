"""What is proved by receiving a letter: a code of six digits, a link of an invitation.

Neither the code nor the link is stored. Both are derived from the row's `seed` with a key outside
the database, when the letter is composed and when it is answered.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models.users import Channel, CitizenContact, User


class OneTimeCode(models.Model):
    """A code that proves a contact, for a new account or for a new password.

    A row with neither account nor contact was asked for a name nobody has: it takes no code.
    """

    class Purpose(models.TextChoices):
        REGISTER = "register", _("mở tài khoản")
        RESET = "reset", _("đặt lại mật khẩu")

    purpose = models.CharField(_("để làm gì"), max_length=10, choices=Purpose)
    channel = models.CharField(_("cách liên hệ"), max_length=5, choices=Channel)
    contact = models.ForeignKey(
        CitizenContact, models.PROTECT, null=True, verbose_name=_("liên hệ")
    )
    account = models.ForeignKey(User, models.PROTECT, null=True, verbose_name=_("tài khoản"))
    seed = models.CharField(_("mầm của mã"), max_length=64)
    made_at = models.DateTimeField(_("lúc"))
    expires_at = models.DateTimeField(_("hết hạn lúc"))
    tries_left = models.PositiveSmallIntegerField(_("số lần nhập còn lại"), default=5)
    confirmed_at = models.DateTimeField(_("nhập đúng lúc"), null=True)
    spent_at = models.DateTimeField(_("đã dùng lúc"), null=True)

    class Meta:
        verbose_name = _("mã một lần")
        indexes = [models.Index(fields=["expires_at"], name="one_time_code_by_expiry")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.purpose}"


class Invitation(models.Model):
    """An officer is asked to open the account made for them, by a link that works once."""

    account = models.ForeignKey(User, models.PROTECT, verbose_name=_("tài khoản"))
    seed = models.CharField(_("mầm của liên kết"), max_length=64)
    made_at = models.DateTimeField(_("lúc"))
    expires_at = models.DateTimeField(_("hết hạn lúc"))
    accepted_at = models.DateTimeField(_("đã nhận lúc"), null=True)
    withdrawn_at = models.DateTimeField(_("đã rút lúc"), null=True)

    class Meta:
        verbose_name = _("lời mời")
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_is_open_once_for_an_account",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.account}"
