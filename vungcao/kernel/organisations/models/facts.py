"""What is true of an organisation between two days: name, codes, place, how it is reached."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.organisations.models.organisations import Organisation
from vungcao.kernel.scopes.models import ENDS_AFTER_IT_STARTS, DatedQuerySet, never_overlaps


class OrganisationName(models.Model):
    """What a body is called, in full and short; `folded` holds both without tones and accents."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="names", verbose_name=_("cơ quan, đơn vị")
    )
    text = models.CharField(_("tên cơ quan"), max_length=200)
    abbreviation = models.CharField(_("tên viết tắt"), max_length=120, blank=True, default="")
    folded = models.CharField(_("tên không dấu"), max_length=340)
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["OrganisationName"].as_manager()

    class Meta:
        verbose_name = _("tên của cơ quan")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="organisation_name_ends_after_it_starts"
            ),
            never_overlaps("organisation_has_one_name_at_a_time", "organisation"),
        ]

    def __str__(self) -> str:
        return self.text


class OrganisationCode(models.Model):
    """What identifies a body in a scheme, for instance in the exchange of documents."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="codes", verbose_name=_("cơ quan, đơn vị")
    )
    scheme = models.CharField(_("bộ mã"), max_length=20, db_collation="C")
    code = models.CharField(_("mã định danh"), max_length=40, db_collation="C")
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["OrganisationCode"].as_manager()

    class Meta:
        verbose_name = _("mã của cơ quan")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="organisation_code_ends_after_it_starts"
            ),
            never_overlaps("organisation_has_one_code_at_a_time", "organisation", "scheme"),
            never_overlaps("organisation_code_means_one_body_at_a_time", "scheme", "code"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.code}"


class Oversight(models.Model):
    """Under which body another one stands."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="above", verbose_name=_("cơ quan, đơn vị")
    )
    parent = models.ForeignKey(
        Organisation, models.PROTECT, related_name="below", verbose_name=_("cơ quan cấp trên")
    )
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["Oversight"].as_manager()

    class Meta:
        verbose_name = _("cơ quan cấp trên")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="oversight_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~models.Q(organisation=models.F("parent")),
                name="organisation_never_stands_under_itself",
            ),
            never_overlaps("organisation_stands_under_one_at_a_time", "organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} < {self.parent_id}"


class Contact(models.Model):
    """How an office is reached: of the body, never of a person."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="contacts", verbose_name=_("cơ quan, đơn vị")
    )
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True, default="")
    telephone = models.CharField(_("điện thoại"), max_length=40, blank=True, default="")
    email = models.CharField(_("thư điện tử"), max_length=120, blank=True, default="")
    website = models.CharField(_("trang thông tin"), max_length=200, blank=True, default="")
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["Contact"].as_manager()

    class Meta:
        verbose_name = _("liên hệ")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="contact_ends_after_it_starts"
            ),
            never_overlaps("organisation_has_one_contact_at_a_time", "organisation"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.organisation_id}"
