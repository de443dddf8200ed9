"""Grants: which account holds which role, where, and until when."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.models import IS_A_PATH, DatedQuerySet, ScopeField, never_overlaps
from vungcao.kernel.units.models import Unit


class EndReason(models.TextChoices):
    """Why a grant was ended; a code, because the trail holds no words about a person."""

    MOVED = "moved", _("chuyển công tác")
    LEFT = "left", _("nghỉ hưu, thôi việc")
    REORGANISED = "reorganised", _("sắp xếp đơn vị, cơ quan")
    MISTAKE = "mistake", _("cấp nhầm")
    RETURNED = "returned", _("người uỷ quyền đã trở lại")
    OTHER = "other", _("lý do khác")


class Grant(models.Model):
    """One role, held over one unit and everything below it. Closed, never deleted.

    `unit` is the unit of the day of the grant; `scope` leads to the one responsible now. A grant
    with `delegated_from` is that grant in another's hands for a while, and ends with it. A grant
    that ends on the day on which it begins has never counted: it was withdrawn.
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
    decision_number = models.CharField(_("số văn bản"), max_length=120, blank=True, default="")
    delegated_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="delegations",
        verbose_name=_("uỷ quyền từ"),
    )
    end_reason = models.CharField(
        _("lý do kết thúc"), max_length=12, choices=EndReason, blank=True, default=""
    )

    objects = DatedQuerySet["Grant"].as_manager()

    class Meta:
        verbose_name = _("phân quyền")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="grant_scope_is_a_path"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="grant_does_not_end_before_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role), name="grant_role_is_in_the_catalogue"
            ),
            models.CheckConstraint(
                condition=Q(delegated_from=None) | Q(valid_until__isnull=False),
                name="delegation_has_an_end",
            ),
            never_overlaps(
                "grant_is_held_once_at_a_time",
                "user",
                "role",
                "unit",
                condition=Q(delegated_from=None, organisation=None),
            ),
            never_overlaps(
                "grant_in_a_body_is_held_once_at_a_time",
                "user",
                "role",
                "unit",
                "organisation",
                condition=Q(delegated_from=None, organisation__isnull=False),
            ),
            never_overlaps(
                "grant_is_delegated_once_at_a_time_to_the_same",
                "user",
                "delegated_from",
                condition=Q(delegated_from__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.role} {self.scope}"

    def counts_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    @property
    def is_withdrawn(self) -> bool:
        return self.valid_until == self.valid_from
