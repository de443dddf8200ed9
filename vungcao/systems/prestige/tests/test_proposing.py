"""A commune checks, lists, sends; one decision recognises all persons of the list, or nobody."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import (
    EndKind,
    Nominee,
    ProposalState,
    Recognition,
    RoundState,
)
from vungcao.systems.prestige.queries import selections as reads
from vungcao.systems.prestige.services import proposing, selecting
from vungcao.systems.prestige.services.deciding import Decided
from vungcao.systems.prestige.tests import factories, selections
from vungcao.systems.prestige.tests.factories import TODAY
from vungcao.systems.prestige.tests.selections import CHECKED

pytestmark = pytest.mark.django_db
DECIDED_ON, SINCE = date(2026, 11, 20), date(2026, 11, 23)


@pytest.fixture
def by(db: None) -> User:
    with scoped(("/1/",)):
        factories.law()
        return UserFactory.create()


@pytest.fixture
def village(by: User) -> Unit:
    with scoped(("/1/",)):
        return selections.place()


def decision(village: Unit, number: str = "31/QĐ-MAU") -> Decided:
    return factories.decided(selections.commune_of(village), DECIDED_ON, number)


def test_a_nominee_who_lacks_a_criterion_is_proposed_no_more(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.joint(village, by)
        first, _second = reads.nominees(made)

        proposing.check_by_commune(
            selection=made, checked_on=CHECKED, unmet={first.pk: ("citizen",)}, today=TODAY, by=by
        )

        first.refresh_from_db()
        assert (first.is_chosen, first.unmet) == (False, "citizen")
        assert not reads.ready(selections.commune_of(village), made.cycle).exists()


def test_the_database_proposes_nobody_who_lacks_a_criterion(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.checked(village, by)

        with (
            pytest.raises(IntegrityError, match="nominee_is_chosen_when_fit"),
            transaction.atomic(),
        ):
            Nominee.objects.filter(selection=made).update(is_chosen=True, unmet="citizen")


def test_every_proposed_nominee_is_checked_by_criteria_of_the_law(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.joint(village, by)
        first, _second = reads.nominees(made)
        said: dict[str, Any] = {"selection": made, "today": TODAY, "by": by}

        with pytest.raises(RuleBroken, match="Ghi kết quả kiểm tra của người được đề cử thứ 1"):
            proposing.check_by_commune(checked_on=CHECKED, unmet={}, **said)
        with pytest.raises(RuleBroken, match="Không có tiêu chí mang mã rich"):
            proposing.check_by_commune(checked_on=CHECKED, unmet={first.pk: ("rich",)}, **said)
        with pytest.raises(RuleBroken, match="Ngày kiểm tra không được trước"):
            proposing.check_by_commune(checked_on=date(2026, 11, 1), unmet={first.pk: ()}, **said)


def test_only_checked_rounds_of_the_commune_come_on_its_list(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        other = selections.checked(selections.place("Khác"), by)
        early = selections.joint(village, by)

        with pytest.raises(RuleBroken, match="1 đợt chưa kiểm tra xong"):
            selections.listed(by, early)
        with pytest.raises(RuleBroken, match="không thuộc xã"):
            proposing.list_rounds(
                commune=selections.commune_of(village),
                cycle=other.cycle,
                rounds=[other],
                made_on=TODAY,
                today=TODAY,
                by=by,
            )


def test_one_decision_recognises_all_persons_of_the_list(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        second = factories.village(selections.commune_of(village), "mẫu 2")
        rounds = [selections.checked(one, by) for one in (village, second)]
        proposal = selections.sent(by, *rounds)

        made = proposing.decide(
            proposal=proposal, decided=decision(village), valid_from=SINCE, today=TODAY, by=by
        )

        assert {row.selection_id for row in made} == {one.pk for one in rounds}
        assert {(row.number, row.valid_from) for row in made} == {("31/QĐ-MAU", SINCE)}
        assert {one.state for one in proposal.rounds.all()} == {RoundState.DECIDED}
        proposal.refresh_from_db()
        assert (proposal.state, proposal.number) == (ProposalState.DECIDED, "31/QĐ-MAU")


def test_whom_a_round_replaces_leaves_the_list_that_day_for_the_reason_given(
    by: User, village: Unit
) -> None:
    with scoped(("/1/",)):
        held = factories.recognised(village, by)
        one = selections.checked(village, by, replaced=held, end_reason="moved")

        (made,) = proposing.decide(
            proposal=selections.sent(by, one),
            decided=decision(village),
            valid_from=SINCE,
            today=TODAY,
            by=by,
        )

        held.refresh_from_db()
        assert (held.end_kind, held.end_reason) == (EndKind.REPLACED, "moved")
        assert (held.valid_until, made.valid_from, made.replaces_id) == (SINCE, SINCE, held.pk)


def test_a_decision_of_another_level_recognises_nobody(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        proposal = selections.sent(by, selections.checked(village, by))
        province = Unit.objects.get(pk=reads.parent_of(selections.commune_of(village).scope))
        wrong = factories.decided(province, DECIDED_ON)

        with pytest.raises(RuleBroken, match="thẩm quyền công nhận thuộc"), transaction.atomic():
            proposing.decide(proposal=proposal, decided=wrong, valid_from=SINCE, today=TODAY, by=by)

        assert not Recognition.objects.exists()
        proposal.refresh_from_db()
        assert proposal.state == ProposalState.SENT


def test_a_list_is_sent_before_it_is_decided_and_only_once(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        proposal = selections.listed(by, selections.checked(village, by))
        said: dict[str, Any] = {
            "decided": decision(village),
            "valid_from": SINCE,
            "today": TODAY,
            "by": by,
        }

        with pytest.raises(RuleBroken, match="Danh sách chưa trình"):
            proposing.decide(proposal=proposal, **said)
        proposing.send(proposal=proposal, by=by)
        with pytest.raises(RuleBroken, match="Bước này đã xong"):
            proposing.send(proposal=proposal, by=by)


def test_a_round_leaves_a_list_until_that_is_sent(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        one = selections.checked(village, by)
        proposal = selections.listed(by, one)
        said: dict[str, Any] = {"selection": one, "reason": "Xin rút", "today": TODAY, "by": by}

        selecting.cancel_round(**said)

        with pytest.raises(RuleBroken, match="không còn đợt nào"):
            proposing.send(proposal=proposal, by=by)
        again = selections.checked(village, by)
        selections.sent(by, again)
        with pytest.raises(RuleBroken, match="đã trình, không huỷ đợt được"):
            selecting.cancel_round(**said | {"selection": again})
