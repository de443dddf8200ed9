"""What is offered of figures beyond the office: counts that are closed, the list of indicators."""

from datetime import date
from functools import partial

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.publications import (
    Dataset,
    Figure,
    GroupCounts,
    datasets,
    figures,
    group_counts,
)
from vungcao.kernel.offers.upkeep import Doubts, doubts
from vungcao.systems.statistics.queries import closed, indicators, public


def told(_unit: int, day: date) -> str:
    """Of which year a closed figure is, and where it was counted."""
    said = _t("năm %(year)s. Nguồn: số liệu các xã đã khoá sổ.")
    return said % {"year": day.year - 1}


for name, code, label, measure in (
    ("people", "0191", _("Dân số"), _("người")),
    ("households", "0192", _("Số hộ"), _("hộ")),
    ("minority_people", "0101", _("Người dân tộc thiểu số"), _("người")),
    ("minority_households", "0102", _("Hộ dân tộc thiểu số"), _("hộ")),
):
    figures.register(
        f"statistics.{name}",
        Figure(
            label=label,
            unit_of_measure=measure,
            value=partial(closed.total, indicator=code),
            told=told,
        ),
    )

group_counts.register(
    "statistics.published",
    GroupCounts(label=_("Số người theo nguồn đã công bố"), counts=public.of_group),
)
datasets.register(
    "statistics.indicators",
    Dataset(
        title=_("Danh mục chỉ tiêu"),
        columns=indicators.COLUMNS,
        rows=indicators.rows,
        source=_("Danh mục chỉ tiêu của hệ thống; nhiều chỉ tiêu chưa xác minh"),
    ),
)
doubts.register(
    "statistics.indicators",
    Doubts(_("Chỉ tiêu thống kê"), indicators.doubts, indicators.doubtful),
)
