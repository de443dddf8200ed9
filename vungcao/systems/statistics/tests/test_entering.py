"""The one funnel of figures: what an operation changes, and what is answered when it does not."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units.queries import scopes
from vungcao.systems.statistics.models import (
    Cell,
    CellComment,
    Observation,
    ObservationLog,
    Submission,
    ValueState,
)
from vungcao.systems.statistics.queries import entry, holding
from vungcao.systems.statistics.rules.operations import Answer, Op
from vungcao.systems.statistics.services.entering import Applied, apply
from vungcao.systems.statistics.tests.conftest import Arrange
from vungcao.systems.statistics.tests.factories import (
    NOW,
    answer,
    at,
    campaign,
    commune,
    everywhere,
    neighbour,
    officer,
    op,
    province,
    standing,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


@pytest.fixture(scope="module")
def asked(once: Arrange) -> int:
    """The answer of Vân Sơn for 2025, empty."""

    def make() -> int:
        with everywhere() as keeper:
            return answer(campaign(keeper)).pk

    return once(make)


@pytest.fixture
def worker() -> Iterator[User]:
    with standing(officer("can-bo", Role.COMMUNE_OFFICER, commune())) as user:
        yield user


@pytest.fixture
def blank(asked: int, worker: User) -> Submission:
    return Submission.objects.get(pk=asked)


def sent(submission: Submission, by: User, *ops: Op) -> list[Answer]:
    return list(apply(submission=submission, ops=ops, by=by, now=NOW).answers)


def figures(submission: Submission) -> dict[str, str]:
    """What stands in the cells, as it travels."""
    return {
        code: f"{one.state}{'' if one.value is None else one.value}"
        for code, one in entry.shown(submission).items()
    }


def test_a_value_is_kept_with_its_line_of_the_log_and_one_entry_of_the_trail(
    blank: Submission, worker: User
) -> None:
    trail = Entry.objects.count()

    done = sent(blank, worker, op("a", "tay.male", "120"), op("b", "tay.female", "130"))

    assert [(one.code, one.revision) for one in done] == [(200, 1), (200, 2)]
    assert figures(blank) == {"tay.male": "v120", "tay.female": "v130"}
    rows = ObservationLog.objects.filter(submission=blank).order_by("revision")
    assert [(one.state_before, one.value_before, one.value, one.by) for one in rows] == [
        (ValueState.NOT_ENTERED, None, 120, worker),
        (ValueState.NOT_ENTERED, None, 130, worker),
    ]
    assert Entry.objects.count() == trail + 1
    row = Observation.objects.get(pk=(rows[0].cell_id, 2025001, commune().pk))
    assert (row.scope, row.stage) == (commune().scope, 0)


def test_none_nothing_and_zero_are_told_apart(blank: Submission, worker: User) -> None:
    empties = {"tay.male": "p", "tay.female": "c", "tay.homes": "x"}

    ops = [op(state, cell, state=state) for cell, state in empties.items()]
    sent(blank, worker, *ops, op("0", "nung.homes", "0"))

    assert figures(blank) == {**empties, "nung.homes": "v0"}


def test_sent_again_an_operation_gets_the_same_answer_and_changes_nothing(
    blank: Submission, worker: User
) -> None:
    first = op("a", "tay.male", "120")
    sent(blank, worker, first)
    sent(blank, worker, op("b", "tay.male", "125", base=1))

    again = sent(blank, worker, first, first)

    assert [(one.code, one.revision) for one in again] == [(200, 1), (200, 1)]
    assert figures(blank) == {"tay.male": "v125"}
    assert ObservationLog.objects.filter(submission=blank).count() == 2


def test_an_identity_used_for_something_else_is_refused(blank: Submission, worker: User) -> None:
    first = op("a", "tay.male", "120")

    done = sent(blank, worker, first, replace(first, value="121"), replace(first, base=5))

    assert [one.code for one in done] == [200, 422, 422]
    assert figures(blank) == {"tay.male": "v120"}


def test_on_top_of_a_value_that_its_author_has_not_seen_nothing_changes(
    blank: Submission, worker: User
) -> None:
    sent(blank, worker, op("a", "tay.male", "120"))

    (clash,) = sent(blank, worker, op("b", "tay.male", "125"))

    assert (clash.code, clash.revision, clash.state, clash.value) == (409, 1, "v", "120")
    assert (clash.by, clash.at) == ("can-bo", NOW)
    assert figures(blank) == {"tay.male": "v120"}


def test_two_who_type_the_same_agree_without_a_new_revision(
    blank: Submission, worker: User
) -> None:
    sent(blank, worker, op("a", "tay.male", "120"))

    (done,) = sent(blank, worker, op("b", "tay.male", "120"))

    assert (done.code, done.revision) == (200, 1)
    blank.refresh_from_db()
    assert blank.counter == 1


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (op("a", "total.male", "1"), "không nhập được"),
        (op("a", "dao.male", "1"), "không nhập được"),
        (op("a", "tay.male", "1.5"), "số không hợp lệ"),
        (op("a", "tay.male", "1.234,5"), "số không hợp lệ"),
        (op("a", "tay.male", "007"), "số không hợp lệ"),
        (op("a", "tay.male", "9" * 16), "số không hợp lệ"),
        (op("a", "tay.male", "5", state="p"), "trạng thái"),
        (op("a", "tay.male", state="q"), "trạng thái"),
        (op("a", "tay.male", " ", state="note"), "ghi chú"),
        (op("a", "dao.male", "vì sao", state="note"), "không nhập được"),
    ],
)
def test_what_does_not_fit_is_answered_and_the_others_are_kept(
    blank: Submission, worker: User, wrong: Op, why: str
) -> None:
    done = sent(blank, worker, wrong, op("z", "nung.homes", "7"))

    assert [one.code for one in done] == [422, 200]
    assert why in done[0].why
    assert figures(blank) == {"nung.homes": "v7"}


def test_a_note_stands_at_any_cell_and_needs_no_revision(blank: Submission, worker: User) -> None:
    done = sent(blank, worker, op("n", "total.homes", "Rà soát lại", state="note", base=None))

    assert done[0].code == 200
    said = CellComment.objects.get(submission=blank)
    assert (said.code, said.text, said.by) == ("total.homes", "Rà soát lại", worker)


def test_a_submitted_answer_is_shut(blank: Submission, worker: User) -> None:
    Submission.objects.filter(pk=blank.pk).update(stage=1, submitted_at=NOW, author=worker)

    (done,) = sent(blank, worker, op("a", "tay.male", "1"))

    assert (done.code, done.why) == (423, "ô đã khoá")


def test_a_neighbour_neither_sees_nor_enters(blank: Submission) -> None:
    other = officer("can-bo-ban", Role.COMMUNE_OFFICER, neighbour())

    with standing(other):
        assert not Submission.objects.visible_to(other).filter(pk=blank.pk).exists()
        with pytest.raises(Submission.DoesNotExist):
            sent(blank, other, op("a", "tay.male", "1"))


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PROVINCE_LEADER, Role.INDICATOR_OWNER])
def test_who_only_reads_enters_nothing(asked: int, role: Role) -> None:
    reader = officer("nguoi-doc", role, province())

    with standing(reader), pytest.raises(RuleBroken, match="người khác nhập"):
        sent(Submission.objects.get(pk=asked), reader, op("a", "tay.male", "1"))


def test_a_specialist_enters_in_another_s_name_and_the_log_says_so(asked: int) -> None:
    specialist = officer("chuyen-vien", Role.SPECIALIST, province())

    with standing(specialist):
        submission = Submission.objects.get(pk=asked)
        sent(submission, specialist, op("a", "tay.male", "1"))

        assert ObservationLog.objects.get(submission=submission).is_delegated


def test_a_batch_costs_the_same_however_long_it_is(
    blank: Submission, worker: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    cells = [f"{row}.{column}" for row in ("tay", "nung") for column in ("male", "female", "homes")]
    ops = [op(cell, cell, str(place + 10)) for place, cell in enumerate(cells)]

    with django_assert_max_num_queries(20):
        done: Applied = apply(submission=blank, ops=ops, by=worker, now=at(24))

    assert done.revision == 6
    assert entry.broken_replay(blank) == []


def test_a_reform_moves_who_is_responsible_and_leaves_figure_and_log_with_their_unit(
    blank: Submission, worker: User
) -> None:
    sent(blank, worker, op("a", "tay.male", "120"))
    elsewhere = neighbour().scope

    with everywhere():
        scopes.move_scopes({commune().pk: elsewhere})

        row = Observation.objects.get(submission=blank)
        assert (row.unit, row.scope, row.value) == (commune(), elsewhere, 120)
        assert ObservationLog not in scopes.scoped_models()
        assert holding.count_figures(frozenset({commune().pk})) == 1
        assert holding.count_open_answers(frozenset({commune().pk})) == 1
    with standing(officer("can-bo-ban", Role.COMMUNE_OFFICER, neighbour())) as heir:
        assert Submission.objects.visible_to(heir).filter(pk=blank.pk).exists()
        assert ObservationLog.objects.filter(submission=blank).count() == 1


def test_the_database_takes_no_figure_of_what_is_not_there_and_keeps_what_has_figures(
    asked: int,
) -> None:
    with everywhere() as by:
        row = Submission.objects.get(pk=asked)
        apply(submission=row, ops=[op("1", "tay.male", "3")], by=by, now=NOW)
        there = Observation.objects.get(submission=row)
        other = Cell.objects.exclude(pk=there.cell_id).earliest("pk").pk
        places = [(10**6, row.unit_id, asked), (other, 10**9, asked), (other, row.unit_id, 10**9)]

        for cell, unit, submission in places:
            with pytest.raises(IntegrityError, match="not there"), transaction.atomic():
                Observation.objects.create(
                    cell_id=cell,
                    period=there.period,
                    unit_id=unit,
                    submission_id=submission,
                    scope=row.scope,
                    state=ValueState.NONE_OCCURRED,
                    stage=0,
                    revision=1,
                )
        for table, pk in (("units_unit", row.unit_id), ("statistics_submission", asked)):
            with (
                pytest.raises(DatabaseError, match="has figures"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(f"delete from {table} where id = %s", [pk])
        with pytest.raises(DatabaseError, match="stays where it is"), transaction.atomic():
            Observation.objects.filter(submission=row).update(cell=other)
