"""Households: who lives together, between which days, and who is their head."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.people.models.persons import Person
from vungcao.kernel.scopes.models import (
    ENDS_AFTER_IT_STARTS,
    IS_A_PATH,
    DatedQuerySet,
    ScopeField,
    never_overlaps,
)
from vungcao.kernel.units.models import Unit


class Household(models.Model):
    """People who keep house together at one place. Its head is the member who is one."""

    code = models.CharField(_("mã hộ"), max_length=30, blank=True, db_collation="C")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("nơi ở"))
    scope = ScopeField(_("phạm vi"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["Household"].as_manager()

    class Meta:
        verbose_name = _("hộ gia đình")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="household_scope_is_a_path"),
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="household_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["unit", "code"],
                condition=~Q(code="") & Q(valid_until=None),
                name="household_code_is_taken_once_in_a_unit",
            ),
        ]
        indexes = [models.Index(fields=["scope", "id"], name="household_of_scope")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class HouseholdMember(models.Model):
    """One person in a household between two days, and what they are to its head."""

    class Relation(models.TextChoices):
        HEAD = "head", _("chủ hộ")
        SPOUSE = "spouse", _("vợ hoặc chồng")
        CHILD = "child", _("con")
        PARENT = "parent", _("cha hoặc mẹ")
        GRANDCHILD = "grandchild", _("cháu")
        OTHER = "other", _("quan hệ khác")

    household = models.ForeignKey(
        Household, models.PROTECT, related_name="members", verbose_name=_("hộ gia đình")
    )
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="memberships", verbose_name=_("nhân khẩu")
    )
    relation = models.CharField(_("quan hệ với chủ hộ"), max_length=10, choices=Relation)
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["HouseholdMember"].as_manager()

    class Meta:
        verbose_name = _("thành viên hộ")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="household_member_ends_after_it_starts"
            ),
            never_overlaps("person_lives_in_one_household_at_a_time", "person"),
            never_overlaps(
                "household_has_one_head_at_a_time", "household", condition=Q(relation="head")
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.relation}"
