"""The way of an answer: who moves it, what stands in the way, what opens again, what is kept."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.notices.models import Notice
from vungcao.systems.statistics.models import (
    FormVersion,
    Observation,
    ObservationLog,
    ReturnedCell,
    Stage,
    StageChange,
    Submission,
)
from vungcao.systems.statistics.queries import entry
from vungcao.systems.statistics.services import correcting, flow, flow_back
from vungcao.systems.statistics.services.entering import apply
from vungcao.systems.statistics.services.flow import NotReady
from vungcao.systems.statistics.tests.conftest import Arrange
from vungcao.systems.statistics.tests.factories import (
    NOW,
    answer,
    at,
    campaign,
    commune,
    department,
    everywhere,
    neighbour,
    officer,
    op,
    province,
    standing,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

FIGURES = {
    "tay.homes": "30",
    "tay.male": "61",
    "tay.female": "59",
    "nung.homes": "10",
    "nung.male": "22",
    "nung.female": "21",
}


@dataclass(frozen=True)
class Cast:
    """Who plays a part, and the answer that goes its way."""

    submission: int
    officer: User
    leader: User
    specialist: User
    head: User


@pytest.fixture(scope="module")
def cast(once: Arrange) -> Cast:
    """The answer of Vân Sơn for 2025, filled and not yet submitted."""

    def make() -> Cast:
        with everywhere() as keeper:
            found = answer(campaign(keeper))
            ops = [op(cell, cell, value) for cell, value in FIGURES.items()]
            typist = officer("can-bo", Role.COMMUNE_OFFICER, commune())
            apply(submission=found, ops=ops, by=typist, now=NOW)
            return Cast(
                found.pk,
                typist,
                officer("lanh-dao", Role.COMMUNE_LEADER, commune()),
                officer("chuyen-vien", Role.SPECIALIST, province()),
                officer("lanh-dao-so", Role.DEPARTMENT_LEADER, province()),
            )

    return once(make)


@pytest.fixture
def given(cast: Cast) -> Iterator[Submission]:
    with everywhere():
        yield Submission.objects.get(pk=cast.submission)


def move(row: Submission, cast: Cast, until: Stage) -> Submission:
    """The answer taken forward by those who may."""
    steps = (
        (flow.submit, cast.officer),
        (flow.certify, cast.leader),
        (flow.accept, cast.specialist),
        (flow.close, cast.head),
    )
    for step, by in steps[:until]:
        row = step(submission=row, now=NOW, by=by)
    return row


def test_an_answer_goes_from_hand_to_hand_and_its_figures_carry_the_step(
    given: Submission, cast: Cast
) -> None:
    told = OutboxMessage.objects.filter(topic="statistics.stage_changed").count()

    row = move(given, cast, Stage.CLOSED)

    assert (row.stage, row.author, row.certifier, row.accepted_by) == (
        Stage.CLOSED,
        cast.officer,
        cast.leader,
        cast.specialist,
    )
    figures = Observation.objects.filter(submission=row)
    assert set(figures.values_list("stage", flat=True)) == {Stage.CLOSED}
    steps = StageChange.objects.filter(submission=row).order_by("pk")
    assert [one.action for one in steps] == ["submit", "certify", "accept", "close"]
    assert OutboxMessage.objects.filter(topic="statistics.stage_changed").count() >= told


def test_what_is_blank_or_wrong_is_not_submitted_and_every_cell_is_named(
    given: Submission, cast: Cast
) -> None:
    ops = [op("x", "tay.homes", "500", base=1), op("y", "nung.male", base=5)]
    apply(submission=given, ops=ops, by=cast.officer, now=NOW)

    with pytest.raises(NotReady) as refused:
        flow.submit(submission=given, now=NOW, by=cast.officer)

    assert refused.value.places == [
        ("nung.male", "Còn 1 ô chưa nhập; không phát sinh thì ghi dấu gạch ngang.", False),
        ("total.homes", "Số hộ lớn hơn số người.", False),
        ("tay.homes", "Số hộ lớn hơn số người.", False),
    ]


def test_blanks_may_be_said_not_to_have_occurred_in_the_one_funnel(
    given: Submission, cast: Cast
) -> None:
    blank = [op("x", "nung.female", base=6), op("y", "nung.homes", base=4)]
    apply(submission=given, ops=blank, by=cast.officer, now=NOW)

    row = flow.submit(submission=given, now=NOW, by=cast.officer, fills_blanks=True)

    assert row.stage == Stage.SUBMITTED
    assert entry.shown(row)["nung.female"].state == "p"
    assert entry.broken_replay(row) == []


Refused = Callable[[Submission, Cast], object]


@pytest.mark.parametrize(
    ("until", "act", "said"),
    [
        (0, lambda s, c: flow.submit(submission=s, now=NOW, by=c.leader), "người khác nhập"),
        (0, lambda s, c: flow.submit(submission=s, now=NOW, by=c.head), "người khác nhập"),
        (0, lambda s, c: flow.certify(submission=s, now=NOW, by=c.leader), "ở bước này"),
        (1, lambda s, c: flow.submit(submission=s, now=NOW, by=c.officer), "ở bước này"),
        (1, lambda s, c: flow.certify(submission=s, now=NOW, by=c.officer), "Lãnh đạo"),
        (1, lambda s, c: flow.certify(submission=s, now=NOW, by=c.specialist), "Lãnh đạo"),
        (1, lambda s, c: flow.certify(submission=s, now=NOW, by=c.leader, seen=0), "vừa được"),
        (1, lambda s, c: flow.accept(submission=s, now=NOW, by=c.specialist), "ở bước này"),
        (1, lambda s, c: flow_back.withdraw(submission=s, now=NOW, by=c.leader), "rút lại"),
        (1, lambda s, c: sent_back(s, c.specialist), "chờ người khác"),
        (2, lambda s, c: flow.accept(submission=s, now=NOW, by=c.leader), "Sở tiếp nhận"),
        (2, lambda s, c: flow_back.withdraw(submission=s, now=NOW, by=c.officer), "rút lại"),
        (2, lambda s, c: sent_back(s, c.leader), "chờ người khác"),
        (2, lambda s, c: sent_back(s, c.specialist, **{"tay.male": " "}), "lý do cho từng ô"),
        (2, lambda s, c: sent_back(s, c.specialist, **{"total.male": "Sai"}), "nhập được"),
        (3, lambda s, c: flow.close(submission=s, now=NOW, by=c.leader), "Sở chốt"),
        (3, lambda s, c: sent_back(s, c.specialist), "ở bước này"),
        (3, lambda s, c: opened(s, c.specialist), "Lãnh đạo Sở"),
        (3, lambda s, c: opened(s, c.head, " "), "Ghi lý do"),
        (3, lambda s, c: corrected(s, c.specialist), "ở bước này"),
        (4, lambda s, c: opened(s, c.head), "ở bước này"),
        (4, lambda s, c: corrected(s, c.leader), "Sở đính chính"),
        (4, lambda s, c: corrected(s, c.specialist, reason=""), "Ghi lý do"),
        (4, lambda s, c: corrected(s, c.specialist, base=0), "vừa được sửa"),
        (4, lambda s, c: corrected(s, c.specialist, value="61"), "Không có số nào"),
        (4, lambda s, c: corrected(s, c.specialist, value=""), "không để trống"),
        (4, lambda s, c: corrected(s, c.specialist, value="-61"), "lớn hơn số người"),
    ],
)
def test_a_step_belongs_to_its_part_and_its_time(
    given: Submission, cast: Cast, until: int, act: Refused, said: str
) -> None:
    row = move(given, cast, Stage(until))

    with pytest.raises(RuleBroken, match=said):
        act(row, cast)


def sent_back(row: Submission, by: User, **comments: str) -> Submission:
    said = comments or {"tay.male": "Khác số của công an xã"}
    return flow_back.return_cells(submission=row, comments=said, now=at(24), by=by)


def opened(row: Submission, by: User, reason: str = "Nhập nhầm kỳ") -> Submission:
    return flow_back.unlock(submission=row, reason=reason, now=at(24), by=by)


def corrected(
    row: Submission, by: User, value: str = "64", base: int = 2, reason: str = "Đếm sót"
) -> Submission:
    ops = [op("đính chính", "tay.male", value, base)]
    return correcting.correct(submission=row, ops=ops, reason=reason, now=at(25), by=by)


def test_of_a_returned_answer_only_the_returned_cells_open(given: Submission, cast: Cast) -> None:
    row = sent_back(move(given, cast, Stage.CERTIFIED), cast.specialist)

    ops = [op("x", "tay.male", "60", base=2), op("y", "tay.female", "1", base=3)]
    done = apply(submission=row, ops=ops, by=cast.officer, now=at(24)).answers

    assert [one.code for one in done] == [200, 423]
    assert (row.certifier, row.certified_at) == (None, None)
    assert Notice.objects.filter(kind="statistics.came_back", recipient=cast.officer).count() == 1
    again = move(row, cast, Stage.ACCEPTED)
    assert again.stage == Stage.ACCEPTED
    assert not ReturnedCell.objects.filter(submission=row, answered_at=None).exists()
    assert again.first_submitted_at == NOW


def test_a_returned_cell_is_answered_by_a_number_or_by_a_word(
    given: Submission, cast: Cast
) -> None:
    row = sent_back(move(given, cast, Stage.SUBMITTED), cast.leader)

    with pytest.raises(NotReady) as refused:
        flow.submit(submission=row, now=at(24), by=cast.officer)
    note = op("n", "tay.male", "Đã đối chiếu, số đúng", base=None, state="note")
    apply(submission=row, ops=[note], by=cast.officer, now=at(24))

    assert [one.cell for one in refused.value.places] == ["tay.male"]
    assert flow.submit(submission=row, now=at(25), by=cast.officer).stage == Stage.SUBMITTED


def test_who_submitted_takes_it_back_and_mends_it(given: Submission, cast: Cast) -> None:
    row = flow_back.withdraw(
        submission=move(given, cast, Stage.SUBMITTED), now=at(24), by=cast.officer
    )

    (done,) = apply(
        submission=row, ops=[op("x", "tay.male", "60", base=2)], by=cast.officer, now=at(24)
    ).answers

    assert (row.stage, done.code) == (Stage.DRAFT, 200)


def test_an_unlocked_answer_goes_the_whole_way_again(given: Submission, cast: Cast) -> None:
    row = opened(move(given, cast, Stage.ACCEPTED), cast.head)

    assert (row.stage, row.accepted_by, row.certifier) == (Stage.DRAFT, None, None)
    last = StageChange.objects.filter(submission=row).latest("pk")
    assert (last.action, last.reason, last.by) == ("unlock", "Nhập nhầm kỳ", cast.head)
    told = Notice.objects.get(kind="statistics.unlocked", recipient=cast.officer)
    assert told.text == "Xã Vân Sơn, Năm 2025. Mọi ô lại nhập được, sửa xong thì nộp lại."
    assert not Notice.objects.filter(kind="statistics.came_back").exists()


def test_a_correction_after_closing_keeps_both_figures(given: Submission, cast: Cast) -> None:
    row = corrected(move(given, cast, Stage.CLOSED), cast.specialist)

    line = ObservationLog.objects.filter(submission=row).latest("revision")
    assert (line.value_before, line.value, line.reason) == (61, 64, "Đếm sót")
    assert (row.stage, row.counter) == (Stage.CLOSED, 7)
    cell = entry.inputs(row.obligation.campaign.version_id)["tay.male"].cell
    assert entry.replayed(row, until=6)[cell].value == 61
    assert entry.held(row)[cell].value == 64
    assert entry.broken_replay(row) == []


def test_who_entered_for_a_commune_does_not_accept_it(given: Submission, cast: Cast) -> None:
    ops = [op("x", "tay.male", "60", base=2)]
    apply(submission=given, ops=ops, by=cast.specialist, now=NOW)
    row = move(given, cast, Stage.CERTIFIED)

    with pytest.raises(RuleBroken, match="không tự tiếp nhận"):
        flow.accept(submission=row, now=NOW, by=cast.specialist)
    assert flow.accept(submission=row, now=NOW, by=cast.head).stage == Stage.ACCEPTED


def test_a_neighbour_s_leader_finds_nothing_to_certify(given: Submission, cast: Cast) -> None:
    row = move(given, cast, Stage.SUBMITTED)
    other = officer("lanh-dao-ban", Role.COMMUNE_LEADER, neighbour())

    with standing(other), pytest.raises(Submission.DoesNotExist):
        flow.certify(submission=row, now=NOW, by=other)
    with pytest.raises(RuleBroken, match="Lãnh đạo của đơn vị"):
        flow.certify(submission=row, now=NOW, by=other)


def test_of_a_department_two_persons_of_that_very_body_answer(cast: Cast) -> None:
    owner, second = (
        officer(name, Role.INDICATOR_OWNER, province(), department()) for name in ("a", "b")
    )
    stranger = officer("c", Role.INDICATOR_OWNER, province())
    with everywhere() as keeper:
        version = FormVersion.objects.get(form__code="dt03")
        asked = campaign(keeper, version, organisations=[department()])
        row = answer(asked, province())

        with pytest.raises(RuleBroken, match="người khác nhập"):
            flow.submit(submission=row, now=NOW, by=stranger, fills_blanks=True)
        row = flow.submit(submission=row, now=NOW, by=owner, fills_blanks=True)
        with pytest.raises(RuleBroken, match="không tự xác nhận"):
            flow.certify(submission=row, now=NOW, by=owner)
        assert flow.certify(submission=row, now=NOW, by=second).stage == Stage.CERTIFIED


def test_what_changed_much_is_explained_in_a_note_before_it_is_submitted(cast: Cast) -> None:
    with everywhere() as keeper:
        version = FormVersion.objects.get(form__code="dt03")
        before, now = (
            answer(campaign(keeper, version, period=year, organisations=[department()]), province())
            for year in (2024001, 2025001)
        )
        for row, count in ((before, "100"), (now, "150")):
            ops = [op(f"{row.pk}{sex}", f"sprimary.{sex}", count) for sex in ("male", "female")]
            apply(submission=row, ops=ops, by=keeper, now=NOW)
            if row == before:
                flow.submit(submission=row, now=NOW, by=keeper, fills_blanks=True)

        with pytest.raises(NotReady) as refused:
            flow.submit(submission=now, now=NOW, by=keeper, fills_blanks=True)
        cells = [one.cell for one in refused.value.places]
        notes = [op(cell, cell, "Mở thêm trường", base=None, state="note") for cell in cells]
        apply(submission=now, ops=notes, by=keeper, now=NOW)

        assert cells == ["schools.total", "sprimary.total"]
        assert {one.said for one in refused.value.places} == {
            "Số học sinh thay đổi trên 20 % so với năm trước: ghi lý do vào ghi chú của ô."
        }
        row = flow.submit(submission=now, now=NOW, by=keeper, fills_blanks=True)
        assert row.stage == Stage.SUBMITTED
