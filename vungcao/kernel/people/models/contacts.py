"""Numbers of papers and ways to reach somebody: sealed, found by their fingerprints."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.people.models.persons import Person
from vungcao.kernel.scopes.models import ENDS_AFTER_IT_STARTS, DatedQuerySet
from vungcao.kernel.vault.fields import BlindIndexField, SealedField


class Identifier(models.Model):
    """The number of a paper of a person. One number may stand with two persons: a duplicate."""

    class Kind(models.TextChoices):
        CITIZEN_CARD = "citizen_card", _("số căn cước, số định danh cá nhân")
        OLD_CARD = "old_card", _("số chứng minh nhân dân")
        PASSPORT = "passport", _("số hộ chiếu")
        BIRTH_CERTIFICATE = "birth_certificate", _("số giấy khai sinh")
        HEALTH_INSURANCE = "health_insurance", _("mã thẻ bảo hiểm y tế")
        OTHER = "other", _("giấy tờ khác")

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="identifiers", verbose_name=_("nhân khẩu")
    )
    kind = models.CharField(_("loại giấy tờ"), max_length=20, choices=Kind)
    number = SealedField(_("số giấy tờ"), null=True)
    index = BlindIndexField(_("chỉ mục"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["Identifier"].as_manager()

    class Meta:
        verbose_name = _("giấy tờ của nhân khẩu")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="identifier_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "index"],
                condition=Q(valid_until=None),
                name="identifier_stands_once_with_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


class PersonContact(models.Model):
    """A telephone, an e-mail address or a Zalo account by which a person is reached."""

    class Kind(models.TextChoices):
        TELEPHONE = "telephone", _("điện thoại")
        EMAIL = "email", _("thư điện tử")
        ZALO = "zalo", _("Zalo")

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="contacts", verbose_name=_("nhân khẩu")
    )
    kind = models.CharField(_("cách liên lạc"), max_length=10, choices=Kind)
    value = SealedField(_("số hoặc địa chỉ liên lạc"), null=True)
    index = BlindIndexField(_("chỉ mục"))
    verified_at = models.DateTimeField(_("xác thực lúc"), null=True)
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["PersonContact"].as_manager()

    class Meta:
        verbose_name = _("liên lạc của nhân khẩu")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="person_contact_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "index"],
                condition=Q(valid_until=None),
                name="person_contact_stands_once_with_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"
