"""Somebody's record has moved to another commune: the acts of their village that name them.

What the village decides about its own list goes on. What would be written into the record, or
printed without the name, is refused with the reason, and nothing of it is kept.
"""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people import services as people
from vungcao.kernel.people.models import Person, ResidenceKind
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import FormPaper, ProposalList, ProposalState, Recognition
from vungcao.systems.prestige.queries import selections as reads
from vungcao.systems.prestige.services import changing, ending, printing, proposing
from vungcao.systems.prestige.services.changing import Farewell
from vungcao.systems.prestige.services.ending import Ending
from vungcao.systems.prestige.services.printing import ToEnd
from vungcao.systems.prestige.services.recognising import NewRecognition
from vungcao.systems.prestige.tests import selections
from vungcao.systems.prestige.tests.factories import (
    TODAY,
    commune,
    decided,
    law,
    officer,
    person,
    recognised,
    village,
)

pytestmark = pytest.mark.django_db
NATION = ("/1/",)
REFUSED = "đã chuyển khỏi địa bàn"


class Ground:
    """A village, the officer of its commune, and a commune beside it to move to."""

    def __init__(self, client: Client) -> None:
        with scoped(NATION):
            law()
            self.village = selections.place()
            self.home = selections.commune_of(self.village)
            self.other = commune("Bên")
            self.by: User = officer(Role.COMMUNE_OFFICER, self.home)
        self.by.reach = (self.home.scope,)
        self.client = client
        client.force_login(self.by)

    def held(self) -> Recognition:
        with scoped(NATION):
            row = recognised(self.village, self.by, full_name="Nông Mẫu An")
        self.moves(row.person_id)
        return row

    def sent(self) -> ProposalList:
        """A list that waits for its decision; whom it proposes has moved meanwhile."""
        with scoped(NATION):
            made = selections.sent(self.by, selections.checked(self.village, self.by))
            ((_round, chosen),) = reads.chosen(list(made.rounds.all()))
        self.moves(chosen.person_id)
        return made

    def moves(self, person: int) -> None:
        with scoped(NATION):
            people.move(
                person=Person.objects.get(pk=person),
                to=village(self.other, "mẫu 9"),
                kind=ResidenceKind.PERMANENT,
                moved_on=date(2026, 6, 1),
                by=self.by,
            )

    def page(self, name: str, pk: int) -> str:
        return self.client.get(reverse(f"prestige:{name}", args=[pk])).content.decode()


@pytest.fixture
def at(client: Client) -> Ground:
    return Ground(client)


def test_somebody_follows_them(at: Ground) -> None:
    row = at.held()

    assert "Hồ sơ đã chuyển khỏi địa bàn" in at.page("replace", row.pk)
    with scoped(at.by.reach):
        made = ending.replace(
            recognition=row,
            ending=Ending(TODAY, "moved"),
            new=NewRecognition(person(at.village, full_name="Lý Mẫu Cúc"), at.village, TODAY),
            decided=decided(at.home, TODAY, "09/QĐ-MAU"),
            today=TODAY,
            by=at.by,
        )
        assert Recognition.objects.get(pk=row.pk).end_reason == "moved"
    assert made.replaces_id == row.pk
    assert made.slot == row.slot


def test_a_death_is_noted_where_the_record_is_kept(at: Ground) -> None:
    row = at.held()
    farewell = Farewell(Ending(TODAY, "death"), TODAY)

    with scoped(at.by.reach), pytest.raises(RuleBroken, match=REFUSED):
        changing.withdraw_noted(
            recognition=row,
            farewell=farewell,
            decided=decided(at.home, TODAY, "09/QĐ-MAU"),
            today=TODAY,
            by=at.by,
        )

    with scoped(NATION):
        assert Recognition.objects.get(pk=row.pk).end_kind == ""


def test_a_mistaken_entry_of_them_is_voided(at: Ground) -> None:
    row = at.held()

    assert "Hồ sơ đã chuyển khỏi địa bàn" in at.page("void", row.pk)
    with scoped(at.by.reach):
        ending.void(recognition=row, reason="nhầm thôn", by=at.by)
        assert Recognition.objects.get(pk=row.pk).is_void


def test_mau_06_is_not_printed_without_their_name(at: Ground) -> None:
    row = at.held()

    assert "<p>Hồ sơ đã chuyển khỏi địa bàn</p>" in at.page("proposal-end", row.pk)
    there = reverse("prestige:proposal-end", args=[row.pk])
    answer = at.client.post(there, {"reason": "moved", "proposed_on": f"{TODAY:%d/%m/%Y}"})
    assert REFUSED in answer.content.decode()
    with scoped(at.by.reach):
        with pytest.raises(RuleBroken, match=REFUSED):
            printing.print_ending(
                recognition=row,
                ending=ToEnd("moved", TODAY),
                today=TODAY,
                by=at.by,
            )
        assert not FormPaper.objects.exists()


def test_a_list_with_them_is_neither_printed_nor_decided_here(at: Ground) -> None:
    made = at.sent()

    with scoped(at.by.reach):
        with pytest.raises(RuleBroken, match=REFUSED):
            printing.print_list(proposal=made, today=TODAY, by=at.by)
        with pytest.raises(RuleBroken, match=REFUSED):
            decides(made, at.home, at.by)
        assert ProposalList.objects.get(pk=made.pk).state == ProposalState.SENT
        assert not Recognition.objects.exists()
    assert "không còn trong phạm vi xem" in at.page("proposal", made.pk)


def test_who_reaches_both_communes_decides_the_list(at: Ground) -> None:
    made = at.sent()

    with scoped(NATION):
        (row,) = decides(made, at.home, at.by)

    assert row.unit_id == at.village.pk


def decides(made: ProposalList, home: Unit, by: User) -> list[Recognition]:
    return proposing.decide(
        proposal=made,
        decided=decided(home, TODAY, "31/QĐ-MAU"),
        valid_from=TODAY,
        today=TODAY,
        by=by,
    )
