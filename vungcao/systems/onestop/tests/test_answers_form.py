"""The form of a procedure: every kind of question, lines without a script, what does not count."""

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from vungcao.systems.onestop.forms.answers import Sheet
from vungcao.systems.onestop.forms.lines import data_of, words_of
from vungcao.systems.onestop.forms.questions import MAKERS, Asking
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules.definition import KINDS, Definition, Field, Group
from vungcao.systems.onestop.tests.factories import TODAY, commune, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

TYPED = {
    "text": ("Một  dòng", "Một dòng"),
    "long_text": ("Dòng một\nDòng hai", "Dòng một\nDòng hai"),
    "full_name": (" Nông  Văn Mẫu ", "Nông Văn Mẫu"),
    "integer": ("1.234", 1234),
    "decimal": ("1.234,5", "1234.5"),
    "money": ("500.000", 500000),
    "date": ("05/06/2026", "2026-06-05"),
    "month": ("06/2026", "2026-06"),
    "year": ("1960", 1960),
    "yes_no": ("no", False),
    "choice": ("a", "a"),
    "identifier": ("001 060 000 001", "001060000001"),
    "telephone": ("0900 000 123", "0900000123"),
    "email": ("mau@vi.du", "mau@vi.du"),
    "address": ("Thôn Mẫu", "Thôn Mẫu"),
    "ethnic_group": ("Nùng", "Nùng"),
    "sex": ("female", "female"),
}
WRONG = {
    "integer": "12,5",
    "decimal": "một",
    "money": "nhiều",
    "date": "31/02/2026",
    "month": "13/2026",
    "year": "19x0",
    "yes_no": "maybe",
    "choice": "z",
    "choices": "z",
    "unit": "0",
    "village": "không có thôn này",
    "identifier": "12",
    "telephone": "12345",
    "email": "không phải thư",
    "ethnic_group": "Người lạ",
    "sex": "x",
    "text": "nul\x00",
    "full_name": "x" * 5000,
}


def process(*asked: Field, **of_group: Any) -> Definition:
    return Definition(groups=(Group("g", "Nhóm", asked, **of_group),))


def of_kind(kind: str, **changed: Any) -> Field:
    return Field("x", "Câu hỏi", kind, options={"a": "A", "b": "B"}, **changed)


def said(**words: str | list[str]) -> QueryDict:
    return data_of(
        {
            name.replace("__", "-"): [word] if isinstance(word, str) else word
            for name, word in words.items()
        }
    )


def judged(definition: Definition, data: QueryDict, **asking: Any) -> Sheet:
    sheet = Sheet(definition, Asking(TODAY, **asking), data)
    sheet.is_valid()
    return sheet


def test_every_kind_of_question_has_a_field() -> None:
    assert set(MAKERS) | {"text", "long_text", "full_name", "address", "identifier"} | {
        "telephone",
        "email",
    } == set(KINDS)


@pytest.mark.parametrize("kind", TYPED)
def test_what_is_typed_becomes_plain_json(kind: str) -> None:
    typed, wanted = TYPED[kind]

    sheet = judged(process(of_kind(kind)), said(**{"q__x": typed}))

    assert sheet.mistakes == []
    assert sheet.answers == {"x": wanted}


@pytest.mark.parametrize("kind", TYPED)
def test_answers_that_are_known_fill_the_form_and_come_back_the_same(kind: str) -> None:
    wanted = TYPED[kind][1]
    bound = Sheet(process(of_kind(kind)), Asking(TODAY), answers={"x": wanted}).single["x"]

    shown = bound.field.prepare_value(bound.initial)
    shown = f"{shown:%d/%m/%Y}" if isinstance(shown, date) else str(shown)

    assert judged(process(of_kind(kind)), said(**{"q__x": shown})).answers == {"x": wanted}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_no_such_answer_is_said_beside_its_question(kind: str) -> None:
    sheet = judged(process(of_kind(kind)), said(**{"q__x": WRONG[kind]}))

    assert [one.label for one in sheet.mistakes] == ["Câu hỏi"]


def test_several_may_be_chosen() -> None:
    sheet = judged(process(of_kind("choices")), said(**{"q__x": ["a", "b"]}))

    assert sheet.answers == {"x": ["a", "b"]}


def test_a_place_is_an_id() -> None:
    here = commune()

    sheet = judged(process(of_kind("unit")), said(**{"q__x": str(here.pk)}))

    assert sheet.answers == {"x": here.pk}


def test_a_question_that_must_be_answered_says_so() -> None:
    sheet = judged(process(of_kind("text", is_required=True)), said())

    assert len(sheet.mistakes) == 1


def test_options_come_from_a_table_of_the_norms_and_none_is_no_table() -> None:
    asking = Asking(TODAY)

    assert asking.table("no.such.table") == []


CHOOSER = Field("why", "Vì sao", "choice", True, options={"a": "A", "b": "B"})
MORE = Field("more", "Nói rõ", "date", True, when={"field": "why", "is": ["b"]})


