"""Charts and maps: plain values in; a drawing, a table and files out, no script in a page."""

from vungcao.web.charts.answers import answer, spark
from vungcao.web.charts.kinds import (
    About,
    Bar,
    BarChart,
    Chart,
    LineChart,
    Reform,
    Series,
    Sparkline,
    ranking,
)
from vungcao.web.charts.lanes import Lanes, Stop, show_lanes
from vungcao.web.charts.maps import Choropleth, Place
from vungcao.web.charts.published import PublicChart, drawn, public_charts, titles

__all__ = [
    "About",
    "Bar",
    "BarChart",
    "Chart",
    "Choropleth",
    "Lanes",
    "LineChart",
    "Place",
    "PublicChart",
    "Reform",
    "Series",
    "Sparkline",
    "Stop",
    "answer",
    "drawn",
    "public_charts",
    "ranking",
    "show_lanes",
    "spark",
    "titles",
]
