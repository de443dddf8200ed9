"""An organisation's identity: what body it is, for which territory, from when until when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.scopes.models import (
    ENDS_AFTER_IT_STARTS,
    IS_A_PATH,
    DatedQuerySet,
    ScopeField,
)
from vungcao.kernel.units.models import Unit


class OrganisationKind(models.TextChoices):
    """What a body is in the order of the State; its level is that of its territory."""

    MINISTRY = "ministry", _("bộ, cơ quan trung ương")
    PEOPLES_COMMITTEE = "peoples_committee", _("Uỷ ban nhân dân")
    DEPARTMENT = "department", _("sở, ban, ngành cấp tỉnh")
    OFFICE = "office", _("phòng, ban cấp huyện, cấp xã")
    SERVICE_CENTRE = "service_centre", _("trung tâm phục vụ hành chính công")
    OTHER = "other", _("đơn vị khác")


class Organisation(models.Model):
    """A body of its time. Its name, codes, place and contacts are dated rows of their own.

    `unit` is the territory for which it is responsible; `scope` leads to the one of today.
    """

    Kind = OrganisationKind

    key = models.CharField(
        _("khoá trong tệp dữ liệu"), max_length=120, null=True, blank=True, unique=True
    )
    kind = models.CharField(_("loại"), max_length=20, choices=OrganisationKind)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("địa bàn"))
    scope = ScopeField(_("phạm vi"))
    calendar = models.ForeignKey(WorkingCalendar, models.PROTECT, verbose_name=_("lịch làm việc"))
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["Organisation"].as_manager()

    class Meta:
        verbose_name = _("cơ quan, đơn vị")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="organisation_scope_is_a_path"),
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="organisation_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=OrganisationKind), name="organisation_kind_is_known"
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="organisation_by_scope")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"
