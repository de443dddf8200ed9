"""Questions and opinions: kept sealed, answered once, counted, shown only when edited."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from vungcao.kernel.audit.models import Entry
from vungcao.kernel.cases.models import Case
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.offers.letters import letters as kinds
from vungcao.systems.portal.models import (
    AnsweredQuestion,
    LetterTopic,
    OpinionCount,
    PublicLetter,
    QuestionBoard,
    Section,
)
from vungcao.systems.portal.services import asking, boards, forgetting, letters, showing
from vungcao.systems.portal.services.doors import visitor
from vungcao.systems.portal.services.letters import NewLetter
from vungcao.systems.portal.services.sealing import read_letter
from vungcao.systems.portal.services.showing import Edited
from vungcao.systems.portal.tests.factories import keeper
from vungcao.systems.portal.tests.letter_world import EMAIL, NOW, WORDS, World, consult, look_as

EDITED = Edited("Nộp hồ sơ ở đâu?", "Nộp ở xã hay ở tỉnh?", "Nộp ở xã.", LetterTopic.PROCEDURE)


def test_a_question_becomes_a_case_with_a_term_and_its_words_stand_nowhere_in_clear(
    world: World,
) -> None:
    made = world.ask(name="Người Mẫu", email=EMAIL)

    look_as(world.specialist)
    case = Case.objects.get(pk=made.case_id)
    assert (case.number, case.label) == ("CH-2026-00001", "Câu hỏi: thủ tục, hồ sơ")
    assert case.due_at is not None
    said = " ".join(Entry.objects.values_list("body", flat=True))
    assert [word for word in (WORDS, EMAIL, "Người Mẫu") if word in said] == []
    assert read_letter(letter=made, by=world.specialist).words == WORDS


def test_the_same_words_are_taken_once_a_day(world: World) -> None:
    world.ask()

    with pytest.raises(RuleBroken, match="đã được nhận"):
        world.ask("  NỘP hồ sơ ở xã hay ở tỉnh??  ")
    world.ask(now=NOW + timedelta(days=1))

    look_as(world.specialist)
    assert PublicLetter.objects.count() == 2


def test_what_is_wrong_is_said_all_at_once_and_nothing_is_kept(world: World) -> None:
    with pytest.raises(RuleBroken) as refused:
        letters.write(new=NewLetter("ngắn"), now=NOW, by=visitor())

    assert len(str(refused.value).splitlines()) == 2
    look_as(world.specialist)
    assert (PublicLetter.objects.count(), Case.objects.count()) == (0, 0)


@pytest.mark.parametrize(("opens", "closes"), [(1, 9), (-9, -1)])
def test_an_opinion_is_taken_on_the_days_of_its_draft_alone(
    world: World, opens: int, closes: int
) -> None:
    world.draft = consult("du-thao-khac", opens, closes)

    with pytest.raises(RuleBroken, match="không nhận ý kiến"):
        world.opine()


def test_an_answer_leaves_by_letter_and_ends_the_case(world: World) -> None:
    made = world.answer(world.ask(email=EMAIL))

    sent = OutboxMessage.objects.get(topic="letter")
    assert EMAIL not in str(sent.__dict__)
    letter = kinds.get("portal.answered")(made.pk)
    assert letter is not None
    assert (letter.to, "Nộp ở xã nơi bạn ở." in letter.text) == (EMAIL, True)
    assert Case.objects.get(pk=made.case_id).closed_at == NOW
    with pytest.raises(RuleBroken, match="đã được trả lời"):
        world.answer(made)


def test_without_an_address_no_letter_leaves(world: World) -> None:
    world.answer(world.ask())

    assert not OutboxMessage.objects.filter(topic="letter").exists()


def test_opinions_are_counted_by_what_became_of_them(world: World) -> None:
    first, second = world.opine(), world.opine("Đề nghị thêm một buổi tối.")
    with pytest.raises(RuleBroken, match="Chọn tiếp thu"):
        world.answer(first)

    world.answer(first, "taken")
    world.answer(second, "explained")

    counts = OpinionCount.objects.get(page=world.draft.pk)
    assert (counts.received, counts.taken, counts.partly, counts.explained) == (2, 1, 0, 1)


def test_an_edited_question_is_a_draft_that_waits_for_approval(world: World) -> None:
    made = world.answer(world.ask(name="Trần Thị Mẫu"))

    page = showing.propose(letter=made, edited=EDITED, now=NOW, by=world.specialist)

    assert (page.live, page.answered_by) == (False, "Sở Mẫu")
    assert page.current_workflow_state.current_task_state.task.name == "Kiểm tra"
    with pytest.raises(RuleBroken, match="đã có bản nháp"):
        showing.propose(letter=made, edited=EDITED, now=NOW, by=world.specialist)


def test_a_draft_that_still_names_the_writer_is_refused(world: World) -> None:
    made = world.answer(world.ask(name="Trần Thị Mẫu"))
    named = replace(EDITED, question="Tôi là trần thị mẫu, số 0900 000 111")

    with pytest.raises(RuleBroken) as refused:
        showing.propose(letter=made, edited=named, now=NOW, by=world.specialist)

    assert len(str(refused.value).splitlines()) == 2
    assert not AnsweredQuestion.objects.exists()


def test_what_was_not_answered_is_not_shown(world: World) -> None:
    with pytest.raises(RuleBroken, match="đã trả lời"):
        showing.propose(letter=world.ask(), edited=EDITED, now=NOW, by=world.specialist)


def test_letters_are_erased_on_their_day_and_counts_stay(world: World) -> None:
    made = world.answer(world.ask(name="Người Mẫu", email=EMAIL))

    assert forgetting.erase_letters(now=NOW + timedelta(days=700), by=world.specialist) == 0
    assert forgetting.erase_letters(now=NOW + timedelta(days=732), by=world.specialist) == 1

    gone = PublicLetter.objects.get(pk=made.pk)
    assert (gone.contact_index, gone.erased_at is None) == ("", False)
    told = read_letter(letter=gone, by=world.specialist)
    assert (told.name, told.words, told.answer) == ("", "", "")
    assert kinds.get("portal.answered")(made.pk) is None


def test_a_commune_officer_sees_no_letter(world: World) -> None:
    world.ask()

    look_as(world.commune_officer)
    assert not PublicLetter.objects.exists()


def test_a_section_becomes_a_board_once_and_stays_a_section(world: World) -> None:
    place = Section.objects.get(slug="hoi-dap")

    board = boards.settle(section=place, kind="questions", by=keeper())

    assert QuestionBoard.objects.count() == 1
    assert (board.pk, board.url_path) == (place.pk, place.url_path)
    assert isinstance(Section.objects.get(pk=place.pk).specific, QuestionBoard)


def test_a_result_needs_words_and_a_day_after_the_end(world: World) -> None:
    world.draft.answered_on = world.draft.closes_on

    with pytest.raises(ValidationError) as refused:
        world.draft.clean()
    assert set(refused.value.message_dict) == {"answered_on", "outcome"}

    said = [("text", "<p>Tiếp thu.</p>")]
    day = world.draft.closes_on + timedelta(days=1)
    made = asking.conclude(consultation=world.draft, outcome=said, day=day, by=keeper())
    assert made.state_on(day) == "answered"
