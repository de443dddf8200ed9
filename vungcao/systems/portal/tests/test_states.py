"""The line of states of a page, for every combination of what can be so of one."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.calendar.rules import ZONE
from vungcao.systems.portal.rules import states
from vungcao.systems.portal.rules.states import Facts

MOMENT = st.none() | st.just(datetime(2026, 11, 27, 7, 30, tzinfo=ZONE))
FACTS = st.builds(
    Facts,
    step=st.none() | st.integers(0, 1),
    is_returned=st.booleans(),
    is_changed=st.booleans(),
    is_live=st.booleans(),
    is_expired=st.booleans(),
    scheduled_at=MOMENT,
    expires_at=MOMENT,
    down_at=MOMENT,
)
ORDER = ["bản nháp", "kiểm tra", "duyệt", "hẹn giờ", "đang đăng", "đã hết hạn", "đã gỡ xuống"]


@given(FACTS)
def test_a_page_stands_in_one_place_behind_what_is_done(facts: Facts) -> None:
    line = states.line(facts)
    tones = [state.tone for state in line]
    here = next(nth for nth, tone in enumerate(tones) if tone in (states.NOW, states.BACK))

    assert [state.name for state in line] == [n for n in ORDER if n in {s.name for s in line}]
    assert tones[:here] == [states.DONE] * here
    assert set(tones[here + 1 :]) <= {states.AHEAD}


@given(FACTS)
def test_moments_stand_where_they_belong(facts: Facts) -> None:
    notes = {state.name: state.note for state in states.line(facts)}

    assert ("hẹn giờ" in notes) is (facts.scheduled_at is not None)
    assert notes.get("hẹn giờ", "07:30 27/11/2026") == "07:30 27/11/2026"
    assert ("đã hết hạn" in notes) is (facts.expires_at is not None or facts.is_expired)


def test_where_pages_stand() -> None:
    def here(facts: Facts) -> str:
        return next(one.name for one in states.line(facts) if one.tone in ("run", "warn"))

    at = datetime(2026, 11, 27, tzinfo=ZONE)
    assert here(Facts()) == "bản nháp"
    assert here(Facts(step=0)) == "kiểm tra"
    assert here(Facts(step=1, is_live=True)) == "duyệt"
    assert here(Facts(is_returned=True)) == "bản nháp"
    assert here(Facts(scheduled_at=at)) == "hẹn giờ"
    assert here(Facts(is_changed=False, is_live=True)) == "đang đăng"
    assert here(Facts(is_changed=False, is_expired=True, expires_at=at)) == "đã hết hạn"
    assert here(Facts(down_at=at)) == "đã gỡ xuống"
    assert here(Facts(down_at=at, step=0)) == "kiểm tra"
    assert here(Facts(down_at=at, is_changed=False, is_live=True)) == "đang đăng"
