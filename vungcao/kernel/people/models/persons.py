"""Persons. Everything that says who somebody is stands sealed with that person's own key."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.scopes.models import (
    ENDS_AFTER_IT_STARTS,
    IS_A_PATH,
    DatedQuerySet,
    ScopedQuerySet,
    ScopeField,
)
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.fields import BlindIndexField, SealedField
from vungcao.kernel.vault.models import DataKey


class Sex(models.TextChoices):
    MALE = "male", _("nam")
    FEMALE = "female", _("nữ")
    UNKNOWN = "", _("chưa rõ")


class ResidenceKind(models.TextChoices):
    """How somebody lives at a place; the words are those of the law on residence."""

    PERMANENT = "permanent", _("thường trú")
    TEMPORARY = "temporary", _("tạm trú")
    STAY = "stay", _("lưu trú")
    UNKNOWN = "", _("chưa rõ")


class PersonQuerySet(ScopedQuerySet["Person"]):
    """Persons; those that were merged or erased stay as rows."""

    def present(self) -> "PersonQuerySet":
        return self.filter(merged_into=None, erased_at=None)


class Person(models.Model):
    """Somebody of whom the product knows. `unit` is where they live; `scope` leads there today.

    The blind indexes find likely duplicates without opening anything (`rules.match_keys`).
    `revision` counts the writes. A person that turned out to be another points to that one.
    """

    key = models.OneToOneField(DataKey, models.PROTECT, verbose_name=_("khoá dữ liệu"))
    full_name = SealedField(_("họ và tên"), null=True)
    birth = SealedField(_("ngày sinh"), null=True)
    ethnic_group = SealedField(_("dân tộc"), null=True)
    local_group = SealedField(_("nhóm địa phương"), null=True)
    address = SealedField(_("địa chỉ"), null=True)
    languages = SealedField(_("ngôn ngữ"), null=True)
    died_on = SealedField(_("ngày mất"), null=True)
    sex = models.CharField(_("giới tính"), max_length=6, choices=Sex, blank=True)
    residence_kind = models.CharField(
        _("hình thức cư trú"), max_length=9, choices=ResidenceKind, blank=True
    )
    is_deceased = models.BooleanField(_("đã mất"), default=False)
    spelt_index = BlindIndexField(_("chỉ mục tên đúng dấu"), blank=True, default="")
    plain_index = BlindIndexField(_("chỉ mục tên không dấu"), blank=True, default="")
    outer_index = BlindIndexField(_("chỉ mục họ và tên gọi"), blank=True, default="")
    even_index = BlindIndexField(_("chỉ mục năm sinh, cặp chẵn"), blank=True, default="")
    odd_index = BlindIndexField(_("chỉ mục năm sinh, cặp lẻ"), blank=True, default="")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("nơi ở"))
    scope = ScopeField(_("phạm vi"))
    revision = models.PositiveIntegerField(_("số lần ghi"), default=1)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="absorbed", verbose_name=_("đã gộp vào")
    )
    erased_at = models.DateTimeField(_("xoá lúc"), null=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("nhân khẩu")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="person_scope_is_a_path"),
            models.CheckConstraint(condition=Q(sex__in=Sex), name="person_sex_is_known"),
            models.CheckConstraint(
                condition=Q(residence_kind__in=ResidenceKind),
                name="person_residence_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="person_is_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(
                    full_name=None,
                    birth=None,
                    ethnic_group=None,
                    address=None,
                    plain_index="",
                    outer_index="",
                    sex="",
                    residence_kind="",
                    is_deceased=False,
                ),
                name="person_erased_keeps_nothing",
            ),
        ]
        indexes = [models.Index(fields=["scope", "id"], name="person_of_scope")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Residence(models.Model):
    """Where a person lived between two days, and how; the open one is also on the person."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="residences", verbose_name=_("nhân khẩu")
    )
    place = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("nơi cư trú"))
    kind = models.CharField(_("hình thức cư trú"), max_length=9, choices=ResidenceKind, blank=True)
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["Residence"].as_manager()

    class Meta:
        verbose_name = _("quá trình cư trú")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="residence_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of #{self.person_id}"


class PersonRole(models.Model):
    """What somebody is for a place between two days, e.g. head of a village. Never their name."""

    class Role(models.TextChoices):
        VILLAGE_HEAD = "village_head", _("trưởng thôn")
        VILLAGE_DEPUTY = "village_deputy", _("phó trưởng thôn")
        CELL_SECRETARY = "cell_secretary", _("bí thư chi bộ")
        FRONT_HEAD = "front_head", _("trưởng ban công tác mặt trận")
        CLAN_HEAD = "clan_head", _("trưởng dòng họ")
        OTHER = "other", _("vai trò khác")

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="roles", verbose_name=_("nhân khẩu")
    )
    role = models.CharField(_("vai trò trong cộng đồng"), max_length=20, choices=Role)
    place = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("nơi giữ vai trò"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["PersonRole"].as_manager()

    class Meta:
        verbose_name = _("vai trò của nhân khẩu")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="person_role_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.role}"
