"""What anybody reads of figures: counts that others have published, each with its source."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.norms.models import EthnicGroup
from vungcao.kernel.offers.publications import group_counts
from vungcao.kernel.scopes.services import scoped
from vungcao.systems.statistics.models import Observation, Stage
from vungcao.systems.statistics.queries import public
from vungcao.systems.statistics.tests.factories import everywhere
from vungcao.web.charts import public_charts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
DAY = date(2026, 11, 23)


def test_a_reader_without_any_reach_has_the_sourced_counts_of_a_group_and_no_figure() -> None:
    nung = EthnicGroup.objects.get(name="Nùng")

    with scoped(()):
        (count,) = group_counts.get("statistics.published").counts(nung.pk)
        assert not Observation.objects.exists()

    assert (count.value, count.place, count.time) == (76878, "Tỉnh Bắc Giang", "2014")
    assert count.source.startswith("http://www.bacgiang.gov.vn/")


def test_a_count_that_is_not_closed_any_more_is_not_public() -> None:
    with everywhere():
        Observation.objects.filter(cell__indicator__code=public.BY_GROUP).update(stage=Stage.DRAFT)

    with scoped(()):
        assert public.by_group() == []
        assert public_charts.get("statistics.groups").draw(DAY) is None


def test_the_chart_has_the_largest_group_first_and_says_where_it_was_read(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with scoped(()), django_assert_max_num_queries(12):
        chart = public_charts.get("statistics.groups").draw(DAY)

    assert chart is not None
    values = [row[1][0] for row in chart.table.rows]
    assert values == sorted(values, key=lambda value: -int(value or 0))
    assert (sum(int(value or 0) for value in values), len(values)) == (200538, 7)
    assert chart.about.title == "Nùng là dân tộc thiểu số đông người nhất"
    assert chart.about.source == "www.bacgiang.gov.vn"
    assert public_charts.get("statistics.groups").draw(date(2014, 1, 1)) is None
