"""Cycles: as long as the norm says, one after the other, with the last day of the selection."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms.services import parameters
from vungcao.kernel.norms.services.acts import Act
from vungcao.kernel.tests.factories import CitationFactory
from vungcao.systems.prestige.models import Cycle
from vungcao.systems.prestige.services import cycles
from vungcao.systems.prestige.tests.changing import Ground
from vungcao.systems.prestige.tests.factories import officer

LIST, NEW = reverse("prestige:cycles"), reverse("prestige:cycle-new")
NEXT = {"valid_from": "01/01/2028", "number": "01/2028/QĐ-MAU"}


@pytest.fixture
def at(ground_of_changes: Ground) -> Ground:
    """The law says as well until when the villages choose."""
    by = ground_of_changes.by
    code = "prestige.selection.last_day"
    named = parameters.declare(code=code, name=code, value_type="text", by=by)
    parameters.set_value(
        parameter=named,
        value="12-15",
        valid_from=date(2018, 4, 20),
        valid_until=None,
        basis=CitationFactory.create(state=State.MEMORY),
        by=by,
    )
    return ground_of_changes


@pytest.fixture
def specialist(client: Client, at: Ground) -> Client:
    client.force_login(officer(Role.SPECIALIST, at.commune))
    return client


def test_the_next_cycle_is_of_the_length_that_the_norm_sets(at: Ground) -> None:
    made = cycles.open_by_act(valid_from=date(2028, 1, 1), act=Act("01/QĐ-MAU"), by=at.by)

    assert (made.code, made.valid_until) == ("2028-2032", date(2033, 1, 1))
    assert not made.basis.is_seen
    assert Entry.objects.filter(action="prestige.cycle_opened").count() == 1


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (date(2027, 6, 1), "đã thuộc một kỳ công nhận khác"),
        (date(2019, 1, 1), "đã thuộc một kỳ công nhận khác"),
        (date(2010, 1, 1), "chưa có quy định về số năm của một kỳ"),
    ],
)
def test_a_cycle_that_the_law_does_not_allow_is_refused_and_leaves_nothing(
    at: Ground, first: date, said: str
) -> None:
    with pytest.raises(RuleBroken, match=said):
        cycles.open_by_act(valid_from=first, act=Act("01/QĐ-MAU"), by=at.by)

    assert Cycle.objects.count() == 1
    assert not Citation.objects.filter(number="01/QĐ-MAU").exists()


def test_a_cycle_of_another_length_is_refused(at: Ground) -> None:
    with pytest.raises(RuleBroken, match="Một kỳ là 5 năm"):
        cycles.open_cycle(
            valid_from=date(2028, 1, 1),
            valid_until=date(2032, 1, 1),
            basis=at.cycle.basis,
            by=at.by,
        )


def test_what_the_reference_data_know_is_entered_once(at: Ground) -> None:
    again = cycles.enter_cycle(
        code=at.cycle.code,
        name="khác",
        valid_from=date(2023, 1, 1),
        valid_until=date(2027, 1, 1),
        basis=at.cycle.basis,
        by=at.by,
    )

    assert (again, again.name) == (at.cycle, "Kỳ 2023–2027")


def test_the_list_says_until_when_villages_choose_and_how_many_days_are_left(
    specialist: Client,
) -> None:
    page = specialist.get(LIST).content.decode()

    assert "Kỳ 2023–2027" in page
    assert "15/12/2027" in page
    assert "còn 387 ngày" in page
    assert "chưa xác minh" in page


def test_a_specialist_opens_the_next_cycle(specialist: Client) -> None:
    shown = specialist.get(NEW).content.decode()
    answer = specialist.post(NEW, NEXT, follow=True).content.decode()

    assert 'value="01/01/2028"' in shown
    assert "Một kỳ là 5 năm" in shown
    assert "Đã mở Kỳ 2028–2032." in answer


def test_a_refusal_stands_at_the_day(specialist: Client) -> None:
    page = specialist.post(NEW, NEXT | {"valid_from": "01/01/2027"}).content.decode()

    assert 'id="id_valid_from_error">Ngày bắt đầu: thời gian này đã thuộc' in page


def test_a_commune_reads_the_cycles_and_opens_none(client: Client, at: Ground) -> None:
    client.force_login(officer(Role.COMMUNE_LEADER, at.commune))

    assert "Mở kỳ mới" not in client.get(LIST).content.decode()
    assert client.get(NEW).status_code == 403


def test_who_keeps_accounts_does_not_read_the_cycles(client: Client, at: Ground) -> None:
    client.force_login(officer(Role.ADMINISTRATOR, at.commune))

    assert client.get(LIST).status_code == 403
