"""What an account has typed into a form and not yet saved for good."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models.users import User
from vungcao.kernel.vault.fields import SealedField


class FormDraftQuerySet(models.QuerySet["FormDraft"]):
    """Drafts of forms."""

    def visible_to(self, user: User) -> Self:
        return self.filter(account=user.pk)


class FormDraft(models.Model):
    """The last words of one form about one object; sealed with the account's key.

    `form` is the screen, `subject` the object by its number or code, empty for a new one.
    Passwords, codes, files and persons are never in it.
    """

    account = models.ForeignKey(User, models.PROTECT, verbose_name=_("tài khoản"))
    form = models.CharField(_("biểu mẫu"), max_length=120, db_collation="C")
    subject = models.CharField(_("đối tượng"), max_length=120, blank=True, db_collation="C")
    words = SealedField(_("nội dung đã gõ"))
    saved_at = models.DateTimeField(_("lưu lúc"))

    objects = FormDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("bản nháp biểu mẫu")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "form", "subject"], name="form_draft_is_one_of_an_object"
            )
        ]
        indexes = [models.Index(fields=["saved_at"], name="form_draft_by_age")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.form}"
