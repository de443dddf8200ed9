"""Events are appended and chained; what somebody wrote is sealed and can be erased."""

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from vungcao.kernel.cases import services
from vungcao.kernel.cases.models import CaseEvent
from vungcao.kernel.cases.queries import chains
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.tests.cases.world import World, build, later, look_as
from vungcao.kernel.vault import services as vault

WORDS = "Bà con đề nghị xem lại danh sách"


def test_each_step_continues_the_chain(world: World) -> None:
    case = world.open()
    for hour in range(1, 5):
        services.note(case=case, action=f"step{hour}", now=later(hours=hour), by=world.officer)
    case.refresh_from_db()

    assert chains.verify(case) == chains.Verdict(5, 5)
    assert list(case.events.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3, 4, 5]


def test_time_does_not_run_backwards(world: World) -> None:
    case = world.open()

    with pytest.raises(RuleBroken, match="sớm hơn"):
        services.note(case=case, action="x", now=later(hours=-1), by=world.officer)


def test_the_application_cannot_change_an_event(world: World) -> None:
    world.open()

    for statement in ("update cases_caseevent set body = '{}'", "delete from cases_caseevent"):
        with (
            pytest.raises(ProgrammingError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_nobody_chooses_the_place_of_an_event(world: World) -> None:
    case = world.open()

    forged = CaseEvent.objects.create(
        case=case, seq=99, at=later(), body='{"action":"x","actor":"y"}', hash=b"forged"
    )

    forged.refresh_from_db()
    assert forged.seq == 2
    assert bytes(forged.hash) != b"forged"
    case.refresh_from_db()
    assert chains.verify(case) == chains.Verdict(2, 1)  # nobody's step wrote it


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_changed_or_missing_event_is_named(owner: psycopg.Connection[tuple[object]]) -> None:
    with transaction.atomic():
        world = build()
        case = world.open()
        for hour in range(1, 4):
            services.note(case=case, action="step", now=later(hours=hour), by=world.officer)
    owner.execute("alter table cases_caseevent disable trigger cases_event_keep")
    owner.execute("update cases_caseevent set body = replace(body, 'step', 'step!') where seq = 3")

    with transaction.atomic():
        look_as(world.officer)
        case.refresh_from_db()
        assert chains.verify(case).broken_at == 3
        owner.execute("delete from cases_caseevent where seq = 4")
        assert not chains.verify(case).holds


def test_words_stand_sealed_and_open_with_the_key(world: World) -> None:
    case = world.open()

    event = services.note(
        case=case, action="said", words=WORDS, now=later(hours=1), by=world.officer
    )

    event.refresh_from_db()
    assert WORDS not in event.body
    assert vault.open_texts([event.note]) == [WORDS]


def test_erasing_the_person_leaves_the_chain_whole(world: World) -> None:
    key = vault.make_key(by=world.officer)
    case = world.open(key=key)
    event = services.note(
        case=case, action="said", words=WORDS, now=later(hours=1), by=world.officer
    )

    vault.destroy_key(key=key, now=later(hours=2), by=world.officer)

    event.refresh_from_db()
    case.refresh_from_db()
    assert vault.open_texts([event.note]) == [None]
    assert chains.verify(case).holds
