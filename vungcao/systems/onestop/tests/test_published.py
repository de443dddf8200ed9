"""Published counts of dossiers: by month and commune, none from which one affair could be told."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.offers.publications import datasets, figures, public_items
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import PublishedMonth
from vungcao.systems.onestop.queries import published
from vungcao.systems.onestop.rules.published import Month, guarded
from vungcao.systems.onestop.services import publishing_counts
from vungcao.systems.onestop.tests.factories import commune, neighbour
from vungcao.web.charts import public_charts

OCTOBER, DAY, EARLY = date(2026, 10, 1), date(2026, 11, 5), date(2026, 10, 31)
PLENTY, FEW = Month(20, 10, 10), Month(3, 2, 2)


@pytest.mark.parametrize(
    ("counts", "hidden", "is_whole_shown"),
    [
        ({1: PLENTY, 2: Month(6, 5, 5)}, set(), True),
        ({1: PLENTY, 2: FEW}, {1, 2}, True),  # one alone would follow from the whole
        ({1: PLENTY, 2: FEW, 3: Month(4, 3, 3)}, {2, 3}, True),
        ({1: FEW}, {1}, False),
        ({1: Month(9, 8, 7)}, {1}, False),  # one was late: that is about somebody
        ({1: PLENTY, 2: Month()}, set(), True),
    ],
)
def test_small_numbers_are_hidden_and_cannot_be_computed(
    counts: dict[int, Month], hidden: set[int], is_whole_shown: bool
) -> None:
    shown, whole = guarded(counts)

    assert {unit for unit, one in shown.items() if one is None} == hidden
    assert (whole is not None) == is_whole_shown


@pytest.mark.django_db
@pytest.mark.usefixtures("province")
def test_a_month_is_published_once_and_anybody_reads_it(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    here, beside = commune(), neighbour()
    province = int(here.scope.split("/")[2])
    found = {here.pk: (province, PLENTY), beside.pk: (province, Month(6, 5, 5))}
    monkeypatch.setattr(published, "counted", lambda month: found if month == OCTOBER else {})
    keeper, address = system_account("one-stop"), reverse("onestop:published")
    assert "Chưa có số liệu nào" in client.get(address).content.decode()

    with scoped(("/1/",)):
        assert publishing_counts.publish_month(month=OCTOBER, today=EARLY, by=keeper) == 0
        assert publishing_counts.publish_months(today=DAY, by=keeper) == 3
        assert publishing_counts.publish_months(today=DAY, by=keeper) == 0

    assert Entry.objects.filter(action="onestop.counts_published").count() == 1
    with django_assert_max_num_queries(14):
        page = client.get(address).content.decode()
    assert "Hồ sơ trong tháng 10/2026" in page
    assert client.get(address, {"thang": "2026-09"}).status_code == 404
    value = dict(figures.items())["onestop.received"].value
    assert (value(province, DAY), value(here.pk, EARLY)) == (26, None)
    (line, *others) = dict(datasets.items())["onestop.published"].rows(DAY)
    assert line[3:] == (26, 15, 15)
    assert len(others) == 2
    assert len(list(dict(public_items.items())["onestop.published"].items(DAY))) == 1
    assert PublishedMonth.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.usefixtures("province")
def test_the_course_of_the_months_is_drawn_from_two_on_with_gaps_where_too_few_are_meant() -> None:
    province = Unit.objects.get(pk=int(commune().scope.split("/")[2]))
    chart = public_charts.get("onestop.months")
    months = ((date(2026, 8, 1), 9), (date(2026, 9, 1), None), (OCTOBER, 26))
    for month, number in months:
        counts = dict.fromkeys(("received", "done", "on_time"), number)
        PublishedMonth.objects.create(month=month, unit=province, published_on=DAY, **counts)

    drawn = chart.draw(DAY)

    assert drawn is not None
    assert [row[1] for row in drawn.table.rows] == [(9,) * 3, (None,) * 3, (26,) * 3]
    assert chart.draw(date(2026, 9, 15)) is None  # one month is no course
