"""The figures themselves, the log of every change, and what was said about single cells."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.models import IS_A_PATH, ScopedQuerySet, ScopeField
from vungcao.kernel.units.models import Unit
from vungcao.systems.statistics.models.campaigns import Stage, Submission
from vungcao.systems.statistics.models.forms import FormCell
from vungcao.systems.statistics.models.indicators import Cell


class ValueState(models.IntegerChoices):
    """A value, or one of four kinds of none; 0 is a value."""

    VALUE = 0, _("có số liệu")
    NOT_ENTERED = 1, _("chưa nhập")
    NONE_OCCURRED = 2, _("không phát sinh")
    NOT_COLLECTED = 3, _("không thu thập")
    NOT_APPLICABLE = 4, _("không áp dụng")


HAS_A_VALUE = Q(state=0, value__isnull=False) | Q(state__gt=0, state__lte=4, value=None)


class Observation(models.Model):
    """The figure of a cell, a period and a unit, in units of 10^-decimals of its indicator.

    It stays with the unit of its time; `scope` leads to who is responsible now. `revision` is the
    counter of its submission when it last changed. The primary key's index carries value and state.
    """

    pk = models.CompositePrimaryKey("cell_id", "period", "unit_id")
    cell = models.ForeignKey(
        Cell,
        models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
        verbose_name=_("ô số liệu"),
    )
    period = models.PositiveIntegerField(_("kỳ báo cáo"))
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        verbose_name=_("đơn vị của số liệu"),
    )
    scope = ScopeField(_("phạm vi"))
    value = models.BigIntegerField(_("giá trị"), null=True)
    state = models.PositiveSmallIntegerField(_("loại giá trị"), choices=ValueState)
    stage = models.PositiveSmallIntegerField(_("bước"), choices=Stage)
    revision = models.PositiveIntegerField(_("lần sửa"))
    submission = models.ForeignKey(
        Submission,
        models.PROTECT,
        related_name="observations",
        db_constraint=False,
        verbose_name=_("báo cáo số liệu"),
    )

    objects = ScopedQuerySet["Observation"].as_manager()

    class Meta:
        verbose_name = _("số liệu")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="observation_scope_is_a_path"),
            models.CheckConstraint(
                condition=HAS_A_VALUE, name="observation_has_a_value_or_says_why_not"
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage), name="observation_stage_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.cell_id} {self.period} {self.unit_id}"


class Channel(models.TextChoices):
    """By which way a value came in."""

    GRID = "grid", _("bảng nhập")
    PLAIN = "plain", _("biểu không dùng JavaScript")
    PASTE = "paste", _("dán từ bảng tính")
    WORKBOOK = "workbook", _("tệp bảng tính")
    QUEUE = "queue", _("tệp hàng đợi")
    LOADED = "loaded", _("nạp từ nguồn có sẵn")
    CSV = "csv", _("tệp CSV")


class ObservationLog(models.Model):
    """One changed value: before, after, by whom. Only ever inserted; replaying gives the table.

    The database does not ask for its cell, unit and account: the figure beside it has asked for two
    of them and the request for the third, and for a million lines it costs as much as the figures.
    Its answer is asked for by the policy, and kept as long as it has lines.
    """

    submission = models.ForeignKey(
        Submission,
        models.PROTECT,
        related_name="log",
        db_index=False,  # found by its revisions
        db_constraint=False,
        verbose_name=_("báo cáo số liệu"),
    )
    revision = models.PositiveIntegerField(_("lần sửa"))
    op = models.UUIDField(_("mã thao tác"))
    cell = models.ForeignKey(
        Cell,
        models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
        verbose_name=_("ô số liệu"),
    )
    period = models.PositiveIntegerField(_("kỳ báo cáo"))
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
        verbose_name=_("đơn vị của số liệu"),
    )
    state_before = models.PositiveSmallIntegerField(_("loại giá trị trước"), choices=ValueState)
    value_before = models.BigIntegerField(_("giá trị trước"), null=True)
    state = models.PositiveSmallIntegerField(_("loại giá trị sau"), choices=ValueState)
    value = models.BigIntegerField(_("giá trị sau"), null=True)
    stage = models.PositiveSmallIntegerField(_("bước khi sửa"), choices=Stage)
    channel = models.CharField(_("cách nhập"), max_length=8, choices=Channel)
    by = models.ForeignKey(
        User,
        models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
        verbose_name=_("người sửa"),
    )
    is_delegated = models.BooleanField(_("nhập thay"), default=False)
    at = models.DateTimeField(_("sửa lúc"))
    reason = models.CharField(_("lý do sửa"), max_length=400, blank=True, default="")

    class Meta:
        verbose_name = _("nhật ký số liệu")
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "revision"], name="revision_changes_one_value"
            ),
            models.UniqueConstraint(fields=["submission", "op"], name="operation_changes_once"),
            models.CheckConstraint(
                condition=HAS_A_VALUE, name="logged_value_is_there_or_says_why_not"
            ),
        ]
        indexes = [models.Index(fields=["cell", "period", "unit", "id"], name="log_of_figure")]

    def __str__(self) -> str:
        return f"#{self.submission_id} {self.revision}"


class EntryOperation(models.Model):
    """An operation that was answered with success: sent again, it gets the same answer."""

    submission = models.ForeignKey(
        Submission,
        models.PROTECT,
        related_name="operations",
        db_index=False,  # found by its operations
        verbose_name=_("báo cáo số liệu"),
    )
    op = models.UUIDField(_("mã thao tác"))
    digest = models.CharField(_("dấu của thao tác"), max_length=64, db_collation="C")
    revision = models.PositiveIntegerField(_("lần sửa trả lời"))

    class Meta:
        verbose_name = _("thao tác đã nhận")
        constraints = [
            models.UniqueConstraint(fields=["submission", "op"], name="operation_is_taken_once")
        ]

    def __str__(self) -> str:
        return f"#{self.submission_id} {self.op}"


class CellComment(models.Model):
    """What somebody said about a cell of an answer, typed or computed; why a figure is as it is."""

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="comments", verbose_name=_("báo cáo số liệu")
    )
    code = models.CharField(_("mã ô"), max_length=81, db_collation="C")
    text = models.CharField(_("ghi chú về ô"), max_length=2000)
    revision = models.PositiveIntegerField(_("lần sửa khi ghi"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("người ghi"))
    at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("ghi chú của ô")
        indexes = [models.Index(fields=["submission", "code", "id"], name="comment_of_cell")]

    def __str__(self) -> str:
        return f"#{self.submission_id} {self.code}"


class ReturnedCell(models.Model):
    """A cell that was sent back with a comment; until the answer comes again only these open."""

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="returned", verbose_name=_("báo cáo số liệu")
    )
    cell = models.ForeignKey(
        FormCell, models.PROTECT, related_name="+", verbose_name=_("ô của biểu")
    )
    comment = models.CharField(_("lý do trả lại ô"), max_length=2000)
    revision = models.PositiveIntegerField(_("lần sửa khi trả lại"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("người trả lại"))
    at = models.DateTimeField(_("trả lại lúc"))
    answered_at = models.DateTimeField(_("nộp lại lúc"), null=True)

    class Meta:
        verbose_name = _("ô bị trả lại")
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "cell"],
                condition=Q(answered_at=None),
                name="cell_is_returned_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.submission_id} {self.cell_id}"


class StageChange(models.Model):
    """One step of an answer, forward or back. Only ever inserted."""

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="changes", verbose_name=_("báo cáo số liệu")
    )
    action = models.CharField(_("việc đã làm"), max_length=20, db_collation="C")
    before = models.PositiveSmallIntegerField(_("bước trước"), choices=Stage)
    after = models.PositiveSmallIntegerField(_("bước sau"), choices=Stage)
    revision = models.PositiveIntegerField(_("lần sửa số"))
    reason = models.CharField(_("lý do chuyển bước"), max_length=2000, blank=True, default="")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("người làm"))
    is_delegated = models.BooleanField(_("làm thay"), default=False)
    at = models.DateTimeField(_("làm lúc"))

    class Meta:
        verbose_name = _("lần chuyển bước")
        indexes = [models.Index(fields=["submission", "id"], name="change_of_submission")]

    def __str__(self) -> str:
        return f"#{self.submission_id} {self.action}"
