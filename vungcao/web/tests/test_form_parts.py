"""Parts of a form that count only for some answers: shown by styles, decided by the server."""

import pytest
from django import forms
from django.utils.html import format_html

from vungcao.web.choices import Checkbox, Options, Radios
from vungcao.web.forms import Form, When

WAYS = [("desk", "Quầy"), ("post", "Thư")]


class Result(Form):
    """By post an address is needed; whoever wants a copy says how many."""

    way = forms.ChoiceField(
        label="Nhận", widget=Radios, choices=[("desk", "Quầy"), ("post", "Thư")]
    )
    place = forms.CharField(label="Địa chỉ", required=False, max_length=10)
    copies = forms.BooleanField(label="Bản sao", required=False, widget=Checkbox)
    number = forms.IntegerField(label="Số bản", required=False)
    conditions = (
        When("way", frozenset({"post"}), ("place",), "Chỉ điền khi nhận qua thư.", ("place",)),  # type: ignore[arg-type]
        When("copies", frozenset({Checkbox.TICKED}), ("number",), "Chỉ điền khi lấy bản sao."),  # type: ignore[arg-type]
    )


def test_a_part_that_does_not_count_is_not_looked_at() -> None:
    form = Result({"way": "desk", "place": "quá mười chữ cái", "number": "x"})

    assert form.is_valid()
    assert (form.cleaned_data["place"], form.cleaned_data["number"]) == ("", None)


def test_what_stands_in_it_is_kept_for_when_the_answer_is_changed_back() -> None:
    form = Result({"way": "desk", "place": "Thôn mẫu"})

    assert 'value="Thôn mẫu"' in str(form)


def test_a_part_that_counts_is_judged_like_any_other() -> None:
    form = Result({"way": "post", "place": "", "copies": "on", "number": "x"})

    assert form.errors["place"] == ["Mục này còn trống, cần điền."]
    assert "number" in form.errors


def test_without_an_answer_everything_that_is_wrong_is_said_at_once() -> None:
    form = Result({"way": "khac", "place": "quá mười chữ cái"})

    assert {"way", "place"} <= set(form.errors)


def test_the_styles_are_told_which_answer_brings_which_part() -> None:
    page = str(Result())

    assert page.count('data-shows="a"') == 1
    assert page.count('data-shows="b"') == 1
    assert 'data-part="a"' in page


def test_each_part_says_in_words_when_it_counts() -> None:
    page = str(Result())

    assert '<p class="hint only-when">Chỉ điền khi nhận qua thư.</p>' in page
    assert "không bắt buộc" not in page.partition("Địa chỉ")[2].partition("Bản sao")[0]


@pytest.mark.parametrize("widget", [Radios, Options])
def test_two_forms_do_not_share_what_they_show(widget: type[forms.Widget]) -> None:
    class Other(Form):
        way = forms.ChoiceField(widget=widget, choices=[("post", "Thư")])

    str(Result())

    assert "data-shows" not in str(Other())


def test_an_answer_on_a_line_of_its_own_begins_with_a_capital() -> None:
    marked = format_html("<b>{}</b>", "cán bộ")
    choices = [("a", "đóng"), ("b", "UBND xã"), ("c", marked)]
    field = forms.ChoiceField(widget=Radios, choices=choices)

    shown = field.widget.render("way", None)

    assert "Đóng" in shown
    assert "UBND xã" in shown
    assert "<b>cán bộ</b>" in shown
