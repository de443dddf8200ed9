"""The demo's figures hang together, reach every desk, and are the same in every run."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.db.models import QuerySet

from vungcao.kernel.access.queries import reach
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.jobs.models import Run
from vungcao.kernel.offers.jobs import Work
from vungcao.kernel.offers.publications import figures
from vungcao.kernel.scopes.services import scoped
from vungcao.systems.statistics.models import (
    Campaign,
    CampaignState,
    CellComment,
    EntryOperation,
    Observation,
    ObservationLog,
    ReturnedCell,
    Stage,
    Submission,
)
from vungcao.systems.statistics.offers.demo import asking, filling, history, levels, now
from vungcao.systems.statistics.offers.demo.answers import Writer, of_year
from vungcao.systems.statistics.offers.demo.ground import World
from vungcao.systems.statistics.offers.demo.levels import LAST_OLD, Commune
from vungcao.systems.statistics.offers.demo.wrong import OUTLIER
from vungcao.systems.statistics.queries import board_duties, boards, entry, sheets
from vungcao.systems.statistics.rules.exact import State
from vungcao.systems.statistics.rules.operations import Held
from vungcao.systems.statistics.services.taking_over import Whole, take_over
from vungcao.systems.statistics.tests.conftest import Arrange
from vungcao.systems.statistics.tests.factories import TODAY, commune, everywhere, province

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]
FEW = (6, 40)  # one in so many communes of today's map and of the old one
ROWS = {name: f"g{name}" for name in asking.GROUPS}


def few(rows: list[Submission], writer: Writer) -> list[Whole]:
    """A slice of a campaign: the units that are shown, those that are wrong, and some others."""
    wrong = {key for _form, key in writer.wrong}
    told = {row.pk for row in rows if writer.world.keys.get(row.unit_id) in wrong}
    told |= {row.pk for row in rows if row.unit_id in writer.kept}
    many = FEW[len(rows) > 100]
    told |= {row.pk for row in rows if row.unit_id % many == 0}
    return of_year([row for row in rows if row.pk in told], writer)


@pytest.fixture(scope="module", autouse=True)
def built(once: Arrange) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asking, "YEARS", 3)
        patch.setattr(filling, "of_year", few)
        patch.setattr("vungcao.systems.statistics.offers.demo.history.environment", lambda: DEMO)
        once(arrange)
        yield


class DEMO:
    is_demo = True


def arrange() -> None:
    """Three years and the running one, with everything that the background brings."""
    with scoped(("/1/",)):
        now.build(system_account("demo"), TODAY)
        history.build(work())
        connection.check_constraints()  # once, and not again after every test


def work() -> Work:
    return Work(system_account("demo"), ("/1/",), TODAY, {}, lambda done, of, said: None)


def typed() -> QuerySet[Submission]:
    return Submission.objects.filter(counter__gt=0)


def test_the_log_replayed_is_the_table() -> None:
    with everywhere():
        named = ("cell", "period", "unit", "state", "value", "revision", "submission")
        table = set(Observation.objects.values_list(*named))
        lines = ObservationLog.objects.order_by("pk").values_list(*named)
        replayed = {line[:3]: line for line in lines}

        assert table == set(replayed.values())
        assert EntryOperation.objects.count() >= len(table) > 5000
        counters = dict(typed().values_list("pk", "counter"))
        assert all(entry.replayed(row).keys() for row in typed()[:3])
        assert sum(counters.values()) == ObservationLog.objects.count()


def test_all_four_kinds_of_empty_and_all_steps_are_there() -> None:
    with everywhere():
        states = set(Observation.objects.values_list("state", flat=True))

        assert states == {0, 2, 3, 4}
        assert boards.filled(typed().filter(stage=Stage.DRAFT).values_list("pk", flat=True))
        assert set(Submission.objects.values_list("stage", flat=True)) == set(Stage)
        assert ObservationLog.objects.filter(is_delegated=True, reason="").exists()
        assert ObservationLog.objects.exclude(reason="").get().stage == Stage.CLOSED


def test_each_desk_of_the_demo_finds_something_to_do() -> None:
    with everywhere():
        officer, leader, specialist = (account(n) for n in ("canbo-xa", "lanhdao-xa", "chuyenvien"))
        here, all_of_it = (commune().scope,), (province().scope,)

        asked = board_duties.entering(officer, here, TODAY)
        waiting = asked.filter(campaign__due_on__gte=TODAY, submission__counter__gt=0)
        back = ReturnedCell.objects.filter(answered_at=None, submission__scope__startswith=here[0])

        assert waiting.exists()
        assert asked.filter(boards.overdue(TODAY)).count() == 1
        assert back.count() == 1
        assert board_duties.certifying(leader, here, TODAY).count() == 2
        assert board_duties.accepting(specialist, all_of_it, TODAY).count() > 1
        assert board_duties.overdue(all_of_it, TODAY) > 1


def test_only_what_is_wrong_on_purpose_breaks_a_check_and_says_why() -> None:
    with everywhere() as keeper:
        world = World.read()
        assert world is not None
        writer = filling.Filling(world, TODAY, keeper).writer
        units = {key: unit for unit, key in world.keys.items()}
        meant = {
            (form, units[key]) for (form, key), one in writer.wrong.items() if one.how != OUTLIER
        }
        closed = typed().filter(obligation__campaign__period=LAST_OLD * 1000 + 1)
        rows = {
            (row.obligation.campaign.version.form.code, row.unit_id): row
            for row in entry.with_campaigns(closed.order_by("pk"))
        }
        others = [rows[one] for one in sorted(rows.keys() - meant) if one[0] in asking.YEARLY][::13]

        for row in (rows[one] for one in sorted(meant & rows.keys())):
            said = set(CellComment.objects.filter(submission=row).values_list("code", flat=True))
            broken = {check.at for check in sheets.failed(row)}
            assert broken
            assert broken <= said
        assert len(meant & rows.keys()) == 8
        assert [row.unit_id for row in others if sheets.failed(row)] == []


def test_the_background_repeats_nothing_and_old_campaigns_are_over() -> None:
    with everywhere():
        before = ObservationLog.objects.count(), Observation.objects.count()

        history.build(work())
        now.build(system_account("demo"), TODAY)

        assert (ObservationLog.objects.count(), Observation.objects.count()) == before
        old = Campaign.objects.filter(period=LAST_OLD * 1000 + 1)
        assert set(old.values_list("state", flat=True)) == {CampaignState.CLOSED}
        assert Run.objects.filter(kind=history.KIND).count() == 1


def test_all_people_and_households_go_over_to_todays_communes() -> None:
    with everywhere():
        world = World.read()
        assert world is not None

        before = levels.joined(
            levels.old(one, world.rows, LAST_OLD) for one in world.communes.values()
        )
        after = levels.joined(sheet for found in world.merged.values() for sheet in found)

        assert before == after
        assert len(world.communes) == 313
        assert len(world.merged) == 99
        typed_here = world.sheet(commune().pk, 2025)
        assert typed_here["all.households"] == world.counts[2025][commune().pk][0]


def test_only_the_product_takes_answers_over_and_only_untouched_ones() -> None:
    with everywhere() as keeper:
        row = typed().filter(stage=Stage.DRAFT).order_by("pk")[0]
        empty = Submission.objects.filter(counter=0, stage=Stage.DRAFT).order_by("pk")[0]
        one = Held(State.VALUE, 3)
        at = row.obligation.campaign.opened_at + timedelta(days=1)

        with pytest.raises(RuleBroken, match="Chỉ hệ thống"):
            take_over(answers=[Whole(row, {}, keeper, at)], by=account("canbo-xa"))
        with pytest.raises(RuleBroken, match="không nhập được"):
            take_over(answers=[Whole(empty, {"no.cell": one}, keeper, at)], by=keeper)
        assert take_over(answers=[Whole(row, {"all.male": one}, keeper, at)], by=keeper) == 0


def test_a_closed_year_is_offered_as_a_figure_where_all_communes_have_closed() -> None:
    with everywhere():
        people = figures.get("statistics.people").value
        here = Submission.objects.get(
            obligation__campaign__version__form__code="dt01",
            obligation__campaign__period=2025001,
            unit=commune(),
        )
        held = entry.shown(here)

        assert people(commune().pk, TODAY) == sum(
            held[code].value or 0 for code in ("all.male", "all.female")
        )
        assert people(province().pk, TODAY) is None
        assert people(commune().pk, date(2024, 6, 1)) is None


def account(name: str) -> User:
    found = User.objects.get(username=name)
    found.reach = reach(found, TODAY)
    return found


@pytest.mark.parametrize("year", range(2021, 2025))
def test_a_commune_hangs_together_in_every_year(year: int) -> None:
    made = levels.finished(levels.old(Commune("mau", "220", 1800, 7400), ROWS, year))

    rows = {code.partition(".")[0] for code in made} - {"all"}
    assert sum(made[f"{row}.poor"] for row in rows) <= made["all.poor"] <= made["all.households"]
    assert sum(made[f"{row}.male"] for row in rows) <= made["all.male"]
    for row in rows | {"all"}:
        assert made[f"{row}.households"] <= made[f"{row}.male"] + made[f"{row}.female"]


def test_the_poor_become_fewer_by_less_than_a_fifth_and_people_a_little_more() -> None:
    place = Commune("mau", "219", 2300, 9100)
    years = [levels.finished(levels.old(place, ROWS, year)) for year in range(2021, 2025)]

    for before, after in pairwise(years):
        assert before.keys() == after.keys()
        for code, value in before.items():
            if code.endswith(".poor"):
                assert value * 4 <= after[code] * 5 <= value * 5
        assert before["all.male"] < after["all.male"]
    assert (years[0]["all.poor"], years[-1]["all.poor"]) == (371, 253)
