"""Indicators and their dated definitions; code lists by which they are divided."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.norms.models import EthnicGroup
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.models import ENDS_AFTER_IT_STARTS, DatedQuerySet, never_overlaps


class Indicator(models.Model):
    """One thing that is counted or computed, by our own code.

    `official_code` stays empty until an officer has read it in a text in force, which is its
    `official_basis`. Values are whole numbers in units of 10^-decimals, so `decimals` never
    changes: another precision is another indicator. `owner` is the body that answers for its
    figures, where one is known.
    """

    code = models.CharField(_("mã chỉ tiêu"), max_length=20, unique=True, db_collation="C")
    official_code = models.CharField(
        _("mã theo văn bản"), max_length=20, blank=True, default="", db_collation="C"
    )
    official_basis = models.ForeignKey(
        Citation,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("nguồn của mã theo văn bản"),
    )
    group = models.CharField(_("nhóm chỉ tiêu"), max_length=120)
    owner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("cơ quan giữ")
    )
    decimals = models.PositiveSmallIntegerField(_("số chữ số lẻ"), default=0)

    class Meta:
        verbose_name = _("chỉ tiêu")
        constraints = [
            models.CheckConstraint(
                condition=Q(decimals__lte=6), name="indicator_has_at_most_six_decimals"
            ),
            models.UniqueConstraint(
                fields=["official_code"],
                condition=~Q(official_code=""),
                name="official_code_names_one_indicator",
            ),
            models.CheckConstraint(
                condition=Q(official_code="", official_basis=None)
                | ~Q(official_code="") & Q(official_basis__isnull=False),
                name="official_code_stands_with_its_source",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class CodeList(models.Model):
    """A list by which figures are divided: sex, age bands, ethnic groups."""

    code = models.CharField(_("mã danh mục"), max_length=40, unique=True, db_collation="C")
    name = models.CharField(_("tên danh mục"), max_length=120)
    state = models.CharField(
        _("độ tin cậy của danh mục"), max_length=12, choices=State, default=State.UNVERIFIED
    )
    source = models.CharField(_("nguồn của danh mục"), max_length=400, blank=True, default="")

    class Meta:
        verbose_name = _("danh mục phân tổ")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State), name="code_list_state_is_known")
        ]

    def __str__(self) -> str:
        return self.code


class CodeItem(models.Model):
    """One item of a list between two days; a group of the national list mirrors the kernel's."""

    list = models.ForeignKey(
        CodeList, models.PROTECT, related_name="items", verbose_name=_("danh mục")
    )
    code = models.CharField(_("mã mục"), max_length=20, db_collation="C")
    name = models.CharField(_("tên mục"), max_length=160)
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    ethnic_group = models.ForeignKey(
        EthnicGroup, models.PROTECT, null=True, related_name="+", verbose_name=_("dân tộc")
    )
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["CodeItem"].as_manager()

    class Meta:
        verbose_name = _("mục của danh mục")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="code_item_ends_after_it_starts"
            ),
            never_overlaps("code_item_stands_once_at_a_time", "list", "code"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"


class ValueType(models.TextChoices):
    """How a value is shown."""

    INTEGER = "integer", _("số nguyên")
    DECIMAL = "decimal", _("số thập phân")
    SHARE = "share", _("tỷ lệ")
    MONEY = "money", _("số tiền")


class IndicatorKind(models.TextChoices):
    """Where a figure comes from; only what is counted is typed in."""

    COUNTED = "counted", _("đếm, nhập vào")
    RATIO = "ratio", _("tỷ số của hai chỉ tiêu")
    FORMULA = "formula", _("tính bằng công thức")


class Adding(models.TextChoices):
    """How figures come together, over units or over time."""

    SUM = "sum", _("cộng")
    LAST = "last", _("lấy số cuối")
    MEAN = "mean", _("bình quân")
    MAX = "max", _("lấy số lớn nhất")
    NONE = "none", _("không tổng hợp")


class IndicatorVersion(models.Model):
    """What an indicator means between two days.

    A ratio is never typed and never added up: `numerator` over `denominator`, times `factor` (100
    for per cent). Until both are named it is only listed. Without a `basis` nobody has read what
    defines it: screens say "chưa xác minh".
    """

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="versions", verbose_name=_("chỉ tiêu")
    )
    name = models.CharField(_("tên chỉ tiêu"), max_length=300)
    unit_of_measure = models.CharField(_("đơn vị tính"), max_length=60)
    value_type = models.CharField(_("kiểu giá trị"), max_length=8, choices=ValueType)
    kind = models.CharField(_("cách có số liệu"), max_length=8, choices=IndicatorKind)
    over_units = models.CharField(_("tổng hợp theo đơn vị"), max_length=4, choices=Adding)
    over_time = models.CharField(_("tổng hợp theo thời gian"), max_length=4, choices=Adding)
    numerator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, related_name="+", verbose_name=_("tử số")
    )
    denominator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, related_name="+", verbose_name=_("mẫu số")
    )
    factor = models.PositiveIntegerField(_("nhân với"), default=1)
    formula = models.CharField(_("công thức"), max_length=2000, blank=True, default="")
    frequency = models.CharField(_("kỳ thu thập"), max_length=60, blank=True, default="")
    reported_by = models.CharField(_("nơi nhập"), max_length=200, blank=True, default="")
    note = models.CharField(_("ghi chú"), max_length=400, blank=True, default="")
    state = models.CharField(
        _("độ tin cậy của chỉ tiêu"), max_length=12, choices=State, default=State.UNVERIFIED
    )
    source = models.CharField(_("nguồn của chỉ tiêu"), max_length=400, blank=True, default="")
    basis = models.ForeignKey(
        Citation, models.PROTECT, null=True, related_name="+", verbose_name=_("căn cứ")
    )
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = DatedQuerySet["IndicatorVersion"].as_manager()

    class Meta:
        verbose_name = _("định nghĩa chỉ tiêu")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="indicator_version_ends_after_it_starts"
            ),
            never_overlaps("indicator_has_one_definition_at_a_time", "indicator"),
            models.CheckConstraint(
                condition=Q(value_type__in=ValueType), name="indicator_value_type_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=IndicatorKind), name="indicator_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(over_units__in=Adding, over_time__in=Adding) & ~Q(over_units="last"),
                name="indicator_adding_is_known",
            ),
            models.CheckConstraint(
                condition=Q(numerator=None, denominator=None)
                | Q(kind="ratio", numerator__isnull=False, denominator__isnull=False),
                name="only_a_ratio_has_a_numerator_and_a_denominator",
            ),
            models.CheckConstraint(
                condition=~Q(kind="ratio") | Q(over_units="none", over_time="none"),
                name="ratio_is_never_added_up",
            ),
            models.CheckConstraint(
                condition=Q(formula="") | Q(kind="formula"), name="only_a_formula_has_a_formula"
            ),
            models.CheckConstraint(condition=Q(factor__gte=1), name="indicator_factor_is_positive"),
            models.CheckConstraint(
                condition=Q(state__in=State), name="indicator_version_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"


class Dimension(models.Model):
    """By which list a version of an indicator is divided, in its order."""

    version = models.ForeignKey(
        IndicatorVersion, models.CASCADE, related_name="dimensions", verbose_name=_("định nghĩa")
    )
    list = models.ForeignKey(
        CodeList, models.PROTECT, related_name="+", verbose_name=_("danh mục phân tổ")
    )
    position = models.PositiveSmallIntegerField(_("thứ tự"))

    class Meta:
        verbose_name = _("phân tổ của chỉ tiêu")
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="dimension_has_its_place"),
            models.UniqueConstraint(fields=["version", "list"], name="dimension_stands_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.version_id} {self.position}"


class Cell(models.Model):
    """An indicator at one place of its dimensions; only declared ones exist.

    `key` holds the ids of its items in the order of the dimensions (`3.17`), empty without any.
    """

    id = models.AutoField(primary_key=True)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="cells", verbose_name=_("chỉ tiêu")
    )
    key = models.CharField(_("khoá phân tổ"), max_length=120, blank=True, db_collation="C")

    class Meta:
        verbose_name = _("ô số liệu")
        constraints = [
            models.UniqueConstraint(fields=["indicator", "key"], name="cell_is_declared_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.indicator_id} {self.key}".strip()


class CellItem(models.Model):
    """An item of a cell, so that readers can ask by item."""

    cell = models.ForeignKey(
        Cell, models.CASCADE, related_name="items", verbose_name=_("ô số liệu")
    )
    item = models.ForeignKey(
        CodeItem, models.PROTECT, related_name="+", verbose_name=_("mục của danh mục")
    )
    position = models.PositiveSmallIntegerField(_("thứ tự"))

    class Meta:
        verbose_name = _("phân tổ của ô số liệu")
        constraints = [
            models.UniqueConstraint(fields=["cell", "position"], name="cell_item_has_its_place")
        ]

    def __str__(self) -> str:
        return f"#{self.cell_id} {self.position}"
