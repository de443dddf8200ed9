"""Letters of the newsletter: of one issue to one reader, and a trial to whoever works on it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.vault.codes import new_code
from vungcao.systems.newsletter.models.issues import Issue
from vungcao.systems.newsletter.models.subscribers import Subscriber


class Bounce(models.TextChoices):
    """What a delivery report says of a letter that was not delivered."""

    NONE = "", _("không bị trả lại")
    SOFT = "soft", _("tạm thời không nhận được")
    HARD = "hard", _("bị trả lại hẳn")


class Dispatch(models.Model):
    """The letter of one issue to one reader: there is one, however often anything is repeated.

    What became of it on its way is in the exchange, under the key that names it. `code` stands in
    the letter's headers, so that a report that comes back names it.
    """

    issue = models.ForeignKey(Issue, models.PROTECT, verbose_name=_("số bản tin"))
    subscriber = models.ForeignKey(Subscriber, models.PROTECT, verbose_name=_("người nhận bản tin"))
    code = models.CharField(_("mã"), max_length=10, unique=True, default=new_code, db_collation="C")
    leaves_at = models.DateTimeField(_("gửi từ lúc"))
    bounce = models.CharField(_("bị trả lại"), max_length=4, choices=Bounce, blank=True)
    bounce_code = models.CharField(_("mã trả lại"), max_length=20, blank=True, db_collation="C")

    class Meta:
        verbose_name = _("thư bản tin")
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "subscriber"], name="newsletter_dispatch_is_one_for_each_reader"
            ),
            models.CheckConstraint(
                condition=Q(bounce__in=Bounce), name="newsletter_dispatch_bounce_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.issue_id}/{self.subscriber_id}"


class TrialLetter(models.Model):
    """An issue sent to the officer who works on it, to see what it looks like."""

    issue = models.ForeignKey(Issue, models.CASCADE, verbose_name=_("số bản tin"))
    account = models.ForeignKey(User, models.PROTECT, verbose_name=_("tài khoản"))
    made_at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("thư thử")

    def __str__(self) -> str:
        return f"#{self.issue_id} {self.account_id}"
