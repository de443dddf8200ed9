"""Persons. Everything that says who somebody is stands sealed with that person's own key."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.scopes.models import IS_A_PATH, ScopedQuerySet, ScopeField
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.fields import SealedField
from vungcao.kernel.vault.models import DataKey


class Person(models.Model):
    """Somebody of whom the product knows. `unit` is where they live; `scope` leads there today."""

    key = models.OneToOneField(DataKey, models.PROTECT, verbose_name=_("khoá dữ liệu"))
    full_name = SealedField(_("họ và tên"), null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("nơi ở"))
    scope = ScopeField(_("phạm vi"))

    objects = ScopedQuerySet["Person"].as_manager()

    class Meta:
        verbose_name = _("nhân khẩu")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="person_scope_is_a_path"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
