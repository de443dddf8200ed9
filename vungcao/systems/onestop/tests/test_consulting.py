"""Asking another body for its opinion: a case of its own, for which the dossier waits."""

from collections.abc import Iterator

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases.queries import chains
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.notices.models import Notice
from vungcao.kernel.scopes.services import scoped
from vungcao.systems.onestop.models import Dossier, Opinion, Stance
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.queries.facts import facts
from vungcao.systems.onestop.services.consulting import answer_opinion, withdraw_opinion
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.tests.factories import (
    at,
    neighbour,
    officer,
    received,
    standing,
)
from vungcao.systems.onestop.tests.waiting import answered, asked, department, specialist

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


@pytest.fixture
def worker(examined: tuple[User, Dossier]) -> Iterator[User]:
    with standing(examined[0]) as user:
        yield user


@pytest.fixture
def row(worker: User, examined: tuple[User, Dossier]) -> Dossier:
    return Dossier.objects.select_related("case").get(pk=examined[1].pk)


def is_answered(row: Dossier) -> bool:
    return facts(row, versions.process(row.version), {})["opinions.answered"]


def test_the_body_that_is_asked_holds_a_case_with_its_own_term(worker: User, row: Dossier) -> None:
    made = asked(worker, row)

    assert made.case.organisation == department()
    assert made.case.number.startswith("YK-2026-")
    assert made.case.due_at == at(1, 17, month=12)
    assert "tiêu chí" not in str(made.question)


def test_the_body_that_is_asked_sees_the_dossier_and_is_told(worker: User, row: Dossier) -> None:
    expert = specialist()

    made = asked(worker, row)

    with standing(expert):
        assert Dossier.objects.visible_to(expert).filter(pk=row.pk).exists()
        assert Opinion.objects.filter(pk=made.pk).exists()
    with scoped((), account=expert.pk):
        assert Notice.objects.filter(kind="onestop.opinion_asked").count() == 1


def test_the_dossier_waits_for_a_required_opinion_and_goes_on_with_it(
    worker: User, row: Dossier
) -> None:
    made = asked(worker, row)
    assert not is_answered(row)
    with pytest.raises(RuleBroken, match="liên thông"):
        move(dossier=row, action="dung", words="Thử", now=at(24, 10), by=worker)

    said = answered(made, specialist(), Stance.PARTLY)

    assert said.stance == "partly"
    assert said.case.state == "closed"
    assert is_answered(row)
    assert not row.case.parties.filter(role="asked", until=None).exists()
    assert move(dossier=row, action="dung", words="Thử", now=at(26), by=worker).finished_at


def test_an_opinion_that_is_not_required_stops_nobody(worker: User, row: Dossier) -> None:
    asked(worker, row, is_required=False)

    assert is_answered(row)
    assert move(dossier=row, action="dung", words="Thử", now=at(26), by=worker).finished_at


def test_a_question_that_is_taken_back_is_waited_for_no_more(worker: User, row: Dossier) -> None:
    made = asked(worker, row)

    gone = withdraw_opinion(opinion=made, reason="Hỏi nhầm", now=at(25), by=worker)

    assert gone.case.outcome == "withdrawn"
    assert is_answered(row)
    with pytest.raises(RuleBroken, match="đã được rút"):
        answered(made, specialist())


def test_nobody_asks_twice_at_once_nor_itself_nor_without_words(worker: User, row: Dossier) -> None:
    asked(worker, row)

    for changed, said in (
        ({}, "đã được hỏi"),
        ({"body": row.case.organisation}, "đang giữ"),
        ({"words": " "}, "nội dung cần hỏi"),
    ):
        with pytest.raises(RuleBroken, match=said):
            asked(worker, row, **changed)


def test_only_a_step_that_consults_asks(worker: User) -> None:
    with pytest.raises(RuleBroken, match="không hỏi ý kiến"):
        asked(worker, received(worker))


def test_only_the_body_that_was_asked_answers_and_only_who_asked_takes_back(
    worker: User, row: Dossier
) -> None:
    made = asked(worker, row)

    with pytest.raises(RuleBroken, match="được hỏi mới trả lời"):
        answer_opinion(opinion=made, stance=Stance.AGREES, words="Đủ.", now=at(25), by=worker)
    expert = specialist()
    with standing(expert), pytest.raises(RuleBroken, match="đang giữ hồ sơ"):
        withdraw_opinion(opinion=made, reason="Từ trên", now=at(25), by=expert)


def test_a_neighbour_that_is_not_asked_sees_nothing(worker: User, row: Dossier) -> None:
    asked(worker, row)
    other = officer("ban", Role.COMMUNE_OFFICER, neighbour())

    with standing(other):
        assert not Opinion.objects.exists()


def test_both_chains_hold_in_the_end(worker: User, row: Dossier) -> None:
    made = answered(asked(worker, row), specialist())

    row.case.refresh_from_db()
    assert chains.verify(row.case).holds
    assert chains.verify(made.case).holds


def test_who_withdraws_their_dossier_is_held_up_by_no_question(worker: User, row: Dossier) -> None:
    asked(worker, row)

    gone = move(dossier=row, action="rut", words="Đơn ngày 24/11", now=at(25), by=worker)

    assert gone.finished_at == at(25)
    assert not Opinion.objects.filter(case__closed_at=None).exists()
