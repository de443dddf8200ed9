"""How long is left, in words; and how the history of a dossier is told."""

import pytest

from vungcao.kernel.cases.services import EventRecord
from vungcao.systems.onestop.queries import worklist
from vungcao.systems.onestop.rules import stays
from vungcao.systems.onestop.rules.remaining import Remaining
from vungcao.systems.onestop.services import engine
from vungcao.systems.onestop.tests.factories import at
from vungcao.systems.onestop.views import work_facts

DAY = 450


@pytest.mark.parametrize(
    ("minutes", "words", "state"),
    [
        (3 * DAY + 130, "còn 3 ngày 2 giờ làm việc", "running"),
        (3 * DAY, "còn 3 ngày làm việc", "soon"),
        (20, "còn 20 phút làm việc", "soon"),
        (-DAY, "quá hạn 1 ngày làm việc", "late"),
        (None, "chưa tính thời hạn", "none"),
    ],
)
def test_what_is_left_is_said_in_working_time(minutes: int | None, words: str, state: str) -> None:
    left = Remaining(minutes, DAY)

    assert (left.words, left.state) == (words, state)


def test_what_is_paused_is_never_late() -> None:
    left = Remaining(-DAY, DAY, is_paused=True)

    assert left.words.startswith("đang tạm dừng")
    assert left.state == "paused"


def test_what_is_finished_has_nothing_left() -> None:
    assert Remaining(DAY, DAY, is_finished=True).words == ""


def test_a_pause_that_leads_back_to_a_step_is_part_of_the_stay() -> None:
    moves = [
        (at(26), "tham_dinh", "cho"),
        (at(25), "cho", "tham_dinh"),
        (at(24), "tham_dinh", "cho"),
        (at(23), "ky", "tham_dinh"),
        (at(20), "", "tham_dinh"),
    ]

    assert stays.began("tham_dinh", moves, {"cho"}) == at(23)
    assert stays.began("ky", moves, {"cho"}) is None


def test_lists_and_services_speak_of_the_same_cases() -> None:
    assert worklist.KIND == engine.KIND


def test_what_was_said_of_several_persons_at_one_press_is_one_line_of_the_history() -> None:
    actions = ["onestop.judged", "onestop.judged", "onestop.noted", "onestop.noted"]
    events = [
        EventRecord(seq, at(25), "can-bo", action, {}, "") for seq, action in enumerate(actions)
    ]

    found = work_facts.together(events)

    assert [[one.seq for one in rows] for rows in found] == [[0, 1], [2], [3]]
