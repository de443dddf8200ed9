"""Grants: which account holds which role, where, and until when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.models import (
    ENDS_AFTER_IT_STARTS,
    IS_A_PATH,
    DatedQuerySet,
    ScopeField,
    never_overlaps,
)
from vungcao.kernel.units.models import Unit


class Grant(models.Model):
    """One role, held over one unit and everything below it. Closed, never deleted.

    `unit` is the unit of the day of the grant; `scope` leads to the one responsible now.
    """

    stays_on_its_level = True  # a reform that abolishes a level widens nobody's reach

    user = models.ForeignKey(User, models.PROTECT, verbose_name=_("tài khoản"))
    role = models.CharField(_("vai trò"), max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("đơn vị"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name=_("cơ quan, đơn vị")
    )
    scope = ScopeField(_("phạm vi"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["Grant"].as_manager()

    class Meta:
        verbose_name = _("phân quyền")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="grant_scope_is_a_path"),
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="grant_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role), name="grant_role_is_in_the_catalogue"
            ),
            never_overlaps("grant_is_held_once_at_a_time", "user", "role", "unit"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.role} {self.scope}"
