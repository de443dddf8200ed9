"""The account with which somebody signs in; what it may do is in its grants, never here."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.people.models import Person


class User(AbstractUser):
    """An account of an officer, a citizen or a named job of the product itself.

    `is_staff` and `is_superuser`, which the base class brings, decide nothing.
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

    # Filled for one request by `web.access.only`, or by a job; an empty reach sees nothing.
    reach: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.username
