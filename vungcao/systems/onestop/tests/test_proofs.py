"""Proofs of processes and conditions against oracles that share no function with them."""

import itertools
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vungcao.systems.onestop.rules import (
    choosing,
    conditions,
    editing,
    mapping,
    outline,
    proofs,
    sources,
    wording,
)
from vungcao.systems.onestop.rules.choosing import Ticked
from vungcao.systems.onestop.rules.definition import (
    Action,
    Charge,
    Definition,
    Document,
    EffectMap,
    Field,
    Group,
    Policy,
    Step,
    read,
    written,
)
from vungcao.systems.onestop.rules.statuses import FINAL, Status

NAMES = "abcdef"
EXAMPLES = settings(max_examples=80)


@st.composite
def processes(draw: st.DrawFn) -> Definition:
    """Small graphs of every shape: some steps final, some lost, some without a way out."""
    names = NAMES[: draw(st.integers(1, 6))]
    statuses = st.sampled_from([Status.WORKING, Status.WORKING, Status.RETURNED, Status.STOPPED])
    steps = tuple(
        Step(name, f"Bước {name}", "desk", halves=draw(st.integers(0, 4)), status=draw(statuses))
        for name in names
    )
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names))
    ways = draw(st.lists(pairs, max_size=10, unique=True))
    actions = tuple(
        Action(f"t{number}", f"Thao tác {number}", begin, end)
        for number, (begin, end) in enumerate(ways)
    )
    return Definition(start=names[0], steps=steps, actions=actions)


def paths(process: Definition, start: str) -> list[str]:
    """Every way that enters no step twice, written out by trying all orders of the steps."""
    ways = {(one.source_step, one.target_step) for one in process.actions}
    others = [step.code for step in process.steps if step.code != start]
    return [
        start + "".join(order)
        for length in range(len(others) + 1)
        for order in itertools.permutations(others, length)
        if all(pair in ways for pair in itertools.pairwise(start + "".join(order)))
    ]


def said(process: Definition, total: int | None = 1000) -> list[str]:
    return proofs.faults(process, total, lambda name: None)


@EXAMPLES
@given(processes())
def test_a_step_is_lost_when_no_way_from_the_first_enters_it(process: Definition) -> None:
    entered = {path[-1] for path in paths(process, process.start)}

    lost = {fault for fault in said(process) if fault.startswith("Không có đường nào")}

    assert lost == {
        f"Không có đường nào dẫn đến bước “{step.label}”."
        for step in process.steps
        if step.code not in entered
    }


@EXAMPLES
@given(processes())
def test_a_step_is_a_dead_end_when_no_way_from_it_is_final(process: Definition) -> None:
    final = {step.code for step in process.steps if step.status in FINAL}

    dead = {fault for fault in said(process) if "không đi đến kết thúc được" in fault}

    assert dead == {
        f"Từ bước “{step.label}” không đi đến kết thúc được."
        for step in process.steps
        if not any(path[-1] in final for path in paths(process, step.code))
    }


@EXAMPLES
@given(processes(), st.integers(0, 24))
def test_terms_fit_when_the_dearest_way_does(process: Definition, total: int) -> None:
    halves = {step.code: step.halves for step in process.steps}
    dearest = max(sum(halves[code] for code in path) for path in paths(process, process.start))

    wrong = [fault for fault in said(process, total) if "quá tổng thời hạn" in fault]

    assert bool(wrong) == (dearest > total)


@EXAMPLES
@given(processes())
def test_the_outline_opens_every_step_that_can_be_reached_once(process: Definition) -> None:
    entered = {path[-1] for path in paths(process, process.start)}

    drawn = outline.outline(process)

    assert sorted(one.step.code for one in drawn) == sorted(entered)
    assert all(way.target_step == step.code for one in drawn for way, step in one.ways)
    assert {way for one in drawn for way, _step in one.ways} == {
        way for way in process.actions if way.source_step in entered
    }


@st.composite
def states_of_forks(draw: st.DrawFn) -> list[bool]:
    return draw(st.lists(st.booleans(), min_size=1, max_size=4))


@EXAMPLES
@given(states_of_forks())
def test_only_the_last_way_of_one_button_may_be_without_a_condition(guarded: list[bool]) -> None:
    ends = [Step(f"k{number}", f"Kết {number}", "desk", status=10) for number in range(4)]
    actions = tuple(
        Action("re", "Rẽ", "a", f"k{number}", guard={"fact": "fees.paid"} if is_guarded else None)
        for number, is_guarded in enumerate(guarded)
    )
    process = Definition(start="a", steps=(Step("a", "Bước a", "desk"), *ends), actions=actions)

    wrong = [fault for fault in said(process) if "rẽ nhánh" in fault]

    assert bool(wrong) == (False in guarded[:-1])


