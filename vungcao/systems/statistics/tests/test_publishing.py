"""Publishing a form: proved first, mapped to figures, and never changed afterwards."""

from datetime import date, datetime

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.statistics.models import Cell, FormCell, FormVersion
from vungcao.systems.statistics.rules import definition
from vungcao.systems.statistics.services import indicating, publishing
from vungcao.systems.statistics.services.indicating import Read
from vungcao.systems.statistics.services.publishing import Title, Unproved
from vungcao.systems.statistics.tests.layouts import Said, small

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

NOW = datetime(2026, 11, 23, 8, 15, tzinfo=ZONE)


@pytest.fixture
def keeper() -> User:
    return system_account("thiet-ke-bieu")


def drafted(by: User, said: Said | None = None, since: date = date(2020, 1, 1)) -> FormVersion:
    title = Title(name="Biểu mẫu thử", reporter="commune", valid_from=since)
    return publishing.draft(
        code="thu01", title=title, layout=definition.read(said or small()), by=by
    )


def test_a_published_form_maps_each_input_to_the_figure_that_other_forms_mean(keeper: User) -> None:
    cells = Cell.objects.count()

    made = publishing.publish(version=drafted(keeper), now=NOW, by=keeper)

    assert sorted(made.form_cells.values_list("code", flat=True)) == [
        f"{group}.{column}" for group in ("nung", "tay") for column in ("female", "homes", "male")
    ]
    assert Cell.objects.count() == cells
    assert made.hash == publishing.digest(FormVersion.objects.get(pk=made.pk))


def test_a_form_that_is_not_proved_is_not_published_and_says_why(keeper: User) -> None:
    said = small()
    said["sections"][0]["columns"][0]["indicator"] = "9999"
    made = drafted(keeper, said)

    with pytest.raises(Unproved) as refused:
        publishing.publish(version=made, now=NOW, by=keeper)

    assert [one.place for one in refused.value.faults] == ["tay.homes", "nung.homes"]
    assert not FormCell.objects.filter(version=made).exists()


def test_the_next_version_ends_the_one_before_and_none_slips_in_before_it(keeper: User) -> None:
    first = publishing.publish(version=drafted(keeper), now=NOW, by=keeper)
    publishing.publish(version=drafted(keeper, since=date(2025, 7, 1)), now=NOW, by=keeper)

    first.refresh_from_db()

    assert first.valid_until == date(2025, 7, 1)
    with pytest.raises(RuleBroken, match="từ ngày này hoặc sau"):
        publishing.publish(version=drafted(keeper, since=date(2024, 1, 1)), now=NOW, by=keeper)


def test_nobody_changes_a_published_form_nor_what_its_cells_mean(keeper: User) -> None:
    made = publishing.publish(version=drafted(keeper), now=NOW, by=keeper)

    with pytest.raises(RuleBroken, match="đã ban hành"):
        publishing.revise(version=made, layout=definition.read(small()), by=keeper)
    with pytest.raises(ProgrammingError, match="never changes"), transaction.atomic():
        FormVersion.objects.filter(pk=made.pk).update(name="Tên khác")
    for table in ("statistics_formcell", "statistics_cell", "statistics_observationlog"):
        with pytest.raises(ProgrammingError, match="only ever added"), transaction.atomic():
            connection.cursor().execute(f"delete from {table}")


def test_two_who_write_the_same_draft_are_told_apart(keeper: User) -> None:
    made = drafted(keeper)
    publishing.revise(version=made, seen=0, layout=definition.read(small()), by=keeper)

    with pytest.raises(RuleBroken, match="người khác sửa"):
        publishing.revise(version=made, seen=0, layout=definition.read(small()), by=keeper)


def test_an_indicator_keeps_its_decimals_and_follows_itself_in_time(keeper: User) -> None:
    meaning = indicating.Meaning(
        name="Số hộ DTTS", unit_of_measure="hộ", valid_from=date(2027, 1, 1)
    )

    with pytest.raises(RuleBroken, match="không đổi"):
        indicating.define(code="0102", group="Dân số", decimals=2, meaning=meaning, by=keeper)
    made = indicating.define(code="0102", group="Dân số", meaning=meaning, by=keeper)

    before = made.indicator.versions.exclude(pk=made.pk).get()
    assert before.valid_until == date(2027, 1, 1)
    with pytest.raises(RuleBroken, match="hoặc sau ngày này"):
        indicating.define(code="0102", group="Dân số", meaning=meaning, by=keeper)


def test_an_official_code_is_written_by_an_officer_and_names_one_indicator(keeper: User) -> None:
    homes, people = (Cell.objects.filter(indicator__code=c)[0].indicator for c in ("0102", "0101"))
    read = Read("00/2026/TT-MAU", "Phụ lục I")
    indicating.assign_official_code(indicator=homes, official_code="0102", read=read, by=keeper)

    with pytest.raises(RuleBroken, match="chỉ tiêu khác"):
        indicating.assign_official_code(
            indicator=people, official_code="0102", read=read, by=keeper
        )
    with pytest.raises(RuleBroken, match="số, ký hiệu"):
        indicating.assign_official_code(
            indicator=people, official_code="0101", read=Read(" "), by=keeper
        )


@pytest.mark.parametrize(
    ("code", "formula", "said"),
    [
        ("0495", "100 * #{0491|household_kind=poor", "Công thức, ký tự"),
        ("0495", "#{9999} / #{0192}", "không có chỉ tiêu"),
        ("0495", "#{0491|household_kind=rich}", "không có “rich”"),
        ("0495", "#{0191} + #{0192}", "cùng đơn vị tính"),
        ("0495", "2 * #{0495}", "không có chỉ tiêu “0495”"),
        ("0491", "#{0492} * #{0192} / 100", "vòng tròn"),
    ],
)
def test_a_formula_that_cannot_be_computed_is_refused(
    keeper: User, code: str, formula: str, said: str
) -> None:
    meaning = indicating.Meaning(
        name="Tính thử",
        unit_of_measure="%",
        valid_from=date(2027, 1, 1),
        kind="formula",
        formula=formula,
        over_units="none",
        over_time="none",
    )

    with pytest.raises(RuleBroken, match=said):
        indicating.define(code=code, group="Thử", meaning=meaning, by=keeper)
