"""Files of figures that somebody has laid in, and what was found in them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.scopes.models import IS_A_PATH, ScopedQuerySet, ScopeField
from vungcao.kernel.units.models import Unit


class ValueFileState(models.TextChoices):
    """How far a file has come; what was entered or given up never changes."""

    WAITING = "waiting", _("đang kiểm tra")
    FAULTY = "faulty", _("có lỗi, chưa nhập")
    READY = "ready", _("không có lỗi, chờ nhập")
    ENTERING = "entering", _("đang nhập")
    ENTERED = "entered", _("đã nhập")


class ValueFile(models.Model):
    """One CSV file: who laid it in, what it would change, the first thousands of its faults.

    `changes` are the first figures that it changes: line, cell, period, unit, what stood there and
    what comes. `seen` marks how far the answers had come when it was looked at. `run` is the code
    of the work in the background that looks or enters.
    """

    file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", verbose_name=_("tệp đã lưu")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    scope = ScopeField(_("phạm vi"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("người tải lên"))
    at = models.DateTimeField(_("tải lên lúc"))
    state = models.CharField(
        _("tình trạng tệp"), max_length=8, choices=ValueFileState, default=ValueFileState.WAITING
    )
    run = models.CharField(_("mã công việc"), max_length=20, blank=True, db_collation="C")
    lines = models.PositiveIntegerField(_("số dòng"), default=0)
    new = models.PositiveIntegerField(_("số liệu mới"), default=0)
    changed = models.PositiveIntegerField(_("số liệu thay đổi"), default=0)
    same = models.PositiveIntegerField(_("số liệu giữ nguyên"), default=0)
    remarks = models.PositiveIntegerField(_("kiểm tra cần giải trình"), default=0)
    faults_count = models.PositiveIntegerField(_("số lỗi"), default=0)
    faults = models.JSONField(_("các lỗi đầu tiên"), default=list)
    changes = models.JSONField(_("các số liệu đổi đầu tiên"), default=list)
    refusal = models.CharField(_("vì sao không đọc được"), max_length=400, blank=True, default="")
    seen = models.CharField(_("dấu khi xem"), max_length=64, blank=True, db_collation="C")
    entered_at = models.DateTimeField(_("nhập lúc"), null=True)

    objects = ScopedQuerySet["ValueFile"].as_manager()

    class Meta:
        verbose_name = _("tệp số liệu CSV")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="value_file_scope_is_a_path"),
            models.CheckConstraint(
                condition=Q(state__in=ValueFileState), name="value_file_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="entered", entered_at__isnull=False)
                | (~Q(state="entered") & Q(entered_at=None)),
                name="value_file_is_entered_at_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="value_file_by_scope")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"
