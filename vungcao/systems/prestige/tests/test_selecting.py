"""A village selects step by step: quorum, votes, joint meeting; each refusal has its sentence."""

from contextlib import nullcontext
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people.drafts import PersonDraft
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import Nominee, RoundState, SelectionRound
from vungcao.systems.prestige.queries import selections as reads
from vungcao.systems.prestige.rules import quorum
from vungcao.systems.prestige.services import minutes, selecting
from vungcao.systems.prestige.tests import factories, selections
from vungcao.systems.prestige.tests.factories import TODAY
from vungcao.systems.prestige.tests.selections import LED, joint_meeting, meeting

database = pytest.mark.django_db


@pytest.fixture
def by(db: None) -> User:
    with scoped(("/1/",)):
        factories.law()
        return UserFactory.create()


@pytest.fixture
def village(by: User) -> Unit:
    with scoped(("/1/",)):
        return selections.place()


@given(
    total=st.integers(1, 400),
    present=st.integers(0, 400),
    denominator=st.integers(1, 7),
    numerator=st.integers(0, 7),
)
def test_a_meeting_closes_exactly_when_enough_households_came(
    total: int, present: int, denominator: int, numerator: int
) -> None:
    """Counted out: the village is copied so often that its share is a whole number."""
    numerator = min(numerator, denominator)
    came = ["came"] * present * denominator
    enough = [place for place in range(total * denominator) if place < total * numerator]

    wrong = quorum.against_meeting(
        present=present, total=total, numerator=numerator, denominator=denominator
    )

    assert bool(wrong) == (len(came) < len(enough) or present > total)


@given(total=st.integers(1, 400))
def test_the_fewest_households_are_told_so_that_one_less_is_refused(total: int) -> None:
    said = {"total": total, "numerator": 2, "denominator": 3}
    fewest = quorum.fewest(total, 2, 3)

    assert quorum.against_meeting(present=fewest, **said) == []
    assert f"tức {fewest} hộ" in quorum.against_meeting(present=fewest - 1, **said)[0]


@pytest.mark.parametrize(("present", "stands"), [(66, False), (67, True)])
def test_the_database_itself_refuses_a_meeting_below_two_thirds(
    by: User, village: Unit, present: int, stands: bool
) -> None:
    with scoped(("/1/",)):
        made = selections.opened(village, by)
        row = SelectionRound.objects.filter(pk=made.pk)
        closed = {
            "state": RoundState.MET,
            "held_on": TODAY,
            "households_total": 100,
            "households_present": present,
            "quorum_numerator": 2,
            "quorum_denominator": 3,
        }

        refused = pytest.raises(IntegrityError, match="selection_round_has_met_with_its_quorum")
        with nullcontext() if stands else refused, transaction.atomic():
            row.update(**closed)

        assert (row.get().state == RoundState.MET) == stands


@pytest.mark.parametrize(
    "gone",
    [
        {"households_total": None},
        {"households_present": None},
        {"quorum_denominator": None},
        {"held_on": None},
    ],
)
def test_the_database_refuses_a_meeting_whose_numbers_are_not_known(
    by: User, village: Unit, gone: dict[str, None]
) -> None:
    with scoped(("/1/",)):
        made = selections.met(village, by)

        with pytest.raises(IntegrityError), transaction.atomic():
            SelectionRound.objects.filter(pk=made.pk).update(**gone)


def test_below_two_thirds_the_meeting_stays_open_and_what_was_typed_can_be_kept(
    by: User, village: Unit
) -> None:
    with scoped(("/1/",)):
        made = selections.opened(village, by)
        said = meeting(made, present=66)

        with pytest.raises(RuleBroken, match=r"66 trên 100 hộ.*2/3, tức 67 hộ.*mời họp lại"):
            selecting.close_meeting(selection=made, meeting=said, today=TODAY, by=by)
        kept = selecting.note_meeting(selection=made, meeting=said, by=by)

        assert (kept.state, kept.households_present) == (RoundState.OPEN, 66)
        assert minutes.opened(kept).meeting == LED
        assert [one.votes for one in reads.nominees(kept)] == [65, 64]


def test_the_share_is_that_of_the_day_of_the_meeting(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.opened(village, by)
        before_the_law = meeting(made, held_on=date(2018, 4, 19))

        with pytest.raises(RuleBroken, match="Chưa có quy định số hộ dự họp"):
            selecting.close_meeting(selection=made, meeting=before_the_law, today=TODAY, by=by)


def test_a_closed_meeting_keeps_its_quorum_and_seals_its_words(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.met(village, by)

        assert (made.quorum_numerator, made.quorum_denominator) == (2, 3)
        assert made.words is not None
        assert LED.chair.encode() not in bytes(made.words.data)
        trail = [entry.body for entry in Entry.objects.filter(action__startswith="prestige")]
        assert trail
        assert not [text for text in trail if "Mẫu" in text]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"held_on": None}, "Ghi ngày họp thôn."),
        ({"held_on": TODAY + timedelta(1)}, "không được sau hôm nay"),
        ({"households_total": None}, "Ghi số hộ của thôn."),
        ({"households_present": 101}, r"\(101\) không được quá số hộ của thôn \(100\)"),
        ({"sitting": minutes.Sitting("nhà văn hoá")}, "Ghi người chủ trì, thư ký."),
        ({"votes": {}}, "Ghi số phiếu của người được đề cử thứ 1, 2."),
    ],
)
def test_what_is_missing_of_a_meeting_is_said(
    by: User, village: Unit, said: dict[str, Any], sentence: str
) -> None:
    with scoped(("/1/",)):
        made = selections.opened(village, by)

        with pytest.raises(RuleBroken, match=sentence):
            selecting.close_meeting(
                selection=made, meeting=meeting(made, **said), today=TODAY, by=by
            )


