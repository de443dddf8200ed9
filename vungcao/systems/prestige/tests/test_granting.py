"""Benefits are given within the norms of their day, one by one or a whole list, and undone."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.models import State
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms.models import Parameter, Table
from vungcao.kernel.norms.services import parameters, tables
from vungcao.kernel.norms.services.acts import Act
from vungcao.kernel.people import services as people
from vungcao.kernel.people.models import HouseholdMember
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import CitationFactory, UserFactory
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault import services as vault
from vungcao.systems.prestige.models import Allotment, Benefit, GrantList, Recognition
from vungcao.systems.prestige.services.granting import (
    NewAllotment,
    NewBenefit,
    NewGrantList,
    allot,
    grant,
    grant_list,
    void_benefit,
    weigh_list,
)
from vungcao.systems.prestige.tests.factories import LISTS, TODAY, commune, law, recognised, village

pytestmark = pytest.mark.django_db
TET, LATER = date(2026, 2, 10), date(2026, 7, 1)
Relation = HouseholdMember.Relation


@pytest.fixture
def by() -> Iterator[User]:
    with scoped(("/1/",)):
        law()
        yield UserFactory.create()


@pytest.fixture
def place(by: User) -> Unit:
    return commune()


@pytest.fixture
def one(by: User, place: Unit) -> Recognition:
    return recognised(village(place), by)


def gift(amount: int = 500_000, day: date = TET) -> NewBenefit:
    return NewBenefit("tet_gift", "commune", day, amount, number="12/QĐ-MAU")


def illness(day: date, amount: int = 500_000) -> NewBenefit:
    return NewBenefit("illness", "commune", day, amount)


def from_july(code: str, value: str, by: User) -> None:
    """The norm changes on 1 July by an act that somebody has read."""
    parameters.set_value_by_act(
        parameter=Parameter.objects.get(code=code),
        value=value,
        valid_from=LATER,
        valid_until=None,
        act=Act("99/NĐ-MAU", source="Công báo mẫu"),
        by=by,
    )


def listed(place: Unit, amount: int = 500_000) -> NewGrantList:
    return NewGrantList(place, "Quà Tết mẫu", gift(amount), TET, "Uỷ ban nhân dân xã Mẫu")


def test_a_gift_above_the_ceiling_and_a_second_visit_are_refused_until_the_norm_changes(
    one: Recognition, by: User
) -> None:
    grant(recognition=one, new=illness(date(2026, 3, 5)), today=TODAY, by=by)

    with pytest.raises(RuleBroken, match=r"là 500\.000 đồng .*; số tiền ghi là 600\.000 đồng"):
        grant(recognition=one, new=gift(600_000), today=TODAY, by=by)
    with pytest.raises(RuleBroken, match=r"đã nhận 1 trên 1 lần trong năm 2026.*05/03/2026"):
        grant(recognition=one, new=illness(date(2026, 6, 30)), today=TODAY, by=by)

    from_july("prestige.benefit.tet_gift.ceiling", "700000", by)
    from_july("prestige.benefit.illness.times", "2", by)
    with pytest.raises(RuleBroken):
        grant(recognition=one, new=gift(600_000, date(2026, 6, 30)), today=TODAY, by=by)
    more = grant(recognition=one, new=gift(600_000, LATER), today=TODAY, by=by)
    again = grant(recognition=one, new=illness(LATER), today=TODAY, by=by)

    assert (more.amount, more.ceiling) == (600_000, 700_000)
    assert more.basis is not None
    assert more.basis.number == "99/NĐ-MAU"
    assert again.granted_on == LATER


def test_a_benefit_keeps_the_norm_of_its_day_and_stands_in_the_trail(
    one: Recognition, by: User
) -> None:
    made = grant(recognition=one, new=gift(), today=TODAY, by=by)

    from_july("prestige.benefit.tet_gift.ceiling", "100000", by)
    made.refresh_from_db()

    assert (made.unit, made.scope, made.ceiling) == (one.unit, one.scope, 500_000)
    entry = Entry.objects.get(action="prestige.benefit_granted")
    assert json.loads(entry.body)["amount"] == 500_000


def test_a_note_is_sealed_with_the_key_of_the_person(one: Recognition, by: User) -> None:
    new = NewBenefit("newspaper", "province", TET, note="Nhận thay: con gái")

    made = grant(recognition=one, new=new, today=TODAY, by=by)

    made.refresh_from_db()
    assert "con gái" not in str(made.note)
    assert list(vault.open_texts([made.note])) == ["Nhận thay: con gái"]


def test_a_third_gift_of_a_year_is_refused_and_the_next_year_begins_anew(
    one: Recognition, by: User
) -> None:
    for month in (2, 9):
        grant(recognition=one, new=gift(day=date(2026, month, 10)), today=TODAY, by=by)

    with pytest.raises(RuleBroken, match="2 trên 2 lần"):
        grant(recognition=one, new=gift(day=date(2026, 10, 1)), today=TODAY, by=by)

    next_year = date(2027, 2, 1)
    assert grant(recognition=one, new=gift(day=next_year), today=next_year, by=by).pk


def test_a_voided_benefit_counts_no_longer(one: Recognition, by: User) -> None:
    wrong = grant(recognition=one, new=illness(date(2026, 3, 5)), today=TODAY, by=by)

    void_benefit(benefit=wrong, reason="Ghi nhầm người", by=by)

    assert grant(recognition=one, new=illness(date(2026, 4, 1)), today=TODAY, by=by).pk
    assert Benefit.objects.standing().count() == 1


def test_a_benefit_is_voided_once_and_for_a_reason(one: Recognition, by: User) -> None:
    made = grant(recognition=one, new=gift(), today=TODAY, by=by)

    with pytest.raises(RuleBroken, match="Ghi lý do"):
        void_benefit(benefit=made, reason=" ", by=by)
    void_benefit(benefit=made, reason="Ghi nhầm", by=by)
    with pytest.raises(RuleBroken, match="đã huỷ"):
        void_benefit(benefit=made, reason="Ghi nhầm", by=by)


def test_hardship_is_counted_for_the_household(place: Unit, by: User) -> None:
    hardship(by)
    where = village(place, "mẫu 5")
    first = recognised(where, by)
    other = recognised(village(place, "mẫu 6"), by, full_name="Nông Mẫu Bình")
    members = [(first.person, Relation.HEAD), (other.person, Relation.SPOUSE)]
    house = people.NewHousehold(where, members)
    people.open_household(new=house, valid_from=date(2026, 1, 1), by=by)
    help_ = NewBenefit("hardship", "commune", TET, 1_000_000)
    grant(recognition=first, new=help_, today=TODAY, by=by)

    with pytest.raises(RuleBroken, match="tính theo hộ: hộ này đã nhận 1 trên 1 lần"):
        grant(recognition=other, new=help_, today=TODAY, by=by)


def hardship(by: User) -> None:
    """The kind and its norms, which the usual ones of the tests lack."""
    rows = LISTS["prestige.benefit_kinds"]
    said = {"position": "3", "name": "Hỗ trợ hộ", "gives": "money", "by_level": "false"}
    basis = CitationFactory.create(state=State.SEEN)
    tables.publish_version(
        table=Table.objects.get(code="prestige.benefit_kinds"),
        rows={**rows, "hardship": said},
        valid_from=date(2026, 1, 1),
        basis=basis,
        by=by,
    )
    for name, kind, value in (("ceiling", "money", "2000000"), ("times", "integer", "1")):
        code = f"prestige.benefit.hardship.{name}"
        parameter = parameters.declare(code=code, name=code, value_type=kind, by=by)
        parameters.set_value(
            parameter=parameter, value=value, valid_from=date(2026, 1, 1), basis=basis, by=by
        )


def test_a_list_gives_to_everybody_by_one_decision(place: Unit, by: User) -> None:
    to = [recognised(village(place, f"mẫu {nth}"), by) for nth in (1, 2, 3)]

    made = grant_list(new=listed(place), to=to, today=TODAY, by=by)

    assert made.benefits.count() == 3
    assert {(one.amount, one.number) for one in made.benefits.all()} == {(500_000, "12/QĐ-MAU")}
    entry = Entry.objects.get(action="prestige.grant_list_made")
    assert json.loads(entry.body)["recognitions"] == [row.pk for row in to]


def test_a_list_with_one_fault_gives_to_nobody_and_names_the_line_alone(
    place: Unit, by: User
) -> None:
    to = [recognised(village(place, f"mẫu {nth}"), by) for nth in (1, 2)]
    for month in (1, 9):
        day = date(2026, month, 15)
        grant(recognition=to[1], new=gift(day=day), today=TODAY, by=by)

    with pytest.raises(RuleBroken, match=r"^Dòng 2: Quà Tết mẫu: đã nhận 2 trên 2 lần") as refused:
        grant_list(new=listed(place), to=to, today=TODAY, by=by)

    assert "Nông" not in str(refused.value)
    assert not GrantList.objects.exists()
    assert Benefit.objects.count() == 2


def test_a_list_is_weighed_before_it_is_entered(place: Unit, by: User) -> None:
    to = [recognised(village(place, f"mẫu {nth}"), by) for nth in (1, 2)]
    grant(recognition=to[0], new=illness(date(2026, 3, 5)), today=TODAY, by=by)

    found = weigh_list(benefit=illness(date(2026, 4, 1)), to=to, today=TODAY)

    assert found.fit == (to[1],)
    assert list(found.faults) == [1]
    assert Benefit.objects.count() == 1


def test_a_list_needs_its_decision_and_people_of_its_place(place: Unit, by: User) -> None:
    stranger = recognised(village(commune("Khác")), by)
    new = NewGrantList(place, "", NewBenefit("tet_gift", "commune", TET, 1), TODAY, "")

    with pytest.raises(RuleBroken) as refused:
        grant_list(new=new, to=[stranger, stranger], today=date(2026, 11, 22), by=by)

    said = str(refused.value)
    for sentence in (
        "Ghi số quyết định.",
        "Ghi nơi ra quyết định.",
        "Ngày quyết định không được sau hôm nay.",
        "Ghi tên đợt.",
        "hai lần",
        "ngoài địa bàn",
    ):
        assert sentence in said


def test_a_list_costs_as_many_statements_for_many_as_for_few(place: Unit, by: User) -> None:
    to = [recognised(village(place, f"mẫu {nth}"), by) for nth in range(1, 7)]

    def cost(rows: list[Recognition]) -> int:
        before = len(connection.queries_log)
        grant_list(new=listed(place), to=rows, today=TODAY, by=by)
        return len(connection.queries_log) - before

    connection.force_debug_cursor = True
    try:
        assert cost(to[:1]) == cost(to[1:])
    finally:
        connection.force_debug_cursor = False


@pytest.mark.parametrize(("amount", "ceiling"), [(600_000, 500_000), (0, 500_000), (1, None)])
def test_the_table_itself_refuses_what_passes_by_the_rule(
    one: Recognition, amount: int, ceiling: int | None
) -> None:
    row = Benefit(
        recognition=one,
        unit=one.unit,
        scope=one.scope,
        kind="tet_gift",
        level="commune",
        granted_on=TET,
        amount=amount,
        ceiling=ceiling,
    )

    with pytest.raises(IntegrityError, match="benefit_stays_below"), transaction.atomic():
        row.save()


def test_money_is_allotted_once_by_a_decision(place: Unit, by: User) -> None:
    new = NewAllotment(place, 2026, "commune", 10_000_000, "3/QĐ-MAU", TET, "Dự án 10")

    made = allot(new=new, today=TODAY, by=by)

    assert (made.scope, made.amount) == (place.scope, 10_000_000)
    with pytest.raises(RuleBroken, match="đã được ghi cho năm 2026"):
        allot(new=new, today=TODAY, by=by)


def test_an_allotment_is_refused_with_everything_that_is_wrong(place: Unit, by: User) -> None:
    new = NewAllotment(place, 2030, "x", 0, " ", date(2026, 12, 1))

    with pytest.raises(RuleBroken) as refused:
        allot(new=new, today=TODAY, by=by)

    assert len(str(refused.value).splitlines()) == 5
    assert not Allotment.objects.exists()
