"""Charts and a map over made-up communes: gaps, a reform, no report, one bar that is told apart."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.web.charts import (
    About,
    Bar,
    BarChart,
    Chart,
    Choropleth,
    Lanes,
    LineChart,
    Place,
    Reform,
    Series,
    Stop,
    ranking,
    show_lanes,
    spark,
)
from vungcao.web.charts.answers import show
from vungcao.web.charts.desk import Measure, Shelf, laid
from vungcao.web.charts.values import Value

YEARS = tuple(date(year, 12, 31) for year in range(2020, 2027))
COMMUNES: tuple[Value, ...] = (31, 24, None, 18, 12, 9, 7, 3, 0)
COURSES: tuple[tuple[Value, ...], ...] = ((34, 33, 32, 31), (20, 22, 21, 24), (12, 14, None, 18))
SIDE = 330  # of a square that stands for a commune


def fill(request: HttpRequest) -> dict[str, object]:
    """A guide answers no downloads: they belong to a screen and its rights."""
    charts: dict[str, Chart | Choropleth] = {
        "trend": _trend(),
        "ranking": _ranking(),
        "map": _map(),
    }
    shown = {key: show(key, chart, request.GET) for key, chart in charts.items()}
    on_desk = laid(_shelf())
    return {
        **{key: replace(one, files=[]) for key, one in shown.items()},
        "small": spark((4, 6, 5, None, 8, 9), said=_("tăng")),
        "rows": [(_name(number), spark(course)) for number, course in enumerate(COURSES, start=1)],
        "lanes": show_lanes("sample", _lanes()),
        "laid": replace(on_desk, charts=[replace(one, files=[]) for one in on_desk.charts]),
    }


def _shelf() -> Shelf:
    course = (310, 284, 240, None, 171, 140, 104)
    measure = Measure(
        label=_("Hộ nghèo"),
        value="104",
        unit=_("hộ"),
        change=_("giảm 36 hộ so với năm trước"),
        direction="down",
        source=_("Số mẫu của trang này"),
        course=course,
    )
    chart = LineChart(_about(_("Một xã qua bảy năm")), YEARS, (Series(_("Xã mẫu 1"), course),))
    return Shelf(
        title=_("Trên bàn làm việc"),
        action=_("Xem biểu đồ mẫu"),
        address=reverse("guide"),
        measures=(measure,),
        charts={"desk": chart},
    )


def _lanes() -> Lanes:
    stops = (
        Stop(0, _("Tiếp nhận"), [_("Một cửa")]),
        Stop(1, _("Xem xét"), [_("Phòng chuyên môn: 3 ngày"), _("Tạm dừng, sang bước 3")]),
        Stop(1, _("Chờ bổ sung"), [_("Quay lại bước 2")], "pause"),
        Stop(2, _("Ký"), [_("Lãnh đạo: 1 ngày")]),
        Stop(0, _("Đã trả kết quả"), (), "end"),
    )
    heads = (_("Một cửa"), _("Phòng chuyên môn"), _("Lãnh đạo"))
    ways = ((0, 1), (1, 2), (2, 1), (1, 3), (3, 4))
    return Lanes(_("Hồ sơ mẫu"), _("Qua năm bước ở ba nơi."), heads, stops, ways)


def _about(title: str) -> About:
    return About(
        title=title,
        measure=_("Hộ nghèo"),
        unit=_("hộ"),
        place=_("tỉnh mẫu"),
        source=_("số mẫu của trang này"),
        is_synthetic=True,
    )


def _trend() -> LineChart:
    first: tuple[Value, ...] = (310, 284, 240, None, 171, 140, 104)
    second: tuple[Value, ...] = (120, 116, 130, 128, 90, 66, 61)
    return LineChart(
        _about(_("Số hộ nghèo giảm một nửa sau năm năm")),
        YEARS,
        (Series(_("Xã mẫu 1"), first), Series(_("Xã mẫu 2"), second)),
        (Reform(date(2025, 7, 1), _("Sắp xếp xã")),),
    )


def _ranking() -> BarChart:
    bars = [Bar(_name(number), value) for number, value in enumerate(COMMUNES, start=1)]
    about = _about(_("Xã mẫu 1 còn nhiều hộ nghèo nhất"))
    return ranking(about, bars, head=_("Xã"), highlighted=_name(1))


def _map() -> Choropleth:
    places = tuple(_square(number, value) for number, value in enumerate(COMMUNES))
    return Choropleth(
        _about(_("Hộ nghèo tập trung ở phía trên")),
        f"0 0 {3 * SIDE} {3 * SIDE}",
        places,
        head=_("Xã"),
        is_schematic=True,
        source_of_shapes=_("hình vuông xếp đều, chỉ để xem mẫu"),
        breaks=(Decimal(5), Decimal(10), Decimal(20), Decimal(30)),
    )


def _square(number: int, value: Value) -> Place:
    row, column = divmod(number, 3)
    left, top = column * SIDE, row * SIDE
    path = f"M{left} {top}h{SIDE}v{SIDE}h-{SIDE}z"
    middle = SIDE / 2
    here = reverse("guide")
    return Place(_name(number + 1), path, left + middle, top + middle, value, here)


def _name(number: int) -> str:
    return _("Xã mẫu %(number)s") % {"number": number}
