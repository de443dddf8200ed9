"""Totals before and after: what a draft foretells is what applying writes, and nothing is lost."""

from collections.abc import Sequence
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import (
    CitationFactory,
    NationFactory,
    ProvinceFactory,
    TallyFactory,
    UnitFactory,
    UserFactory,
)
from vungcao.kernel.units import services
from vungcao.kernel.units.models import Form, Kind, Reform, Unit
from vungcao.systems.administration.queries.reforms import Script, lines
from vungcao.systems.administration.queries.totals import Comparison, compare
from vungcao.systems.administration.tests.factories import officer

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 1)


@pytest.fixture
def above() -> Unit:
    made: Unit = ProvinceFactory.create(parent=NationFactory.create(), called="Núi")
    return made


@pytest.fixture
def by() -> User:
    made: User = UserFactory.create()
    return made


def commune(above: Unit, name: str, **counts: int) -> Unit:
    made: Unit = UnitFactory.create(parent=above, called=name)
    with scoped(("/1/",)):
        for measure, value in counts.items():
            TallyFactory.create(unit=made, measure=measure, value=value)
    return made


def draft(by: User) -> Reform:
    head = services.Head("Sự kiện mẫu", DAY, CitationFactory.create())
    return services.draft(head=head, by=by)


def split(reform: Reform, source: Unit, weights: Sequence[int], *, by: User) -> None:
    for number, weight in enumerate(weights):
        new = services.NewEstablishment(
            Kind.COMMUNE,
            Form.COMMUNE,
            f"{source.pk} phần {number}",
            Unit.objects.get(kind=Kind.PROVINCE),
        )
        made = services.add_establishment(reform=reform, new=new, by=by)
        services.add_succession(reform=reform, source=source, target=made, weight=weight, by=by)


def seen(reform: Reform) -> Comparison:
    with scoped(("/1/",)):
        return compare(Script(Reform.objects.get(pk=reform.pk)))


def sides(found: Comparison) -> tuple[dict[str, list[int | None]], dict[str, list[int | None]]]:
    before = {row.name: row.values for row in found.before}
    return before, {row.name: row.values for row in found.after}


def test_a_draft_foretells_to_the_person_what_applying_writes(above: Unit, by: User) -> None:
    reform = draft(by)
    for name, population in (("Gốc", 1001), ("Rẫy", 777)):
        source = commune(above, name, population=population, households=population // 4)
        split(reform, source, (3, 5, 7), by=by)
    foretold = seen(reform)

    services.apply(reform=reform, today=DAY, by=by)

    assert sides(seen(reform)) == sides(foretold)
    assert foretold.total_after == foretold.total_before == [1778, 444]
    assert foretold.agrees


def test_a_unit_that_takes_another_in_keeps_its_own_count(above: Unit, by: User) -> None:
    reform = draft(by)
    big, small = commune(above, "Lớn", population=900), commune(above, "Nhỏ", population=100)
    services.add_succession(reform=reform, source=small, target=big, by=by)
    expected = ({"Xã Lớn": [900], "Xã Nhỏ": [100]}, {"Xã Lớn": [1000]})

    assert sides(seen(reform)) == expected
    services.apply(reform=reform, today=DAY, by=by)
    assert sides(seen(reform)) == expected


def test_what_is_abolished_goes_to_its_heir(above: Unit, by: User) -> None:
    reform = draft(by)
    heir, gone = commune(above, "Nhận", population=10), commune(above, "Bỏ", population=5)
    changes = services.Changes(is_abolished=True, receiver=heir)
    services.add_revision(reform=reform, unit=gone, changes=changes, by=by)
    foretold = seen(reform)

    services.apply(reform=reform, today=DAY, by=by)

    assert sides(foretold)[1] == {"Xã Nhận": [15]}
    assert sides(seen(reform)) == sides(foretold)


def test_says_which_units_end_and_which_go_on(above: Unit, by: User) -> None:
    reform = draft(by)
    source, other = commune(above, "Gốc"), commune(above, "Kề")
    services.add_succession(reform=reform, source=source, target=source, weight=2, by=by)
    services.add_succession(reform=reform, source=source, target=other, weight=1, by=by)

    with scoped(("/1/",)):
        found = lines(Script(reform))

    assert found.ending == []
    assert [(goal.name, [flow.share for flow in goal.flows]) for goal in found.goals] == [
        ("Xã Gốc", ["2/3"]),
        ("Xã Kề", ["1/3"]),
    ]


def test_asks_as_much_for_many_lines_as_for_one(
    client: Client, above: Unit, by: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(officer(Role.AUDITOR))
    reform = draft(by)
    for number in range(12):
        split(reform, commune(above, f"Gốc {number}", population=number + 1), (1, 2), by=by)

    with django_assert_max_num_queries(90):
        answer = client.get(reverse("administration:reform", args=[reform.pk]))

    assert "24 đơn vị mới, 24 dòng chuyển" in answer.content.decode()
