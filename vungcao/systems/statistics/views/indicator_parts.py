"""What the pages of indicators show: the columns of the catalogue, a definition as facts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.systems.statistics.models import Indicator, IndicatorVersion
from vungcao.systems.statistics.queries.indicators import lists_of
from vungcao.web.facts import Fact, Said
from vungcao.web.tables import Column, Table


@dataclass(frozen=True)
class Shown:
    """One definition: from when until when, and everything it says."""

    title: str
    facts: tuple[Fact, ...]


def official(indicator: Indicator) -> list[Fact]:
    """The code of the State and the text in which it was read; nothing while nobody has."""
    if not indicator.official_code or indicator.official_basis is None:
        return []
    basis = indicator.official_basis
    found: list[Fact] = [
        (_("Mã theo văn bản"), indicator.official_code),
        (_("Nguồn của mã"), Said(citation=basis)),
    ]
    return found + ([(_("Đọc ở đâu"), basis.source)] if basis.source else [])


def definitions(indicator: Indicator, versions: Sequence[IndicatorVersion]) -> list[Shown]:
    return [Shown(_span(one), tuple(_facts(one))) for one in versions]


def _span(one: IndicatorVersion) -> str:
    if one.valid_until is None:
        return _t("Từ %(day)s") % {"day": f"{one.valid_from:%d/%m/%Y}"}
    return _t("Từ %(first)s đến trước %(last)s") % {
        "first": f"{one.valid_from:%d/%m/%Y}",
        "last": f"{one.valid_until:%d/%m/%Y}",
    }


def _facts(one: IndicatorVersion) -> list[Fact]:
    found: list[Fact] = [
        (_("Tên chỉ tiêu"), one.name),
        (_("Đơn vị tính"), one.unit_of_measure),
        (_("Cách có số liệu"), one.get_kind_display()),
        (_("Tổng hợp theo đơn vị"), one.get_over_units_display()),
        (_("Tổng hợp theo thời gian"), one.get_over_time_display()),
        (_("Phân tổ"), ", ".join(each.name for each in lists_of(one)) or "–"),
    ]
    if one.numerator is not None and one.denominator is not None:
        share = f"{one.numerator.code} / {one.denominator.code}"
        factor = f" × {one.factor}" if one.factor != 1 else ""
        found.append((_("Tử số / mẫu số"), share + factor))
    if one.formula:
        found.append((_("Công thức"), one.formula))
    more = ((_("Kỳ thu thập"), one.frequency), (_("Nơi nhập"), one.reported_by))
    found += [(label, said) for label, said in (*more, (_("Ghi chú"), one.note)) if said]
    found.append((_("Nguồn của chỉ tiêu"), Said(one.source or "–", state=one.state)))
    if one.basis is not None:
        found.append((_("Căn cứ"), Said(citation=one.basis)))
    return found


COLUMNS: tuple[Column[IndicatorVersion], ...] = (
    Column(
        "name",
        _("Chỉ tiêu"),
        lambda row: row.name,
        order=("name",),
        address=lambda row: reverse("statistics:indicator", args=[row.indicator_id]),
        is_name=True,
    ),
    Column("code", _("Mã"), lambda row: row.indicator.code, order=("indicator__code",)),
    Column(
        "official",
        _("Mã theo văn bản"),
        lambda row: row.indicator.official_code,
        order=("indicator__official_code",),
        empty=_("chưa ghi"),
    ),
    Column(
        "official_source",
        _("Nguồn của mã"),
        lambda row: str(row.indicator.official_basis or ""),
        usual=False,
    ),
    Column(
        "group",
        _("Nhóm chỉ tiêu"),
        lambda row: row.indicator.group,
        order=("indicator__group", "indicator__code"),
    ),
    Column("unit", _("Đơn vị tính"), lambda row: row.unit_of_measure),
    Column("kind", _("Cách có số liệu"), lambda row: row.get_kind_display(), order=("kind",)),
    Column("state", _("Độ tin cậy"), lambda row: row.get_state_display(), order=("state",)),
    Column("frequency", _("Kỳ thu thập"), lambda row: row.frequency, usual=False),
)
INDICATORS: Table[IndicatorVersion, IndicatorVersion] = Table(
    name="statistics.indicators",
    label=_("Danh mục chỉ tiêu"),
    columns=COLUMNS,
    order="code",
    nothing=_("Không có chỉ tiêu nào như vậy."),
    kept=("group", "kind"),
)
