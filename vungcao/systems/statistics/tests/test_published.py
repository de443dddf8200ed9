"""What others have published: counts of a unit on a day as figures, everything else as notes."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.reference import rows
from vungcao.kernel.units.models import Kind
from vungcao.systems.statistics.models import (
    IndicatorVersion,
    Observation,
    ObservationLog,
    PublishedFigure,
    Stage,
    StageChange,
    Submission,
)
from vungcao.systems.statistics.offers.loading_published import load_counts, load_figures
from vungcao.systems.statistics.queries import boards, entry
from vungcao.systems.statistics.queries.tables import Reach
from vungcao.systems.statistics.queries.tables_ground import Map
from vungcao.systems.statistics.queries.tables_laid import Asked, table
from vungcao.systems.statistics.services import correcting
from vungcao.systems.statistics.services.published import Publication, take_over
from vungcao.systems.statistics.tests.factories import (
    NOW,
    TODAY,
    everywhere,
    officer,
    op,
    province,
    standing,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

LIST = reverse("statistics:published")
BY_GROUP, CENSUS, POOR = "0193", "0194", "0493"


def reader(role: Role = Role.DEPARTMENT_LEADER) -> User:
    with everywhere():
        return officer(role, role, province())


def taken() -> list[Submission]:
    return list(Submission.objects.exclude(source="").order_by("obligation__campaign__period"))


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def whole(user: User, indicator: str, period: int, level: Kind = Kind.PROVINCE) -> Fraction | None:
    """The line of all of the table as recorded."""
    version = IndicatorVersion.objects.get(indicator__code=indicator)
    asked = Asked((version,), (), (period,), Map(level, None, None, TODAY))
    with standing(user):
        laid = table(asked, Reach(user, (province().scope,))).laid
    return laid.values[0, 0, period].added.figure.known


def test_counts_of_a_unit_on_a_day_are_closed_figures_and_their_log_is_the_table() -> None:
    with everywhere():
        found = taken()

        assert [one.obligation.campaign.period for one in found] == [2014001, 2019001, 2022001]
        for one in found:
            lines = ObservationLog.objects.filter(submission=one)
            steps = StageChange.objects.filter(submission=one)
            assert (one.stage, one.author, one.certifier) == (Stage.CLOSED, None, None)
            assert entry.broken_replay(one) == []
            assert set(lines.values_list("channel", flat=True)) == {"loaded"}
            assert [step.action for step in steps] == ["take_over"]
        figures = Observation.objects.filter(submission__in=found)
        assert set(figures.values_list("stage", flat=True)) == {Stage.CLOSED}
        assert figures.count() == len(rows("statistics_published_counts.csv"))


def test_tables_show_them_at_the_unit_of_their_time() -> None:
    user = reader()

    assert whole(user, BY_GROUP, 2014001) == 200538
    assert whole(user, CENSUS, 2019001) == 1803950
    assert whole(user, POOR, 2022001, Kind.DISTRICT) == 194


def test_a_figure_says_where_it_was_published_and_nobody_is_asked_for_it(client: Client) -> None:
    client.force_login(user := reader())
    with everywhere():
        row = Observation.objects.select_related("submission").get(
            cell__indicator__code=CENSUS, period=2019001
        )
        campaigns = boards.campaigns(user)
        assert row.submission.source.startswith("https://baobacgiang.vn/")
    address = reverse("statistics:figure", args=[row.cell_id, row.period, row.unit_id])

    figure = text(client.get(address))
    answer = text(client.get(reverse("statistics:submission", args=[row.submission_id])))

    assert f'<a href="{row.submission.source}">' in figure
    assert f'<a href="{row.submission.source}">' in answer
    assert "quá hạn" not in answer.lower()
    with standing(user):
        assert not campaigns.exists()


def test_loaded_again_nothing_changes_and_a_correction_stays() -> None:
    user = reader()
    with everywhere() as keeper:
        last = taken()[-1]
        correcting.correct(
            submission=last,
            ops=[op("1", "all.poor", "195", base=1)],
            reason="Đối chiếu với báo cáo của thành phố",
            now=NOW,
            by=user,
        )
        before = Observation.objects.count(), PublishedFigure.objects.count()

        load_counts(rows("statistics_published_counts.csv"), keeper)
        load_figures(rows("statistics_published_figures.csv"), keeper)

        assert (Observation.objects.count(), PublishedFigure.objects.count()) == before
        assert entry.shown(last)["all.poor"].value == 195


def test_only_the_product_takes_figures_over_and_only_whole_ones_with_a_source() -> None:
    with everywhere() as keeper:
        one = taken()[0]
        campaign = one.obligation.campaign
        given = Publication(campaign.version, province(), 2014001, "https://vi.du.invalid", {})
        bare = replace(given, source=" ")

        with pytest.raises(RuleBroken, match="do hệ thống nhập"):
            take_over(publication=given, now=NOW, by=reader())
        with pytest.raises(RuleBroken, match="phải có nguồn"):
            take_over(publication=bare, now=NOW, by=keeper)
        with pytest.raises(RuleBroken, match=r"tay\.people: chưa có số"):
            take_over(publication=given, now=NOW, by=keeper)


def test_notes_are_listed_with_their_source_and_found_by_their_words(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(reader())
    client.get(LIST)

    with django_assert_max_num_queries(24):
        page = text(client.get(LIST))
    sought = text(client.get(LIST, {"q": "sơ bộ"}))

    assert "trên 18.100 hộ" in page
    assert 'rel="external noreferrer">m.baomoi.com</a>' in page
    assert "trên 18.100 hộ" in sought
    assert "13.222 thôn" not in sought


def test_notes_stand_beside_a_table_and_in_none_of_its_sums(client: Client) -> None:
    client.force_login(user := reader())
    words = {"indicator": "0491", "since": "2022", "until": "2022", "level": "province"}

    page = text(client.get(reverse("statistics:tables"), words))

    assert "không cộng vào bảng" in page
    assert "trên 18.100 hộ" in page
    assert whole(user, "0491", 2022001) is None


def test_who_reads_no_figures_reads_no_notes(client: Client) -> None:
    client.force_login(reader(Role.DESK_OFFICER))

    assert client.get(LIST).status_code == 403


def test_every_note_has_a_source_and_none_is_a_count_that_is_a_figure_already() -> None:
    notes, counts = (rows(f"statistics_published_{name}.csv") for name in ("figures", "counts"))

    assert all(row["source"].startswith("http") for row in (*notes, *counts))
    assert not {row["value"] for row in counts} & {row["value"] for row in notes}


def test_brought_to_the_province_of_today_a_published_figure_says_so_and_why(
    client: Client,
) -> None:
    client.force_login(reader())
    words = {"indicator": CENSUS, "since": "2019", "until": "2019", "level": "province"}
    address = reverse("statistics:tables")

    restated = text(client.get(address, {**words, "map_day": "23/11/2026"}))
    recorded = text(client.get(address, words))
    file: Any = client.get(address, {**words, "map_day": "23/11/2026", "format": "csv"})

    assert '<span class="small muted">quy đổi</span>' in restated
    assert "Năm 2019: số công bố cho Tỉnh Bắc Giang, quy đổi về Tỉnh Bắc Ninh theo" in restated
    assert "1658/NQ-UBTVQH15. Chưa có" in restated
    assert "Chưa có phần của Tỉnh Bắc Ninh trước sắp xếp." in restated
    assert 'rel="external noreferrer">baobacgiang.vn</a>' in restated
    assert "quy đổi" in b"".join(file.streaming_content).decode()
    assert "quy đổi" not in recorded


def test_a_course_says_which_of_its_points_were_brought_to_the_units_of_a_day(
    client: Client,
) -> None:
    client.force_login(reader())
    words = {"indicator": CENSUS, "since": "2019", "until": "2020", "level": "province"}
    address = reverse("statistics:tables")

    def drawn(**more: str) -> Any:
        return client.get(address, {**words, **more})

    restated, recorded = drawn(map_day="23/11/2026"), drawn()
    file: Any = drawn(map_day="23/11/2026", format="csv", chart="statistics_trend")

    chart = restated.context["charts"]["statistics_trend"].chart
    assert "theo địa giới ngày 23/11/2026; quy đổi: Năm 2019" in chart.about.subtitle
    assert "Năm 2020" not in chart.about.subtitle.partition("quy đổi")[2].partition(";")[0]
    assert chart.description.endswith("Số quy đổi: Năm 2019.")
    assert text(restated).count("Số quy đổi: Năm 2019.</desc>") == 2  # a phone's and a desk's
    assert "quy đổi: Năm 2019" in b"".join(file.streaming_content).decode()
    assert "quy đổi" not in recorded.context["charts"]["statistics_trend"].chart.description
    assert "quy đổi" not in text(recorded)
