"""Working calendars (lịch làm việc): posted hours, and the days that differ from the week."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.scopes.models import ENDS_AFTER_IT_STARTS, DatedQuerySet, never_overlaps


class WorkingCalendar(models.Model):
    """The calendar of one kind of organisation.

    `revision` is another one after every change of hours or days (the database sees to it): what
    was read under it may be remembered.
    """

    code = models.CharField(_("mã"), max_length=40, unique=True, db_collation="C")
    name = models.CharField(_("tên lịch"), max_length=120)
    organisations = models.CharField(_("dùng cho"), max_length=200, blank=True, default="")
    revision = models.UUIDField(_("lần đổi"), default=uuid.uuid4, editable=False)

    def __str__(self) -> str:
        return f"{self.code}: {self.name}"


class WorkingHours(models.Model):
    """One stretch of work on a weekday, in a season. Several rows a day make its halves."""

    calendar = models.ForeignKey(
        WorkingCalendar, models.PROTECT, related_name="hours", verbose_name=_("lịch làm việc")
    )
    weekday = models.PositiveSmallIntegerField(_("thứ (1 là thứ Hai)"))
    starts = models.TimeField(_("từ"))
    ends = models.TimeField(_("đến"))
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["WorkingHours"].as_manager()

    class Meta:
        verbose_name = _("giờ làm việc")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekday__range=(1, 7)), name="working_hours_fall_on_a_weekday"
            ),
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")),
                name="working_hours_end_after_they_start",
            ),
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="working_hours_season_ends_after_it_starts"
            ),
            never_overlaps("working_hours_start_once_at_a_time", "calendar", "weekday", "starts"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.weekday} {self.starts:%H:%M}-{self.ends:%H:%M}"


class DayOverride(models.Model):
    """One day that differs from the week, in one calendar or in all. Withdrawn, never deleted."""

    class Kind(models.TextChoices):
        OFF = "off", _("nghỉ cả ngày")
        WORK = "work", _("làm việc (làm bù)")
        MORNING = "morning", _("chỉ làm việc buổi sáng")
        AFTERNOON = "afternoon", _("chỉ làm việc buổi chiều")

    class Origin(models.TextChoices):
        LIBRARY = "library", _("thư viện điền sẵn")
        DECISION = "decision", _("quyết định, thông báo")

    class Standing(models.TextChoices):
        """Only an active override counts; a proposed one waits until somebody has read its act."""

        PROPOSED = "proposed", _("chưa áp dụng, chờ xác minh")
        ACTIVE = "active", _("đang áp dụng")
        WITHDRAWN = "withdrawn", _("đã rút")

    calendar = models.ForeignKey(
        WorkingCalendar,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="overrides",
        verbose_name=_("lịch làm việc (trống: mọi lịch)"),
    )
    day = models.DateField(_("ngày"))
    kind = models.CharField(_("loại"), max_length=10, choices=Kind)
    reason = models.CharField(_("lý do"), max_length=200)
    origin = models.CharField(_("nguồn"), max_length=10, choices=Origin)
    standing = models.CharField(_("tình trạng"), max_length=10, choices=Standing)
    basis = models.ForeignKey(Citation, models.PROTECT, verbose_name=_("căn cứ"))

    class Meta:
        verbose_name = _("ngày thay đổi trong lịch")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(standing__in=["proposed", "active", "withdrawn"]),
                name="day_override_standing_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["off", "work", "morning", "afternoon"]),
                name="day_override_kind_is_known",
            ),
            models.UniqueConstraint(
                fields=["calendar", "day", "origin"],
                condition=~models.Q(standing="withdrawn"),
                nulls_distinct=False,
                name="day_is_overridden_once",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.day:%Y-%m-%d} {self.kind}"
