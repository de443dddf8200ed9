"""Charts to test with: small, synthetic, of every kind."""

from datetime import date

from vungcao.web.charts import About, Bar, BarChart, Choropleth, LineChart, Place, Reform, Series
from vungcao.web.charts.values import Value

ABOUT = About(
    title="Số hộ nghèo giảm <một nửa>",
    measure="Số hộ nghèo",
    unit="hộ",
    place="Xã Mẫu",
    source="Quyết định mẫu",
    basis="như đã ghi",
    is_synthetic=True,
)


def days(count: int) -> tuple[date, ...]:
    return tuple(date(2000 + nth, 12, 31) for nth in range(count))


def line(
    *values: Value, more: tuple[Series, ...] = (), reforms: tuple[Reform, ...] = ()
) -> LineChart:
    series = (Series("Xã Mẫu", values), *more)
    return LineChart(ABOUT, days(len(values)), series, reforms)


def bars(*values: Value) -> BarChart:
    named = tuple(Bar(f"Thôn {nth}", value) for nth, value in enumerate(values, start=1))
    return BarChart(ABOUT, named, "Thôn", highlighted="Thôn 1")


def choropleth(*values: Value) -> Choropleth:
    places = tuple(
        Place(f"Xã {nth}", f"M{nth} 0L{nth} 9L9 9Z", 10.0 * nth, 5.0, value, f"/xa/{nth}/")
        for nth, value in enumerate(values, start=1)
    )
    return Choropleth(ABOUT, "0 0 1000 600", places, "Xã", True, "Lược đồ, không phải địa giới.")
