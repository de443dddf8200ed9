"""Which step a recording may take, and whose voice may read which language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.portal.models import AudioState, Voice
from vungcao.systems.portal.rules import audio as rules

STATES = [str(one) for one in AudioState]
STEPS = [rules.CHECK, rules.PUBLISH, rules.WITHDRAW]


@given(st.lists(st.sampled_from(STEPS), max_size=8))
def test_nothing_is_heard_unchecked_and_nothing_comes_back(steps: list[str]) -> None:
    state, taken = "uploaded", []
    for step in steps:
        if not rules.may(step, state):
            with pytest.raises(RuleBroken):
                rules.follows(step, state)
            continue
        state = rules.follows(step, state)
        taken.append(step)

    assert state in STATES
    assert state != "published" or taken == [rules.CHECK, rules.PUBLISH]
    assert rules.WITHDRAW not in taken[:-1]


@given(st.sampled_from(list(Voice)), st.sampled_from(["vi", "en", "tyz", "x-sandiu", "yue"]))
def test_no_machine_reads_the_language_of_a_people(voice: Voice, language: str) -> None:
    refused = voice == "machine" and language not in ("vi", "en")
    try:
        rules.check_voice(voice=voice, language=language, is_spoken=True, is_sample=True)
    except RuleBroken:
        assert refused
    else:
        assert not refused


def test_a_tone_is_a_sample_and_what_is_only_written_is_not_read() -> None:
    with pytest.raises(RuleBroken, match="trình diễn"):
        rules.check_voice(voice="tone", language="vi", is_spoken=True, is_sample=False)
    with pytest.raises(RuleBroken, match="chữ viết"):
        rules.check_voice(voice="person", language="zh-Hant", is_spoken=False, is_sample=False)


@given(st.integers(0, 200_000))
def test_a_length_reads_back_as_its_seconds(seconds: int) -> None:
    parts = [int(part) for part in rules.length(seconds).split(":")]

    assert sum(part * 60**nth for nth, part in enumerate(reversed(parts))) == seconds
    assert all(part < 60 for part in parts[1:])


def test_what_nobody_could_measure_has_no_length() -> None:
    assert rules.length(None) == ""