FACT = st.sampled_from(sorted(conditions.FACTS)).map(lambda name: {"fact": name})
ANSWER = st.sampled_from([{"field": "loai", "is": ["a"]}, {"field": "loai", "is": ["a", "b"]}])
CONDITION: st.SearchStrategy[dict[str, Any]] = st.recursive(
    FACT | ANSWER,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(lambda found: {"all": found})
        | st.lists(inner, min_size=1, max_size=3).map(lambda found: {"any": found})
        | inner.map(lambda one: {"not": one})
    ),
    max_leaves=6,
)


def in_python(condition: dict[str, Any]) -> str:
    """The same condition as an expression of the language; nothing of ours evaluates it."""
    ((word, inside),) = [pair for pair in condition.items() if pair[0] != "is"]
    if word in ("all", "any"):
        joined = " and " if word == "all" else " or "
        return f"({joined.join(map(in_python, inside))})"
    if word == "not":
        return f"(not {in_python(inside)})"
    if word == "fact":
        return f"({inside!r} in facts)"
    return f"(answers.get({inside!r}) in {condition['is']!r})"


@EXAMPLES
@given(CONDITION, st.sets(st.sampled_from(sorted(conditions.FACTS))), st.sampled_from("abc"))
def test_a_condition_holds_when_the_same_expression_does(
    condition: dict[str, Any], facts: set[str], kind: str
) -> None:
    answers = {"loai": kind}

    expected = eval(in_python(condition), {"facts": facts, "answers": answers})

    assert conditions.holds(condition, answers, dict.fromkeys(facts, True)) == expected
    assert list(conditions.faults(condition, {"loai": frozenset("ab")})) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"fact": "khong.co"},
        {"field": "khac", "is": ["a"]},
        {"field": "loai", "is": ["z"]},
        {"field": "loai"},
        {"all": [], "any": []},
        {"not": {"fact": "khong.co"}},
        {"khac": 1},
    ],
)
def test_a_condition_that_asks_for_nothing_known_is_a_fault(wrong: dict[str, Any]) -> None:
    assert len(list(conditions.faults(wrong, {"loai": frozenset("ab")}))) == 1


ASKING = Definition(
    groups=(
        Group(
            "g",
            "Nhóm",
            (
                Field("loai", "Loại", "choice", options={"a": "A", "b": "B"}),
                Field("co", "Có hay không", "yes_no"),
            ),
        ),
    )
)


@EXAMPLES
@given(
    st.lists(st.sampled_from(sorted(conditions.FACTS)), unique=True, max_size=3),
    st.lists(st.sampled_from([value for value, _said in choosing.offered(ASKING)]), unique=True),
)
def test_ticks_that_become_a_condition_come_back_as_the_same_ticks(
    facts: list[str], answers: list[str]
) -> None:
    made = choosing.condition(Ticked(facts, answers), ASKING)
    back = choosing.ticked(made)

    assert back is not None
    assert (list(back.facts), sorted(back.answers)) == (facts, sorted(answers))
    assert list(conditions.faults(made, {"loai": frozenset("ab"), "co": frozenset()})) == []


@pytest.mark.parametrize("beyond", [{"not": {"fact": "fees.paid"}}, {"any": [{"fact": "x"}]}])
def test_what_boxes_cannot_say_is_not_taken_apart(beyond: dict[str, Any]) -> None:
    assert choosing.ticked(beyond) is None
    assert choosing.ticked({"all": [{"fact": "fees.paid"}, beyond]}) is None


WORD = st.text("abcđê ", min_size=1, max_size=6)


@EXAMPLES
@given(processes(), WORD, st.booleans(), st.none() | CONDITION, st.integers(0, 9))
def test_a_definition_that_is_written_is_read_back_the_same(
    process: Definition, word: str, flag: bool, condition: dict[str, Any] | None, number: int
) -> None:
    whole = replace(
        process,
        groups=(Group("g", word, (Field("f", word, is_required=flag, when=condition),)),),
        documents=(Document("d", word, is_required=flag, when=condition, why=word),),
        charges=(Charge("c", word, number, when=condition),),
        effects=(EffectMap("x.y", {"person": "subject.person"}, per_subject=flag),),
        policy=Policy(extensions=number),
        authority_norm=word,
    )

    assert read(written(whole)) == whole


