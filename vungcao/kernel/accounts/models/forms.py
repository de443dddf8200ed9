"""Forms that an account has sent and that were acted on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models.users import User


class SentForm(models.Model):
    """One form of one page, filled in in one way.

    `mark` is a digest: what was typed cannot be read out of this table. `goal` is the page that
    showed the result; it is empty while the form is being acted on.
    """

    account = models.ForeignKey(User, models.PROTECT, verbose_name=_("tài khoản"))
    mark = models.CharField(_("dấu của biểu mẫu"), max_length=64, unique=True, db_collation="C")
    goal = models.CharField(_("trang kết quả"), max_length=2000)
    sent_at = models.DateTimeField(_("gửi lúc"))

    class Meta:
        verbose_name = _("biểu mẫu đã gửi")
        indexes = [models.Index(fields=["sent_at"], name="sent_form_by_age")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.mark[:8]}"
