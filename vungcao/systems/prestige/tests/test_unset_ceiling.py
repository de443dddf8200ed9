"""A benefit whose ceiling nobody has read is refused until an administrator enters it."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms.models import Parameter, ParameterValue, Table
from vungcao.kernel.norms.services import tables
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import CitationFactory, UserFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.offers.benefits import declare_ceilings
from vungcao.systems.prestige.services.granting import NewBenefit, grant
from vungcao.systems.prestige.tests.factories import (
    LISTS,
    TODAY,
    commune,
    law,
    officer,
    recognised,
    village,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DEATH = {"position": "4", "name": "Phúng viếng", "gives": "money", "by_level": "false"}
CODE = "prestige.benefit.death.ceiling"
GIFT = NewBenefit("death", "commune", date(2026, 10, 1), 1_000_000)


@pytest.fixture
def one() -> Iterator[Recognition]:
    """The kind is known, its ceiling is declared as the reference data do, and has no value."""
    with scoped(("/1/",)):
        law()
        by = UserFactory.create()
        tables.publish_version(
            table=Table.objects.get(code="prestige.benefit_kinds"),
            rows={**LISTS["prestige.benefit_kinds"], "death": DEATH},
            valid_from=date(2026, 1, 1),
            basis=CitationFactory.create(),
            by=by,
        )
        declare_ceilings([{"key": "death", **DEATH}], by)
        yield recognised(village(commune()), by)


def test_it_is_refused_with_the_way_out_and_given_once_the_ceiling_is_entered_on_the_screen(
    one: Recognition, client: Client
) -> None:
    with pytest.raises(RuleBroken, match=r"Chưa có mức tối đa của Phúng viếng .*mã prestige"):
        grant(recognition=one, new=GIFT, today=TODAY, by=UserFactory.create())
    client.force_login(officer(Role.ADMINISTRATOR, Unit.objects.get(pk=1)))
    listed = client.get(reverse("administration:norms"), {"state": "none"}).content.decode()
    assert "Phúng viếng: mức tối đa mỗi lần" in listed
    shown = client.get(reverse("administration:norm-parameter", args=[CODE])).content.decode()
    assert "Chưa có giá trị nào." in shown

    answer = client.post(
        reverse("administration:norm-value-new", args=[CODE]),
        {"value": "1.500.000", "valid_from": "01/01/2026", "number": "1/NĐ-MAU"},
    )

    assert answer.status_code == 302
    with scoped(("/1/",)):
        made = grant(recognition=one, new=GIFT, today=TODAY, by=UserFactory.create())
    assert (made.amount, made.ceiling) == (1_000_000, 1_500_000)


@pytest.mark.usefixtures("province")
def test_the_reference_data_declare_the_ceiling_and_invent_no_amount() -> None:
    parameter = Parameter.objects.get(code=CODE)

    assert parameter.value_type == "money"
    assert not ParameterValue.objects.filter(parameter=parameter).exists()
