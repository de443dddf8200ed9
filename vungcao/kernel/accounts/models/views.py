"""Views of lists that an account has saved for itself."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models.users import User
from vungcao.kernel.vault.codes import new_code

LONGEST = 60


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Saved views."""

    def visible_to(self, user: User) -> Self:
        return self.filter(account=user.pk)

    def of(self, table: str) -> Self:
        return self.filter(table=table).order_by("label", "pk")


class SavedView(models.Model):
    """Order, columns and chosen filters of one list under a name of the account's own.

    `words` is the query string of the list's address. Words that somebody typed to search for are
    never in it: they may name a person.
    """

    code = models.CharField(_("mã"), max_length=10, unique=True, default=new_code, db_collation="C")
    account = models.ForeignKey(User, models.PROTECT, verbose_name=_("tài khoản"))
    table = models.CharField(_("bảng"), max_length=80, db_collation="C")
    label = models.CharField(_("tên cách xem"), max_length=LONGEST)
    words = models.CharField(_("cách xem"), max_length=1_000, blank=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("cách xem đã lưu")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "table", "label"], name="saved_view_has_a_name_of_its_own"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.table}"
