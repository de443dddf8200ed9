"""An issue from its first words to its number: who takes which step, and what is refused."""

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.newsletter.models import Issue, IssueState, Pick
from vungcao.systems.newsletter.queries.door import visitor
from vungcao.systems.newsletter.queries.issues import picks
from vungcao.systems.newsletter.services import composing, sending
from vungcao.systems.newsletter.services.composing import DOWN, OUT, UP, Words
from vungcao.systems.newsletter.tests.shelf import (
    NOW,
    TODAY,
    Shelf,
    approved,
    draft,
    officer,
)

pytestmark = pytest.mark.django_db
PAGES = ("mau.page:3", "mau.page:1", "mau.page:2")


def keys(issue: Issue) -> list[str]:
    return [one.key.rpartition(":")[2] for one in picks(issue)]


def move(issue: Issue, place: int, way: str, by: User) -> list[str]:
    composing.move(pick=picks(issue)[place], way=way, by=by)
    return keys(issue)


def test_articles_stand_in_the_order_in_which_they_were_picked_or_moved(
    keeper: User, shelf: Shelf
) -> None:
    issue = draft(keeper, *PAGES)

    assert keys(issue) == ["3", "1", "2"]
    assert move(issue, 0, DOWN, keeper) == ["1", "3", "2"]
    assert move(issue, 2, UP, keeper) == ["1", "2", "3"]
    assert move(issue, 0, UP, keeper) == ["1", "2", "3"]  # there is nothing above
    assert move(issue, 1, OUT, keeper) == ["1", "3"]
    assert composing.pick(issue=issue, keys=[PAGES[2], PAGES[1]], by=keeper) == 1
    assert keys(issue) == ["1", "3", "2"]


def test_an_article_that_is_not_published_cannot_be_picked(keeper: User, shelf: Shelf) -> None:
    with pytest.raises(RuleBroken, match="đã gỡ"):
        draft(keeper, "mau.page:99")


def test_a_letter_has_an_end(keeper: User, shelf: Shelf) -> None:
    shelf.put(*range(10, 50))
    issue = draft(keeper)

    with pytest.raises(RuleBroken, match="nhiều nhất 30"):
        composing.pick(issue=issue, keys=[*shelf.held][:31], by=keeper)


def test_what_is_handed_in_is_what_stands_on_the_shelf_now(keeper: User, shelf: Shelf) -> None:
    issue = draft(keeper, *PAGES)
    del shelf.held["mau.page:3"]
    shelf.put(1, section="Văn hoá")

    composing.hand_in(issue=issue, by=keeper)

    assert keys(issue) == ["1", "2"]
    assert Pick.objects.get(key="mau.page:1").section == "Văn hoá"


def test_an_issue_that_says_nothing_is_not_handed_in(keeper: User, shelf: Shelf) -> None:
    issue = draft(keeper, note="")

    with pytest.raises(RuleBroken, match="ít nhất một bài"):
        composing.hand_in(issue=issue, by=keeper)


def test_approving_gives_the_next_number_once(keeper: User) -> None:
    first, second = approved(keeper), approved(keeper)

    again = composing.take_back(issue=first, by=keeper)
    composing.hand_in(issue=again, by=visitor())
    kept = composing.approve(issue=again, seen=None, today=TODAY, now=NOW, by=keeper)

    assert (kept.number, second.number) == ("BT-2026-01", "BT-2026-02")


def test_what_was_changed_since_it_was_seen_is_not_approved(keeper: User) -> None:
    issue = draft(visitor())
    handed = composing.hand_in(issue=issue, by=visitor())
    composing.send_back(issue=issue, reason="Sửa tên", by=keeper)
    composing.hand_in(issue=issue, by=visitor())

    with pytest.raises(RuleBroken, match="đã đổi"):
        composing.approve(issue=issue, seen=handed.version, today=TODAY, now=NOW, by=keeper)


@pytest.mark.parametrize("step", ["make", "revise", "pick", "move", "hand_in"])
def test_who_has_worked_on_an_issue_does_not_approve_it(
    keeper: User, shelf: Shelf, step: str
) -> None:
    other = officer(Role.EDITOR)
    hands = {name: keeper if name == step else other for name in ("revise", "pick", "move")}
    issue = draft(keeper if step == "make" else other)
    composing.revise(issue=issue, words=Words("x", "", "y", "vi"), by=hands["revise"])
    composing.pick(issue=issue, keys=PAGES, by=hands["pick"])
    composing.move(pick=picks(issue)[0], way=DOWN, by=hands["move"])
    composing.hand_in(issue=issue, by=keeper if step == "hand_in" else other)

    with pytest.raises(RuleBroken, match="không tự duyệt"):
        composing.approve(issue=issue, seen=None, today=TODAY, now=NOW, by=keeper)
    second = officer(Role.PUBLISHER)
    done = composing.approve(issue=issue, seen=None, today=TODAY, now=NOW, by=second)
    assert done.approved_by == second


def test_only_a_draft_is_changed(keeper: User, shelf: Shelf) -> None:
    issue = approved(keeper, *PAGES)

    with pytest.raises(RuleBroken, match="bước khác"):
        composing.revise(issue=issue, words=Words("x", "", "", "vi"), by=keeper)
    with pytest.raises(RuleBroken, match="bước khác"):
        move(issue, 0, OUT, keeper)
    with pytest.raises(RuleBroken, match="bước khác"):
        composing.drop(issue=issue, by=keeper)


def test_an_issue_goes_back_with_a_reason(keeper: User) -> None:
    issue = draft(keeper)
    composing.hand_in(issue=issue, by=keeper)

    with pytest.raises(RuleBroken, match="cần sửa"):
        composing.send_back(issue=issue, reason=" ", by=keeper)
    back = composing.send_back(issue=issue, reason="Thiếu nguồn.", by=keeper)

    assert (back.state, back.returned) == (IssueState.DRAFT, "Thiếu nguồn.")


def test_a_trial_needs_an_address_of_the_officer(keeper: User) -> None:
    keeper.email = ""

    with pytest.raises(RuleBroken, match="chưa có địa chỉ"):
        sending.try_out(issue=draft(keeper), now=NOW, by=keeper)