@pytest.mark.parametrize("wrong", [{"khac": 1}, {"steps": [{"mau": 1}]}, {"steps": [{}]}])
def test_a_definition_with_words_that_nobody_knows_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"không có|thiếu"):
        read(wrong)


@EXAMPLES
@given(processes(), st.data())
def test_a_row_that_is_put_and_removed_again_leaves_the_process_as_it_was(
    process: Definition, data: st.DataObject
) -> None:
    with_paper = editing.put(process, "giay-to", None, Document("d", "Giấy"))
    number = data.draw(st.integers(0, len(process.steps) - 1))
    up = editing.moved(process, "buoc", number, -1)

    assert editing.removed(with_paper, "giay-to", 0) == process
    assert sorted(one.code for one in up.steps) == sorted(one.code for one in process.steps)
    assert editing.moved(up, "buoc", max(number - 1, 0), 1 if number else -1) == process


def test_a_question_moves_into_another_group_and_stays_the_same() -> None:
    groups = (Group("g", "G", (Field("a", "A"), Field("b", "B"))), Group("h", "H", ()))
    process = Definition(groups=groups)

    made = editing.put(process, "cau-hoi", 0, Field("a", "A mới"), group="h")

    assert [[one.code for one in group.fields] for group in made.groups] == [["b"], ["a"]]
    assert editing.rows(made, "cau-hoi")[1].label == "A mới"


LISTED = Group("n", "Người", (Field("s", "Sinh", "date"), Field("x", "X", "choice")), is_list=True)
ASKED = Group("g", "G", (Field("ngay", "Ngày", "date"), Field("nam", "Năm", "year")))


def test_a_value_comes_only_from_where_there_is_one_of_its_type() -> None:
    process = Definition(groups=(ASKED, replace(LISTED, most=9)))

    assert [place for place, _said in sources.places(process, date)] == [
        "answers.ngay",
        "subject.s",
        "decision.issued_on",
    ]
    assert sources.places(replace(process, groups=(ASKED,)), int) == [("answers.nam", "Năm")]


def test_a_condition_of_an_effect_asks_what_the_line_of_a_person_says() -> None:
    line = replace(LISTED, most=9, fields=(Field("thay", "Có người thay", "yes_no"),))
    process = Definition(groups=(replace(ASKED, fields=(Field("a", "A", "yes_no"),)), line))

    assert [value for value, _said in choosing.offered(process)] == ["a=co", "a=khong"]
    of_lines = choosing.offered(process, of_lines=True)
    assert of_lines == [("thay=co", "Có người thay: có"), ("thay=khong", "Có người thay: không")]


def test_only_the_line_of_a_person_is_filled_in_from_the_person() -> None:
    listed, asked = replace(LISTED, most=9), ASKED

    assert not sources.prefill_fault(Field("s", "S", "sex", prefill="person.sex"), listed)
    assert sources.prefill_fault(Field("s", "S", "sex", prefill="person.sex"), asked)
    assert sources.prefill_fault(Field("s", "S", "date", prefill="person.sex"), listed)
    assert sources.prefill_fault(Field("s", "S", prefill="contact.email"), listed)
    assert sources.prefill_fault(Field("s", "S", prefill="khac"), asked)


def test_what_runs_once_for_a_dossier_asks_no_line_for_it() -> None:
    whole = EffectMap("x.y", {"p": "subject.s"}, per_subject=False, when={"field": "x", "is": "a"})
    process = Definition(groups=(replace(LISTED, most=9),), effects=(whole,))

    found = list(mapping.effect_faults(process, lambda name: {"p": date}, mapping.as_named))

    assert len(found) == 2
    assert "chạy một lần" in found[0]


def test_terms_and_fees_are_said_as_officers_say_them() -> None:
    assert wording.term(5, "trước ngày 15/12") == "2,5 ngày làm việc. trước ngày 15/12"
    assert wording.fee(30_000) == "30.000 đồng"
    assert (wording.fee(0), wording.fee(None)) == ("Không thu phí", "")
    assert wording.listed(["a", "b", "c"]) == "a, b hoặc c"


@pytest.mark.parametrize(
    ("charge", "is_wrong"),
    [
        (Charge("c", "Phí", 5), False),
        (Charge("c", "Phí", norm="mau.phi"), False),
        (Charge("c", "Phí"), True),
        (Charge("c", "Phí", 5, norm="mau.phi"), True),
    ],
)
def test_a_fee_has_an_amount_or_a_norm_and_not_both(charge: Charge, is_wrong: bool) -> None:
    process = Definition(start="a", steps=(Step("a", "A", "desk", status=10),), charges=(charge,))

    assert any("Khoản thu “Phí”" in one for one in said(process)) is is_wrong
