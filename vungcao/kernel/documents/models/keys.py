"""Keys that sign documents: which file, for which organisation, between which days."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.models import (
    ENDS_AFTER_IT_STARTS,
    IS_A_PATH,
    DatedQuerySet,
    ScopeField,
)
from vungcao.kernel.units.models import Unit


class SigningKey(models.Model):
    """A key with its certificate. The key itself is a PKCS#12 file on the server, never a row.

    `file` is its name in the folder of keys, without the ending. Only `signer` signs with it; a
    demo key without one serves every leader of the office.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("cơ quan ban hành")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("địa bàn"))
    scope = ScopeField(_("phạm vi"))
    file = models.CharField(_("tệp khoá"), max_length=80, db_collation="C")
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("người ký"),
    )
    holder = models.CharField(_("chủ chứng thư số"), max_length=200)
    fingerprint = models.CharField(_("dấu vân tay chứng thư"), max_length=64, db_collation="C")
    is_demo = models.BooleanField(_("chứng thư trình diễn"), default=False)
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["SigningKey"].as_manager()

    class Meta:
        verbose_name = _("khoá ký số")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="signing_key_scope_is_a_path"),
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="signing_key_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["organisation", "fingerprint"], name="signing_key_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.file}"
