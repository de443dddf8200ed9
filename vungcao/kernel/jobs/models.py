"""Work that somebody started and that is done later."""

from typing import Self

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.jobs import rules
from vungcao.kernel.offers.jobs import kinds
from vungcao.kernel.scopes.models import ScopedQuerySet, ScopeField
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.codes import new_code


class RunQuerySet(ScopedQuerySet["Run"]):
    """Runs of work."""

    def visible_to(self, user: User) -> Self:  # type: ignore[override]
        """One's own; the administration's screen goes by `under`."""
        return self.filter(started_by=user)


class Run(models.Model):
    """One piece of work of a kind: who started it, how far it is, how it ended.

    `arguments` and `details` hold ids, codes and counts; `message` is a sentence without personal
    values. `job` is the row of procrastinate that carries it out.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("đang chờ")
        RUNNING = "running", _("đang chạy")
        DONE = "done", _("đã xong")
        FAILED = "failed", _("không xong")
        CANCELLED = "cancelled", _("đã dừng")

    OPEN = (State.WAITING, State.RUNNING)

    code = models.CharField(_("mã"), max_length=10, unique=True, default=new_code, db_collation="C")
    kind = models.CharField(_("loại"), max_length=80, db_collation="C")
    label = models.CharField(_("công việc nền"), max_length=200)
    queue = models.CharField(_("hàng đợi"), max_length=20, db_collation="C")
    started_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("người bắt đầu"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name=_("đơn vị"))
    scope = ScopeField(_("phạm vi"), blank=True)
    arguments = models.JSONField(_("đầu vào"), default=dict)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(_("đã làm"), default=0)
    total = models.PositiveIntegerField(_("tổng số"), default=0)
    message = models.CharField(_("lời báo"), max_length=400, blank=True)
    address = models.CharField(_("nơi xem kết quả"), max_length=200, blank=True)
    details = models.JSONField(_("kết quả"), default=dict)
    cancel_requested = models.BooleanField(_("đã yêu cầu dừng"), default=False)
    attempts = models.PositiveSmallIntegerField(_("số lần thử"), default=0)
    job = models.BigIntegerField(_("số trong hàng đợi"), null=True)
    made_at = models.DateTimeField(_("lúc"), db_default=Now())
    started_at = models.DateTimeField(_("bắt đầu lúc"), null=True)
    ended_at = models.DateTimeField(_("kết thúc lúc"), null=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("công việc nền")
        indexes = [
            models.Index(fields=["started_by", "-id"], name="run_of_account"),
            models.Index(fields=["state", "id"], name="run_of_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scope="", unit=None) | models.Q(scope__regex=r"^/([0-9]+/)+$"),
                name="run_scope_is_a_path_of_its_unit",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, state__in=["waiting", "running"])
                | models.Q(ended_at__isnull=False, state__in=["done", "failed", "cancelled"]),
                name="run_has_an_end_when_it_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def share(self) -> int:
        """Whole per cent."""
        return rules.share(self.done, self.total)

    @property
    def can_be_retried(self) -> bool:
        return self.state in (self.State.FAILED, self.State.CANCELLED) and self.kind in dict(
            kinds.items()
        )
