"""What comes with the product: indicators, code lists and forms, each a proposal that says so."""

from datetime import date

import pytest

from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.offers.publications import datasets
from vungcao.kernel.offers.reference import rows
from vungcao.kernel.offers.upkeep import doubts
from vungcao.systems.statistics.models import Cell, FormVersion, Indicator, IndicatorVersion
from vungcao.systems.statistics.offers.loading_forms import load_forms
from vungcao.systems.statistics.queries.catalogue import catalogue
from vungcao.systems.statistics.rules import definition
from vungcao.systems.statistics.rules.ast import references
from vungcao.systems.statistics.rules.checks import Level
from vungcao.systems.statistics.services import publishing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


def test_no_indicator_pretends_to_an_official_code_or_a_law() -> None:
    found = IndicatorVersion.objects.select_related("indicator")

    assert len(found) == 59
    assert {one.indicator.official_code for one in found} == {""}
    assert {one.basis_id for one in found} == {None}
    assert {one.state for one in found} == {"memory", "unverified"}


def test_every_form_that_comes_with_the_product_is_proved_and_marked_as_a_proposal() -> None:
    found = FormVersion.objects.published().order_by("form__code")

    assert [one.form.code for one in found] == ["cb01", "cb02", "cb03", "dt01", "dt02", "dt03"]
    assert [fault for one in found for fault in publishing.faults(one)] == []
    assert {one.trust for one in found} == {"unverified"}
    assert all("không phải biểu" in one.source for one in found)


def test_each_input_of_a_form_means_one_figure() -> None:
    form = FormVersion.objects.get(form__code="dt01")
    layout = definition.read(form.definition)
    cell = form.form_cells.select_related("cell").get(code="g02.female")

    assert form.form_cells.count() == len(layout.inputs()) == 53 * 3 + 3
    assert cell.cell.indicator.code == "0101"
    names = [one.item.name for one in cell.cell.items.order_by("position")]
    assert names == ["Tày", "Nữ"]


@pytest.mark.parametrize("code", ["dt01", "dt02", "dt03"])
def test_no_count_that_is_asked_may_be_below_zero(code: str) -> None:
    layout = definition.read(FormVersion.objects.get(form__code=code).definition)
    checks = [one for rule in layout.rules() for one in rule.spread()]
    watched = {
        ref.name
        for one in checks
        if one.id.startswith("not_negative") and one.level == Level.BLOCK
        for ref in references(one.tree)
    }

    assert layout.inputs().keys() <= watched


def test_loading_again_changes_nothing() -> None:
    before = (Cell.objects.count(), FormVersion.objects.count(), Indicator.objects.count())

    load_forms(rows("statistics_forms.csv"), system_account("load"))

    after = (Cell.objects.count(), FormVersion.objects.count(), Indicator.objects.count())
    assert after == before


def test_a_ratio_is_never_typed() -> None:
    known = catalogue(FormVersion.objects.get(form__code="dt01").valid_from).indicators

    assert not known["0103"].is_counted
    assert known["0101"].dimensions == ("ethnic_group", "sex")


def test_what_nobody_has_verified_is_on_the_page_of_doubts_and_in_the_open_list() -> None:
    said = list(doubts.get("statistics.indicators").rows())
    listed = list(datasets.get("statistics.indicators").rows(date(2026, 11, 23)))

    assert len(said) == len(listed) == 59
    assert any(one.title.startswith("0101: ") and "chưa có mã" in one.value for one in said)
    assert {row[1] for row in listed} == {""}
    assert {row[6] for row in listed} == {"memory", "unverified"}
