"""The reference data of norms: loaded once, loaded again, and the same."""

from datetime import date

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.models import State
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms import queries
from vungcao.kernel.norms.models import (
    EthnicCode,
    EthnicGroup,
    GroupKind,
    ParameterValue,
    Scheme,
)
from vungcao.kernel.offers import reference
from vungcao.kernel.offers.upkeep import reference_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def loader(db: None) -> User:
    return User.objects.create(username="he-thong:nap")


def load(by: User) -> None:
    offers = [offer for name, offer in reference_files.items() if name.startswith("norms.")]
    for offer in sorted(offers, key=lambda offer: offer.order):
        offer.load(reference.rows(offer.file), by)


@pytest.fixture
def loaded(province: None, loader: User) -> User:
    return loader


def test_the_poverty_standard_of_2027_is_a_row(loaded: User) -> None:
    assert queries.value("poverty.income.rural", date(2026, 12, 31)) == 1_500_000
    assert queries.value("poverty.income.rural", date(2027, 1, 1)) == 2_200_000
    assert queries.value("poverty.income.urban", date(2027, 1, 1)) == 2_800_000


def test_nothing_is_in_force_after_the_last_day_that_was_read(loaded: User) -> None:
    with pytest.raises(queries.NothingInForce, match="01/01/2031"):
        queries.value("poverty.income.rural", date(2031, 1, 1))
    with pytest.raises(queries.NothingInForce):
        queries.table("poverty.indicators", date(2027, 1, 1))


def test_the_twelve_indicators_of_poverty_are_a_table(loaded: User) -> None:
    rows = queries.table("poverty.indicators", date(2026, 11, 23))

    assert [row.key for row in rows] == [f"{number:02}" for number in range(1, 13)]
    assert len({row.values["dimension"] for row in rows}) == 6


def test_there_are_54_groups_and_a_code_for_foreigners(loaded: User) -> None:
    groups = EthnicGroup.objects.filter(kind=GroupKind.GROUP)

    assert groups.count() == 54
    assert list(groups.filter(is_minority=False).values_list("name", flat=True)) == ["Kinh"]
    assert {group.name for group in groups.filter(is_large_here=True)} == {
        "Nùng",
        "Tày",
        "Sán Dìu",
        "Hoa",
        "Sán Chay",
        "Dao",
    }
    assert EthnicGroup.objects.get(kind=GroupKind.FOREIGN).name == "Người nước ngoài"


@pytest.mark.parametrize(
    ("name", "qd421", "gso"),
    [("Kinh", "01", "01"), ("Hoa", "04", "06"), ("Sán Chay", "15", "13"), ("Sán Dìu", "18", "17")],
)
def test_the_two_schemes_lead_to_each_other(
    loaded: User, name: str, qd421: str, gso: str, today: date
) -> None:
    assert queries.crosswalk(qd421, Scheme.QD421, Scheme.GSO, today) == gso
    assert queries.crosswalk(gso, Scheme.GSO, Scheme.QD421, today) == qd421


def test_every_code_comes_back_from_the_other_scheme(loaded: User, today: date) -> None:
    for code in EthnicCode.objects.in_force(today).filter(scheme=Scheme.QD421):
        there = queries.crosswalk(code.code, Scheme.QD421, Scheme.GSO, today)
        assert queries.crosswalk(there, Scheme.GSO, Scheme.QD421, today) == code.code


def test_a_code_without_a_counterpart_on_the_day_is_refused(loaded: User) -> None:
    with pytest.raises(queries.NothingInForce):
        queries.crosswalk("15", Scheme.QD421, Scheme.GSO, date(2015, 1, 1))


def test_codes_that_only_a_copy_shows_are_in_doubt(loaded: User) -> None:
    doubtful = queries.doubtful_codes()

    assert {code.code for code in doubtful.filter(scheme=Scheme.GSO)} == {
        f"{number:02}" for number in range(21, 56)
    }
    assert {code.basis.state for code in doubtful} == {State.UNVERIFIED}


def test_loading_again_changes_nothing(loaded: User) -> None:
    entries, values = Entry.objects.count(), ParameterValue.objects.count()

    load(loaded)

    assert (Entry.objects.count(), ParameterValue.objects.count()) == (entries, values)


def test_a_value_that_the_province_set_since_is_not_overwritten(loaded: User) -> None:
    ParameterValue.objects.filter(parameter__code="poverty.income.rural").update(value="1")

    with pytest.raises(RuleBroken, match="đã có giá trị 1"):
        load(loaded)
