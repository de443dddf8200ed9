"""The past of a commune that a reform has made: its predecessors', to the unit, and said to be."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.access.roles import Role
from vungcao.kernel.tests.factories import CitationFactory
from vungcao.kernel.units import services as units
from vungcao.kernel.units.models import Form, Kind, Unit
from vungcao.kernel.units.queries import predecessors
from vungcao.systems.statistics.models import (
    Campaign,
    FormVersion,
    IndicatorVersion,
    Obligation,
    Observation,
    Submission,
)
from vungcao.systems.statistics.queries import outliers, recalled, sheets
from vungcao.systems.statistics.queries.lineage import STATES, Earlier, Lineage, Place
from vungcao.systems.statistics.queries.sheets import Reading
from vungcao.systems.statistics.queries.tables import Reach
from vungcao.systems.statistics.queries.tables_ground import Map, last_day
from vungcao.systems.statistics.queries.tables_laid import Asked, table
from vungcao.systems.statistics.rules import adding
from vungcao.systems.statistics.rules.adding import Part, Way
from vungcao.systems.statistics.rules.exact import Figure, unscaled
from vungcao.systems.statistics.services.entering import apply
from vungcao.systems.statistics.tests.conftest import Arrange
from vungcao.systems.statistics.tests.factories import (
    NOW,
    TODAY,
    commune,
    everywhere,
    form,
    neighbour,
    officer,
    op,
    province,
    standing,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

NEXT = 2026001
SPLIT = date(2026, 3, 1)
ELSEWHERE = date(2025, 9, 1)  # a reform that Vân Sơn has no part in
# Tày men of the two communes that became Vân Sơn on 2025-07-01, then of Vân Sơn itself.
MEN = {2022001: (10, 1), 2023001: (20, 2), 2024001: (90, 4), 2025001: (101,)}
CHECKS = [
    {
        "id": "moved",
        "level": "explain",
        "at": "tay.male",
        "say": "Đổi khác năm trước",
        "e": ["=", ["c", "tay.male"], ["h", "tay.male", "y"]],
    },
    {
        "id": "usual",
        "level": "notice",
        "at": "tay.male",
        "say": "Khác thường",
        "e": ["<=", ["c", "tay.male"], ["*", ["n", "2"], ["h", "tay.male", "med"]]],
    },
]


@dataclass(frozen=True)
class Past:
    """The answer for 2025, and the two communes from which it came."""

    answer: int
    old: tuple[int, ...]


@pytest.fixture(scope="module")
def past(once: Arrange) -> Past:
    def make() -> Past:
        with everywhere():
            here, version = commune(), form(checks=CHECKS)
            found = predecessors(here, last_day(2024001))
            old = tuple(sorted(one.unit.id for one in found))
            for period, numbers in MEN.items():
                places = old if len(numbers) > 1 else (here.pk,)
                for unit, men in zip(places, numbers, strict=True):
                    made = answered(version, period, unit, men)
            divided(neighbour(), ELSEWHERE)
            return Past(made.pk, old)

    return once(make)


def answered(version: FormVersion, period: int, unit: int, men: int) -> Submission:
    with everywhere() as by:
        place = Unit.objects.get(pk=unit)
        asked, _made = Campaign.objects.get_or_create(
            version=version,
            unit=province(),
            period=period,
            defaults={"due_on": TODAY, "late_on": TODAY, "opened_at": NOW, "opened_by": by},
        )
        owed = Obligation.objects.create(campaign=asked, unit=place, scope=place.scope)
        row = Submission.objects.create(obligation=owed, unit=place, scope=place.scope)
        ops = [
            op(f"{row.pk}m", "tay.male", str(men)),
            op(f"{row.pk}f", "tay.female", "3"),
            op(f"{row.pk}h", "tay.homes", state="p"),
        ]
        apply(submission=row, ops=ops, by=by, now=NOW)
        return row


def value(figure: Figure | None) -> Fraction | None:
    return None if figure is None else figure.known


def reading(pk: int) -> Reading:
    return Reading(Submission.objects.get(pk=pk))


def test_the_past_of_a_merged_commune_is_the_sum_of_its_predecessors(past: Past) -> None:
    with everywhere():
        found = reading(past.answer)

        assert value(found.past("tay.male", "p")) == value(found.past("tay.male", "y")) == 94
        assert value(found.past("total.all", "y")) == 94 + 6
        assert value(found.past("tay.male", "med")) == 22
        assert value(found.past("tay.male", "mad")) == 11
        homes = found.past("tay.homes", "p")
        assert homes is not None
        assert homes.state == "p"
        assert set(found.history.restated) == {2022001, 2023001, 2024001}
        assert tuple(found.history.restated[2024001]) == past.old


def test_where_a_predecessor_has_not_said_the_past_is_unknown_and_not_too_small(past: Past) -> None:
    with everywhere():
        last = Observation.objects.get(
            period=2024001,
            unit=past.old[0],
            cell__items__item__code="1",
            cell__indicator__code="0101",
        )
        Observation.objects.filter(period=last.period, unit=last.unit_id, cell=last.cell_id).update(
            state=1, value=None
        )

        assert reading(past.answer).past("tay.male", "p") is None
        assert value(reading(past.answer).past("tay.female", "p")) == 6
        assert value(reading(past.answer).past("tay.male", "med")) == Fraction(11 + 22, 2)


def test_of_a_divided_commune_each_part_has_the_past_that_a_table_gives_it(past: Past) -> None:
    with everywhere() as by:
        parts = divided()
        version = FormVersion.objects.get(form__code="thu01")
        by.reach = ("/1/",)
        men = IndicatorVersion.objects.filter(indicator__code="0101")
        ground = Map(Kind.COMMUNE, last_day(NEXT), None, TODAY)
        asked = Asked(tuple(men), ("sex",), tuple(MEN), ground, is_open=True)
        laid = table(asked, Reach(by, ("/1/",))).laid

        histories = [reading(answered(version, NEXT, part, 5).pk).history for part in parts]

        for period, numbers in MEN.items():
            shares = [value(one.sheet(period).cell("tay.male")) for one in histories]
            shown = [laid.values[part, 0, period].added.figure.known for part in parts]
            assert shares == shown
            assert sum(one for one in shares if one is not None) == sum(numbers)


def divided(unit: Unit | None = None, day: date = SPLIT) -> tuple[int, ...]:
    """A commune, Vân Sơn if none is said, in two, by two to three."""
    with everywhere() as by:
        head = units.Head("Sắp xếp mẫu", day, CitationFactory.create())
        reform = units.draft(head=head, by=by)
        made = [
            units.add_establishment(
                reform=reform,
                new=units.NewEstablishment(
                    Kind.COMMUNE, Form.COMMUNE, f"{day:%m}-{nth}", province()
                ),
                by=by,
            )
            for nth in (1, 2)
        ]
        for target, weight in zip(made, (2, 3), strict=True):
            units.add_succession(
                reform=reform, source=unit or commune(), target=target, weight=weight, by=by
            )
        units.apply(reform=reform, today=TODAY, by=by)
        for one in made:
            one.refresh_from_db()
        return tuple(one.unit_id or 0 for one in made)


def test_the_past_of_a_commune_that_no_reform_has_touched_is_its_own(past: Past) -> None:
    with everywhere():
        old = Submission.objects.get(unit=past.old[0], obligation__campaign__period=2024001)

        history = Reading(old).history

        assert history.lineage.flows == ()
        assert history.restated == {}
        assert value(history.past("tay.male", "p")) == 20


def test_pages_say_from_which_units_the_past_was_brought(client: Client, past: Past) -> None:
    with everywhere():
        client.force_login(officer("can-bo", Role.COMMUNE_OFFICER, commune()))

    grid = client.get(reverse("statistics:entry-grid", args=[past.answer]))
    page = client.get(reverse("statistics:submission", args=[past.answer]))

    said = "Số các kỳ đến hết Năm 2024 tính lại theo địa giới từ 01/07/2025, từ: Xã "
    assert said in grid.content.decode()
    assert said in page.content.decode()
    data = grid.context["page"].data
    assert data["series"] == [["y", "Năm 2024, tính lại"]]
    assert data["past"]["tay.male"]["y"] == "94"


def test_checks_over_history_read_the_past_of_predecessors_and_say_so(past: Past) -> None:
    with everywhere() as by:
        by.reach = ("/1/",)
        version = FormVersion.objects.get(form__code="thu01")
        answered(version, NEXT, commune().pk, 60)
        for part in divided():
            answered(version, NEXT, part, 40)

        found = recalled.answers(recalled.Asked("thu01", 2022, 2026), by, by.reach)
        broken = recalled.broken(found, recalled.drawings({version.pk}))

        bulk = {(one.answer.pk, one.check.id) for one in broken}
        rows = Submission.objects.filter(pk__in=[one.pk for one in found])
        assert bulk == {(row.pk, one.id) for row in rows for one in sheets.failed(row)}
        (moved, usual) = (one.restated for one in broken if one.answer.pk == past.answer)
        assert moved == recalled.Restated((2024001,), date(2025, 7, 1))
        assert usual == recalled.Restated((2022001, 2023001, 2024001), date(2025, 7, 1))
        old = [one.restated for one in broken if one.answer.unit in past.old]
        assert old
        assert set(old) == {None}


def test_the_report_says_what_a_check_was_held_against(client: Client, past: Past) -> None:
    with everywhere():
        client.force_login(officer("can-bo", Role.COMMUNE_OFFICER, commune()))
    years = {"form": "thu01", "since": "2025", "until": "2025", "level": "explain"}

    page = client.get(reverse("statistics:checks"), years).content.decode()

    assert "Đổi khác năm trước. So với số 2024 tính lại theo địa giới từ 01/07/2025" in page


def test_a_figure_is_strange_beside_those_of_predecessors(client: Client, past: Past) -> None:
    with everywhere():
        client.force_login(officer("can-bo", Role.COMMUNE_OFFICER, commune()))
        answered(FormVersion.objects.get(form__code="thu01"), NEXT, commune().pk, 5000)
    years = {"form": "thu01", "since": "2022", "until": "2026"}

    page = client.get(reverse("statistics:outliers"), years).content.decode()

    (line,) = " ".join(page.partition("<tbody")[2].split()).split("</tr>")[:-1]
    assert "Năm 2026" in line
    assert "2024 (tính lại):</span> 94" in line
    assert "2025:</span> 101" in line
    assert "Số ghi “tính lại” là của các đơn vị trước sắp xếp, theo địa giới từ 01/07/2025" in line


def test_what_a_unit_was_is_worked_out_once_for_all_cells_of_a_form(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    real = Lineage.at

    def counted(self: Lineage, period: int) -> Earlier:
        asked.append(period)
        return real(self, period)

    monkeypatch.setattr(Lineage, "at", counted)
    with standing(officer("can-bo", Role.COMMUNE_OFFICER, commune())) as by:
        list(outliers.find(recalled.Asked("thu01", 2022, 2026), Fraction(4), by, by.reach))

    assert sorted(asked) == [2022001, 2023001, 2024001, 2025001]


STORED = st.one_of(
    st.tuples(st.just(0), st.integers(-(10**12), 10**12)),
    st.tuples(st.integers(1, 4), st.none()),
)


@given(st.lists(STORED, min_size=2, max_size=4), st.integers(0, 3))
def test_counts_that_came_together_are_what_adding_would_say(
    rows: list[tuple[int, int | None]], decimals: int
) -> None:
    sources = [unit + 2 for unit in range(len(rows))]
    earlier = Earlier(1, 2024001, [dict.fromkeys(sources, ((1, 1),))], sources)
    stood = {(7, 2024001, unit): row for unit, row in zip(sources, rows, strict=True)}
    parts = [
        Part(Figure(STATES[state]) if value is None else Figure(value=unscaled(value, decimals)))
        for state, value in rows
    ]
    added = adding.add(parts, Way.SUM)

    found = earlier.figure(Place(7, Way.SUM, decimals), stood)

    assert found == (None if added.missing else added.figure)
