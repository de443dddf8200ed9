"""Open sessions, as their holder sees them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts import rules
from vungcao.kernel.accounts.models.users import User


class OpenSession(models.Model):
    """One browser in which an account is signed in.

    The place is a network address cut short, never a whole one; the device is told in words.
    """

    account = models.ForeignKey(User, models.PROTECT, verbose_name=_("tài khoản"))
    session_key = models.CharField(_("khoá phiên"), max_length=40, unique=True, db_collation="C")
    device = models.CharField(_("thiết bị"), max_length=80)
    place = models.CharField(_("nơi kết nối"), max_length=45)
    since = models.DateTimeField(_("từ lúc"))
    last_seen_at = models.DateTimeField(_("dùng lần cuối"))

    class Meta:
        verbose_name = _("phiên đăng nhập")

    def __str__(self) -> str:
        return f"#{self.pk} {self.account}"

    @property
    def device_said(self) -> str:
        """In the reader's language."""
        return rules.device_said(self.device)
