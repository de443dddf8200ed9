"""Files of figures: what leaves goes in again, and everything that is wrong is said by line."""

from collections.abc import Iterator

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.statistics.models import (
    Channel,
    FormCell,
    Indicator,
    Observation,
    ObservationLog,
    ReturnedCell,
    Submission,
)
from vungcao.systems.statistics.queries import entry, value_rows
from vungcao.systems.statistics.queries.tables import Reach
from vungcao.systems.statistics.rules.value_files import Unfit, units
from vungcao.systems.statistics.services import value_files, value_reading
from vungcao.systems.statistics.services.entering import apply
from vungcao.systems.statistics.tests.conftest import Arrange
from vungcao.systems.statistics.tests.factories import (
    NOW,
    answer,
    campaign,
    commune,
    everywhere,
    neighbour,
    officer,
    op,
    province,
    standing,
)
from vungcao.web.exports import texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
HEAD = "Chỉ tiêu,Dân tộc,Giới tính,Mã đơn vị,Kỳ báo cáo,Giá trị,Loại giá trị"
GOOD = ("0102,02,,07621,2025,3,v", "0101,02,1,07621,2025,7,v", "0101,02,2,07621,2025,,p")
KEPT = ("cell_id", "period", "unit_id", "scope", "state", "stage", "revision")


@pytest.fixture(scope="module")
def asked(once: Arrange) -> tuple[int, int]:
    """The answers of Vân Sơn and of another commune."""

    def make() -> tuple[int, int]:
        with everywhere() as keeper:
            made = campaign(keeper)
            return answer(made).pk, answer(made, neighbour()).pk

    return once(make)


@pytest.fixture
def typist(asked: tuple[int, int]) -> Iterator[User]:
    with standing(officer("can-bo", Role.COMMUNE_OFFICER, commune())) as user:
        yield user


def file(*lines: str, head: str = HEAD) -> list[bytes]:
    """A file in small pieces, as it comes from the store."""
    content = ("\ufeff" + "\r\n".join((head, *lines)) + "\r\n").encode()
    return [content[at : at + 7] for at in range(0, len(content), 7)]


def enter(by: User, *lines: str) -> value_files.Looked:
    return value_files.enter(content=file(*lines), subject="thu", by=by, now=NOW)


def said(looked: value_files.Looked) -> list[tuple[int, str]]:
    return [(one.line, one.column) for one in looked.faults]


def test_a_file_goes_in_whole_with_a_line_of_the_log_for_each_value(
    typist: User, asked: tuple[int, int]
) -> None:
    looked = enter(typist, *GOOD)

    row = Submission.objects.get(pk=asked[0])
    log = ObservationLog.objects.filter(submission=row).order_by("revision")
    assert (looked.counts.new, looked.counts.changed, looked.counts.same) == (3, 0, 0)
    assert [(one.state, one.value, one.channel) for one in log] == [
        (0, 3, Channel.CSV),
        (0, 7, Channel.CSV),
        (2, None, Channel.CSV),
    ]
    assert row.counter == 3
    assert entry.broken_replay(row) == []


def test_what_leaves_goes_in_again_unchanged(typist: User, asked: tuple[int, int]) -> None:
    lines_in = (*GOOD, "0101,07,1,07621,2025,-4,v")
    enter(typist, *lines_in)
    of = Indicator.objects.filter(code__in=("0101", "0102")).values_list("pk", flat=True)
    out = value_rows.leaving(value_rows.Asked(tuple(of)), Reach(typist, typist.reach))
    lines = [",".join(map(str, map(texts.plain, row))) for row in out.rows]

    again = value_files.enter(
        content=file(*lines, head=",".join(out.heads)), subject="thu", by=typist, now=NOW
    )

    assert sorted(lines) == sorted(lines_in)
    assert (again.counts.new, again.counts.changed, again.counts.same) == (0, 0, 4)


def test_a_later_file_changes_only_what_differs(typist: User, asked: tuple[int, int]) -> None:
    enter(typist, *GOOD)

    looked = enter(typist, GOOD[0], GOOD[1].replace(",7,", ",8,"))

    row = Submission.objects.get(pk=asked[0])
    assert (looked.counts.changed, looked.counts.same) == (1, 1)
    assert row.counter == 4
    assert entry.broken_replay(row) == []


