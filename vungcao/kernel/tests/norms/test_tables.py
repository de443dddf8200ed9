"""A table changes as a whole: a new version from a day on, with exactly the declared columns."""

from datetime import date

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms import queries
from vungcao.kernel.norms.models import Table
from vungcao.kernel.norms.services import tables

pytestmark = pytest.mark.django_db
COLUMNS = [
    {"name": "label", "label": "Tên", "type": "text"},
    {"name": "rate", "label": "Mức", "type": "money"},
]


@pytest.fixture
def keeper() -> User:
    return User.objects.create(username="quan-tri")


@pytest.fixture
def table(keeper: User) -> Table:
    return tables.declare_table(code="sample.rates", name="Mức mẫu", columns=COLUMNS, by=keeper)


def publish(table: Table, rate: str, start: date, by: User) -> None:
    basis, _made = Citation.objects.get_or_create(number="01/QĐ-MAU")
    tables.publish_version(
        table=table, rows={"a": {"label": "A", "rate": rate}}, valid_from=start, basis=basis, by=by
    )


def test_each_day_has_the_rows_of_its_version(table: Table, keeper: User) -> None:
    publish(table, "1", date(2026, 1, 1), keeper)
    publish(table, "2", date(2027, 1, 1), keeper)

    (before,) = queries.table("sample.rates", date(2026, 12, 31))
    (after,) = queries.table("sample.rates", date(2027, 1, 1))
    assert (before.values["rate"], after.values["rate"]) == ("1", "2")


def test_a_version_that_begins_with_an_old_one_is_refused(table: Table, keeper: User) -> None:
    publish(table, "1", date(2026, 1, 1), keeper)

    with pytest.raises(RuleBroken, match="không sửa được"):
        publish(table, "2", date(2026, 1, 1), keeper)


@pytest.mark.parametrize(
    "values",
    [{"label": "A"}, {"label": "A", "rate": "1", "more": "x"}, {"label": "A", "rate": "x"}],
)
def test_rows_of_another_shape_are_refused(
    table: Table, keeper: User, values: dict[str, str]
) -> None:
    basis = Citation.objects.create(number="01/QĐ-MAU")

    with pytest.raises(RuleBroken):
        tables.publish_version(
            table=table,
            rows={"a": values},
            valid_from=date(2026, 1, 1),
            basis=basis,
            by=keeper,
        )
    assert not table.versions.exists()
