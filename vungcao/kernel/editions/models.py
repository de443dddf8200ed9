"""How often what public pages show has changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Edition(models.Model):
    """One change of what public pages show (lần đổi trang công khai), or several gathered in one.

    The database writes them itself, by the triggers of `policies.Shown`. The edition is the sum:
    whoever changes something adds a row and waits for nobody, and a reader sees the row together
    with the change.
    """

    weight = models.BigIntegerField(_("số lần đổi"), default=1)

    class Meta:
        verbose_name = _("lần đổi trang công khai")

    def __str__(self) -> str:
        return f"#{self.pk}"