def test_what_does_not_count_is_neither_asked_for_nor_kept() -> None:
    sheet = judged(process(CHOOSER, MORE), said(q__why="a", q__more="không phải ngày"))

    assert sheet.mistakes == []
    assert sheet.answers == {"why": "a"}


def test_what_counts_is_asked_for() -> None:
    sheet = judged(process(CHOOSER, MORE), said(q__why="b"))

    assert [one.label for one in sheet.mistakes] == ["Nói rõ"]


def test_styles_learn_when_a_question_counts_and_readers_too() -> None:
    sheet = Sheet(process(CHOOSER, MORE), Asking(TODAY))

    html = render_to_string("onestop/answers.html", {"sheet": sheet})

    assert 'data-shows="a"' in html
    assert 'data-part="a"' in html
    assert "Chỉ điền khi “Vì sao”: B." in html


LINES = (Field("name", "Tên", is_required=True), Field("age", "Tuổi", "integer"))


def repeated(**changed: Any) -> Definition:
    return process(*LINES, **{"most": 3, "is_list": True, **changed})


def test_a_button_adds_a_line_and_nothing_is_judged_or_lost() -> None:
    data = said(**{"l__g__lines": "1", "l__g__0__name": "Một", "line": "add/g"})

    sheet = judged(repeated(), data)

    (part,) = sheet.parts
    assert [line.number for line in part.lines] == [1, 2]
    assert part.lines[0].questions[0].value() == "Một"
    assert sheet.mistakes == []


def test_a_button_drops_one_line_and_those_below_move_up() -> None:
    words = {f"l__g__{n}__name": f"Tên {n}" for n in range(3)}
    data = said(**words, l__g__lines="3", line="drop/g/1")

    (part,) = Sheet(repeated(), Asking(TODAY), data).parts

    assert [line.questions[0].value() for line in part.lines] == ["Tên 0", "Tên 2"]


@pytest.mark.parametrize(
    "press", ["add/no", "drop/g/9", "drop/g/-1", "drop/g/²", "x", "drop/g/99999999999", "/"]
)
def test_a_button_that_nobody_drew_changes_nothing(press: str) -> None:
    data = said(l__g__lines="2", l__g__0__name="Một", l__g__1__name="Hai", line=press)

    (part,) = Sheet(repeated(), Asking(TODAY), data).parts

    assert [line.questions[0].value() for line in part.lines] == ["Một", "Hai"]


@pytest.mark.parametrize("count", ["1000000", "-5", "x", "²", ""])
def test_a_page_has_never_more_lines_than_the_procedure_allows(count: str) -> None:
    (part,) = Sheet(repeated(), Asking(TODAY), said(l__g__lines=count)).parts

    assert 1 <= len(part.lines) <= 3


def test_empty_lines_are_passed_over_and_the_rest_are_subjects() -> None:
    data = said(l__g__lines="3", l__g__1__name="Hai", l__g__1__age="50")

    sheet = judged(repeated(), data)

    assert sheet.mistakes == []
    assert [dict(one.values) for one in sheet.subjects()] == [{"name": "Hai", "age": 50}]
    assert sheet.values() == {}


def test_a_mistake_in_a_line_names_the_line_and_leads_to_its_control() -> None:
    data = said(l__g__lines="2", l__g__0__name="Một", l__g__1__age="x")

    sheet = judged(repeated(), data)

    assert [one.label for one in sheet.mistakes] == ["Dòng 2, Tên", "Dòng 2, Tuổi"]
    assert [one.id for one in sheet.mistakes] == ["id_l-g-1-name", "id_l-g-1-age"]


def test_a_list_without_a_line_asks_for_one() -> None:
    sheet = judged(repeated(), said(l__g__lines="1"))

    assert [one.label for one in sheet.mistakes] == ["Dòng 1, Tên"]


def test_what_was_typed_is_kept_as_it_stands() -> None:
    data = said(q__x="31/02/2026", l__g__0__name="Một", csrfmiddlewaretoken="x")

    assert words_of(data) == {"q-x": ["31/02/2026"], "l-g-0-name": ["Một"]}


def test_known_persons_and_places_prefill_single_questions() -> None:
    known = Field("who", "Ai", prefill="contact.name")

    sheet = Sheet(process(known), Asking(TODAY), known={"contact.name": "Nông Văn Mẫu"})

    assert sheet.single["who"].value() == "Nông Văn Mẫu"


def test_the_forms_that_come_with_the_product_are_drawn_in_few_queries(
    django_assert_max_num_queries: Any,
) -> None:
    definition = versions.process(version())
    data = said(l__nguoi__lines="60")

    with django_assert_max_num_queries(10):
        sheet = Sheet(definition, Asking(TODAY, commune()), data)
        html = render_to_string("onestop/answers.html", {"sheet": sheet})

    assert html.count("Bỏ dòng") == 60