def test_nobody_gets_more_votes_than_households_came(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.opened(village, by)
        first, second = reads.nominees(made)
        said = meeting(made, votes={first.pk: 68, second.pk: 67})

        with pytest.raises(RuleBroken, match="thứ 1 có 68 phiếu, nhiều hơn 67 hộ dự họp"):
            selecting.close_meeting(selection=made, meeting=said, today=TODAY, by=by)


def test_without_a_nominee_no_meeting_is_closed(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.opened(village, by, names=())

        with pytest.raises(RuleBroken, match="Chưa đề cử ai"):
            selecting.close_meeting(selection=made, meeting=meeting(made), today=TODAY, by=by)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"held_on": date(2026, 11, 9)}, r"trước ngày họp thôn \(10/11/2026\)"),
        ({"present": 6}, "thứ 1 có 7 phiếu, nhiều hơn 6 người dự họp"),
        ({"chosen": frozenset()}, "Chọn người được đề nghị."),
    ],
)
def test_a_joint_meeting_follows_the_village_and_counts_its_votes(
    by: User, village: Unit, said: dict[str, Any], sentence: str
) -> None:
    with scoped(("/1/",)):
        made = selections.met(village, by)

        with pytest.raises(RuleBroken, match=sentence):
            selecting.hold_joint_meeting(
                selection=made, joint=joint_meeting(made, **said), today=TODAY, by=by
            )


def test_the_joint_meeting_proposes_no_more_than_the_village_has_places(
    by: User, village: Unit
) -> None:
    with scoped(("/1/",)):
        made = selections.met(village, by)

        with pytest.raises(RuleBroken, match="Chọn 2 người, thôn chỉ còn 1 suất"):
            selecting.hold_joint_meeting(
                selection=made, joint=joint_meeting(made, first=2), today=TODAY, by=by
            )


def test_steps_go_only_forward(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.opened(village, by)
        with pytest.raises(RuleBroken, match="Chưa đến bước này: đợt đang ở “chờ họp thôn”"):
            selecting.hold_joint_meeting(
                selection=made, joint=joint_meeting(made), today=TODAY, by=by
            )
        selecting.close_meeting(selection=made, meeting=meeting(made), today=TODAY, by=by)

        with pytest.raises(RuleBroken, match=r"Bước này đã xong.*“đã họp thôn”"):
            selecting.note_meeting(selection=made, meeting=meeting(made), by=by)
        with pytest.raises(RuleBroken, match="Bước này đã xong"):
            selecting.nominate(selection=made, whom=factories.person(village), today=TODAY, by=by)


def test_a_new_person_is_entered_with_the_nomination(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.opened(village, by, names=())

        one = selecting.nominate(
            selection=made, whom=PersonDraft("Lý Mẫu Cúc", village, "1970"), today=TODAY, by=by
        )

        assert (one.position, one.person.scope) == (1, village.scope)


def test_who_lives_elsewhere_or_stands_already_is_not_nominated(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.opened(village, by, names=())
        one = factories.person(village)
        selecting.nominate(selection=made, whom=one, today=TODAY, by=by)
        other = factories.person(factories.village(selections.commune_of(village), "mẫu 2"))

        with pytest.raises(RuleBroken, match="đã được đề cử trong đợt này"):
            selecting.nominate(selection=made, whom=one, today=TODAY, by=by)
        with pytest.raises(RuleBroken, match="phải cư trú tại thôn"):
            selecting.nominate(selection=made, whom=other, today=TODAY, by=by)


def test_a_nominee_put_up_by_mistake_is_struck_until_the_village_has_met(
    by: User, village: Unit
) -> None:
    with scoped(("/1/",)):
        made = selections.opened(village, by)
        first, second = reads.nominees(made)

        selecting.strike_nominee(nominee=first, by=by)

        assert [one.pk for one in reads.nominees(made)] == [second.pk]
        selecting.close_meeting(selection=made, meeting=meeting(made), today=TODAY, by=by)
        with pytest.raises(RuleBroken, match="Bước này đã xong"):
            selecting.strike_nominee(nominee=second, by=by)


def test_a_full_village_selects_only_to_replace(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        held = factories.recognised(village, by)

        with pytest.raises(RuleBroken, match="đã có đủ người trong kỳ"):
            selections.opened(village, by)
        with pytest.raises(RuleBroken, match="Chọn lý do thay thế"):
            selections.opened(village, by, replaced=held)
        made = selections.opened(village, by, replaced=held, end_reason="moved")

        assert minutes.opened(made).end_reason == "moved"


def test_a_village_has_one_round_at_a_time(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        selections.opened(village, by)

        with pytest.raises(RuleBroken, match="đang có một đợt bình chọn chưa xong"):
            selections.opened(village, by)


def test_a_round_is_cancelled_for_a_reason_and_goes_no_further(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.opened(village, by)
        with pytest.raises(RuleBroken, match="Ghi lý do huỷ đợt"):
            selecting.cancel_round(selection=made, reason=" ", today=TODAY, by=by)

        selecting.cancel_round(selection=made, reason="Hoãn theo chỉ đạo", today=TODAY, by=by)

        with pytest.raises(RuleBroken, match="Đợt này đã huỷ"):
            selecting.close_meeting(selection=made, meeting=meeting(made), today=TODAY, by=by)
        assert selections.opened(village, by).state == RoundState.OPEN


def test_a_nominee_is_kept_as_long_as_the_minutes_name_them(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.opened(village, by)
        named = Nominee.objects.filter(selection=made).order_by("pk")[0]

        assert "biên bản bình chọn" in (reads.why_kept(named.person_id) or "")
        assert reads.why_kept(factories.person(village).pk) is None