WRONG = {
    "9999,02,,07621,2025,3,v": "Chỉ tiêu",
    "0102,99,,07621,2025,3,v": "Dân tộc",
    "0102,,,07621,2025,3,v": "Chỉ tiêu",
    "0102,02,,7621,2025,3,v": "Mã đơn vị",
    "0102,02,,07621,2025-Q9,3,v": "Kỳ báo cáo",
    "0102,02,,07621,2024,3,v": "Mã đơn vị",
    "0102,02,,07621,2025,1.000.000,v": "Giá trị",
    "0102,02,,07621,2025,1.000,v": "Giá trị",
    "0102,02,,07621,2025,3.5,v": "Giá trị",
    '0102,02,,07621,2025,"3,5",v': "Giá trị",
    "0102,02,,07621,2025,1234567890123456,v": "Giá trị",
    "0102,02,,07621,2025,,v": "Giá trị",
    "0102,02,,07621,2025,3,p": "Giá trị",
    "0102,02,,07621,2025,3,z": "Loại giá trị",
    "0102,02": "",
}


def test_every_kind_of_error_is_said_by_line_and_column_and_nothing_goes_in(
    typist: User,
) -> None:
    lines = [line for line, column in WRONG.items() if column]

    looked = enter(typist, GOOD[1], *lines)

    columns = [column for column in WRONG.values() if column]
    expected = [
        (nth, "" if column == "cả dòng" else column) for nth, column in enumerate(columns, 3)
    ]
    assert said(looked) == expected
    assert not Observation.objects.exists()


@pytest.mark.parametrize(("text", "says"), [("3.0", 3), ("3.00", 3), ("-12.0000", -12)])
def test_zeros_that_cannot_be_taken_for_thousands_are_let_pass(text: str, says: int) -> None:
    assert units(text, 0) == says
    assert units(f"{text}00", 3) == says * 1000


def test_three_zeros_are_a_fraction_where_the_measure_has_as_many_places() -> None:
    assert units("1.000", 3) == 1000
    with pytest.raises(Unfit, match="hàng nghìn"):
        units("1.000", 2)


def test_all_that_is_wrong_with_a_line_is_said_at_once(typist: User) -> None:
    looked = enter(typist, "9999,02,,1,2025,x,v")

    assert said(looked) == [(2, "Chỉ tiêu"), (2, "Giá trị"), (2, "Mã đơn vị")]


def test_the_same_figure_twice_is_said_with_the_first_line(typist: User) -> None:
    looked = enter(typist, *GOOD, GOOD[0])

    assert [(one.line, one.text) for one in looked.faults] == [(5, "Trùng với dòng 2")]


def test_a_check_of_the_form_that_blocks_refuses_the_file(typist: User) -> None:
    first = enter(typist, "0101,02,1,07621,2025,1,v", "0101,02,2,07621,2025,1,v")

    looked = enter(typist, "0102,02,,07621,2025,9,v")

    assert first.is_ready
    assert {(one.line, one.text) for one in looked.faults} == {
        (2, "Số hộ lớn hơn số người (ô tay.homes)"),
        (2, "Số hộ lớn hơn số người (ô total.homes)"),
    }


def test_another_place_and_an_answer_that_was_handed_in_are_closed(
    typist: User, asked: tuple[int, int]
) -> None:
    with everywhere():
        foreign = value_rows._Units().code(neighbour().pk, 2025001)
        Submission.objects.filter(pk=asked[0]).update(stage=1, submitted_at=NOW, author=typist)

    looked = enter(typist, GOOD[0], f"0102,02,,{foreign},2025,3,v")

    assert [(one.line, one.text) for one in looked.faults] == [
        (2, f"{CLOSED}; đang có: n (chưa nhập)"),
        (3, "Không có đợt thu thập nào hỏi đơn vị này trong kỳ, trong phạm vi giao"),
    ]


CLOSED = "Báo cáo đã nộp, chờ xác nhận: ô đã khoá"
BLANK = "0101,07,1,07621,2025,,n"


@pytest.fixture
def handed_in(typist: User, asked: tuple[int, int]) -> Submission:
    """Three figures in an answer that takes no more."""
    enter(typist, *GOOD)
    with everywhere():
        Submission.objects.filter(pk=asked[0]).update(stage=1, submitted_at=NOW, author=typist)
    return Submission.objects.get(pk=asked[0])


def test_a_line_that_says_what_stands_in_a_closed_answer_is_no_fault(
    typist: User, handed_in: Submission
) -> None:
    again = enter(typist, *GOOD, BLANK, GOOD[0])

    assert (again.faults, again.is_ready) == ((), True)
    assert (again.counts.new, again.counts.changed, again.counts.same) == (0, 0, 5)
    assert Submission.objects.get(pk=handed_in.pk).counter == handed_in.counter
    assert ObservationLog.objects.filter(submission=handed_in).count() == 3


