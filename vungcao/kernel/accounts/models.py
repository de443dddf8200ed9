"""The account with which somebody signs in; what it may do is in its grants, never here."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An account of an officer, a citizen or a named job of the product itself.

    `is_staff` and `is_superuser`, which the base class brings, decide nothing.
    """

    is_synthetic = models.BooleanField(_("tài khoản trình diễn"), default=False)

    # Filled for one request by `web.access.only`, or by a job; an empty reach sees nothing.
    reach: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.username
