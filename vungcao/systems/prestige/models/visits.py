"""Visits (thăm hỏi): planned for a day, made or dropped."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.scopes.models import IS_A_PATH, ScopedQuerySet, ScopeField
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.fields import SealedField
from vungcao.systems.prestige.models.benefits import Benefit
from vungcao.systems.prestige.models.recognitions import Recognition


class Occasion(models.TextChoices):
    """Why somebody is visited."""

    TET = "tet", _("Tết, lễ của đồng bào")
    BIRTHDAY = "birthday", _("mừng thọ, sinh nhật")
    ILLNESS = "illness", _("thăm ốm")
    OTHER = "other", _("gặp gỡ, nắm tình hình")


class VisitState(models.TextChoices):
    """What has become of a visit."""

    PLANNED = "planned", _("dự kiến")
    DONE = "done", _("đã thăm")
    DROPPED = "dropped", _("không thăm")


class Visit(models.Model):
    """One visit to one person; `visitor` is the body that goes, never a name."""

    recognition = models.ForeignKey(
        Recognition, models.PROTECT, related_name="visits", verbose_name=_("người có uy tín")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("thôn, bản, tổ dân phố"))
    scope = ScopeField(_("phạm vi"))
    planned_on = models.DateField(_("ngày dự kiến"))
    occasion = models.CharField(_("dịp thăm"), max_length=10, choices=Occasion)
    visitor = models.CharField(_("cơ quan đi thăm"), max_length=200)
    state = models.CharField(
        _("tình trạng thăm"), max_length=8, choices=VisitState, default=VisitState.PLANNED
    )
    done_on = models.DateField(_("ngày thăm"), null=True)
    benefit = models.OneToOneField(
        Benefit, models.PROTECT, null=True, related_name="visit", verbose_name=_("quà, hỗ trợ")
    )
    note = SealedField(_("ghi chú"), null=True)

    objects = ScopedQuerySet["Visit"].as_manager()

    class Meta:
        verbose_name = _("lần thăm")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="visit_scope_is_a_path"),
            models.CheckConstraint(condition=Q(state__in=VisitState), name="visit_state_is_known"),
            models.CheckConstraint(
                condition=Q(occasion__in=Occasion), name="visit_occasion_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="done") ^ Q(done_on=None), name="visit_is_done_on_a_day"
            ),
        ]
        indexes = [models.Index(fields=["scope", "planned_on"], name="visit_of_scope")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.occasion} {self.planned_on:%Y-%m-%d}"
