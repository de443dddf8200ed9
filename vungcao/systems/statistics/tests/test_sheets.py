"""What a check may read: the past of the unit, what is usual for it, other forms, units below."""

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.statistics.models import Campaign, FormVersion, Obligation, Submission
from vungcao.systems.statistics.queries.sheets import Reading
from vungcao.systems.statistics.rules.exact import Figure
from vungcao.systems.statistics.services.entering import apply
from vungcao.systems.statistics.tests.conftest import Arrange
from vungcao.systems.statistics.tests.factories import (
    NOW,
    commune,
    everywhere,
    form,
    op,
    province,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


@pytest.fixture(scope="module")
def years(once: Arrange) -> list[int]:
    """The form of three years of Vân Sơn: 10, 20, 90 and, this year, 40 Tày men."""

    def make() -> list[int]:
        made = []
        with everywhere() as keeper:
            version = form()
            for year, men in ((2022, "10"), (2023, "20"), (2024, "90"), (2025, "40")):
                row = answered(keeper, version, year * 1000 + 1, men)
                made.append(row.pk)
        return made

    return once(make)


def answered(by: User, version: FormVersion, period: int, men: str) -> Submission:
    """An answer of Vân Sơn alone, whoever else existed that year."""
    place = commune()
    asked = Campaign.objects.create(
        version=version,
        unit=province(),
        period=period,
        due_on=NOW.date(),
        late_on=NOW.date(),
        opened_at=NOW,
        opened_by=by,
    )
    owing = Obligation.objects.create(campaign=asked, unit=place, scope=place.scope)
    row = Submission.objects.create(obligation=owing, unit=place, scope=place.scope)
    ops = [op(f"{period}m", "tay.male", men), op(f"{period}f", "tay.female", "1")]
    apply(submission=row, ops=ops, by=by, now=NOW)
    return row


def value(figure: Figure | None) -> int | None:
    return None if figure is None or figure.known is None else int(figure.known)


def test_the_past_is_read_of_typed_and_of_computed_cells(years: list[int]) -> None:
    with everywhere():
        reading = Reading(Submission.objects.get(pk=years[-1]))

        assert value(reading.past("tay.male", "y")) == value(reading.past("tay.male", "p")) == 90
        assert value(reading.past("total.all", "y")) == 91
        assert value(reading.past("tay.male", "med")) == 20
        assert value(reading.past("tay.male", "mad")) == 10
        assert value(reading.past("nung.male", "med")) is None


def test_another_form_is_read_of_the_same_unit_and_period(years: list[int]) -> None:
    with everywhere():
        reading = Reading(Submission.objects.get(pk=years[-1]))

        assert value(reading.cell("dt01:g02.male")) == 40
        assert value(reading.cell("dt01:minorities.total")) == 41
        assert reading.cell("khong_co:a.b") is None


def test_the_units_below_that_have_to_report_are_read_and_a_gap_is_a_gap(
    years: list[int],
) -> None:
    with everywhere() as keeper:
        here = Submission.objects.get(pk=years[-1])
        version = form("thon01", reporter="village")
        asked = Campaign.objects.create(
            version=version,
            unit=commune(),
            period=2025001,
            due_on=NOW.date(),
            late_on=NOW.date(),
            opened_at=NOW,
            opened_by=keeper,
        )
        for number, men in ((1, "15"), (2, "")):
            village = hamlet(number)
            owing = Obligation.objects.create(campaign=asked, unit=village, scope=village.scope)
            row = Submission.objects.create(obligation=owing, unit=village, scope=village.scope)
            if men:
                apply(submission=row, ops=[op("v", "tay.male", men)], by=keeper, now=NOW)

        found = Reading(here).below("tay.male")

        assert [value(one) for one in found] == [15, None]


def hamlet(number: int) -> Unit:
    """A village of Vân Sơn, without a name: only its place counts here."""
    above = commune()
    return Unit.objects.create(
        kind=Kind.VILLAGE,
        scope=f"{above.scope}{900000 + number}/",
        basis=above.basis,
        valid_from=above.valid_from,
    )