@pytest.mark.parametrize(
    ("line", "stands"),
    [
        (GOOD[0].replace(",3,v", ",4,v"), "3"),
        (GOOD[0].replace(",3,v", ",,p"), "3"),
        (GOOD[0].replace(",3,v", ",,n"), "3"),
        (GOOD[2].replace(",,p", ",0,v"), "p (không phát sinh)"),
        (BLANK.replace(",,n", ",1,v"), "n (chưa nhập)"),
    ],
)
def test_a_line_that_says_anything_else_of_a_closed_answer_is_told_what_stands(
    typist: User, handed_in: Submission, line: str, stands: str
) -> None:
    looked = enter(typist, GOOD[1], line)

    assert [(one.line, one.column, one.text) for one in looked.faults] == [
        (3, "Mã đơn vị", f"{CLOSED}; đang có: {stands}"),
    ]
    assert looked.counts.same == 0


def test_what_else_is_wrong_with_a_line_of_a_closed_answer_is_said_with_it(
    typist: User, handed_in: Submission
) -> None:
    looked = enter(typist, GOOD[0].replace(",3,v", ",3.5,v"))

    assert [(one.line, one.column) for one in looked.faults] == [
        (2, "Giá trị"),
        (2, "Mã đơn vị"),
    ]


def test_lines_of_closed_answers_are_held_against_what_stands_piece_by_piece(
    typist: User, handed_in: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(value_reading, "PIECE", 2)
    wrong = GOOD[1].replace(",7,", ",8,")

    looked = enter(typist, *GOOD, wrong, GOOD[0])

    assert said(looked) == [(5, "Mã đơn vị")]


def test_a_cell_that_was_not_returned_may_be_said_again(
    typist: User, asked: tuple[int, int]
) -> None:
    enter(typist, *GOOD)
    with everywhere() as keeper:
        row = Submission.objects.get(pk=asked[0])
        cell = FormCell.objects.get(version__form__code="thu01", code="tay.homes")
        ReturnedCell.objects.create(
            submission=row, cell=cell, comment="Xem lại", revision=row.counter, by=keeper, at=NOW
        )

    kept = enter(typist, GOOD[0].replace(",3,v", ",4,v"), *GOOD[1:])
    moved = enter(typist, GOOD[1].replace(",7,", ",8,"))

    assert (kept.counts.changed, kept.counts.same, kept.faults) == (1, 2, ())
    assert [one.text for one in moved.faults] == ["Ô đã khoá; đang có: 7"]


def test_what_has_moved_since_it_was_shown_is_not_overwritten(
    typist: User, asked: tuple[int, int]
) -> None:
    shown = value_files.look(content=file(*GOOD), by=typist, now=NOW)
    row = Submission.objects.get(pk=asked[0])
    apply(submission=row, ops=[op("khac", "tay.homes", "1")], by=typist, now=NOW)

    with pytest.raises(RuleBroken, match="đã đổi"):
        value_files.enter(content=file(*GOOD), subject="thu", seen=shown.seen, by=typist, now=NOW)


def test_a_figure_that_another_answer_took_in_the_meantime_stays_as_it_is(
    typist: User, asked: tuple[int, int]
) -> None:
    enter(typist, "0102,02,,07621,2025,3,v")
    taken = Observation.objects.get(submission=asked[0])

    def while_it_is_written(done: int, text: str) -> None:
        if text == "Đang ghi số liệu":
            Observation.objects.filter(submission=asked[0]).delete()
            values = {name: getattr(taken, name) for name in KEPT}
            Observation.objects.create(**values, submission_id=asked[1], value=9)

    with pytest.raises(RuleBroken, match="đã đổi"):
        value_files.enter(
            content=file("0102,02,,07621,2025,4,v"),
            subject="thu",
            by=typist,
            now=NOW,
            told=while_it_is_written,
        )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a,b\r\n1,2\r\n", "Không hiểu cột"),
        ("Chỉ tiêu\r\n0102\r\n".encode(), "Thiếu cột"),
        (f"{HEAD}\r\n".encode(), "không có dòng"),
        (f"{HEAD}\r\n".encode() + b"\xff\xfe", "UTF-8"),
    ],
)
def test_what_is_no_such_file_is_refused(typist: User, content: bytes, says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        value_files.look(content=[content], by=typist, now=NOW)


def test_the_specialist_enters_for_others_and_the_log_says_so(asked: tuple[int, int]) -> None:
    with standing(officer("chuyen-vien", Role.SPECIALIST, province())) as user:
        enter(user, *GOOD)

        written = ObservationLog.objects.filter(submission__source="")
        assert set(written.values_list("is_delegated", flat=True)) == {True}
