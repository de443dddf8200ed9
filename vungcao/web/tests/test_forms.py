"""How a field is shown: label, hint, error, control, tied together for who cannot see."""

from typing import Any

from django import forms
from django.template.loader import render_to_string

from vungcao.web.fields import DateField
from vungcao.web.forms import Form


class Paper(Form):
    number = forms.CharField(label="Số văn bản", help_text="Ghi như trên văn bản.")
    day = DateField(label="Ngày", required=False)
    kind = forms.ChoiceField(label="Loại", choices=[("a", "A")], widget=forms.RadioSelect)


def shown(form: Form) -> str:
    return render_to_string("components/form.html", {"form": form})


def test_an_error_stands_between_hint_and_control() -> None:
    text = shown(Paper({}))

    places = [text.index(part) for part in ("Số văn bản", "Ghi như", "còn trống", "<input")]
    assert places == sorted(places)


def test_hint_and_error_are_read_with_the_control() -> None:
    text = shown(Paper({}))

    assert 'aria-describedby="id_number_helptext id_number_error"' in text
    assert 'aria-invalid="true"' in text
    assert 'id="id_number_error"' in text


def test_optional_fields_are_marked_and_required_ones_are_not() -> None:
    text = shown(Paper())

    assert text.count("(không bắt buộc)") == 1
    assert " required" not in text


def test_the_summary_leads_to_every_wrong_field() -> None:
    text = render_to_string("components/form_errors.html", {"form": Paper({"day": "x"})})

    for field in ("#id_number", "#id_day", "#id_kind_0"):
        assert f'href="{field}"' in text


def test_a_right_form_has_no_summary() -> None:
    form = Paper({"number": "1", "kind": "a"})

    assert render_to_string("components/form_errors.html", {"form": form}).strip() == ""


def test_a_number_that_does_not_fit_is_refused_in_plain_words() -> None:
    class Days(Form):
        count = forms.IntegerField(min_value=1, max_value=200)
        share = forms.DecimalField(max_value=100)

    def said(count: str, share: str = "5") -> list[Any]:
        return [
            one
            for errors in Days({"count": count, "share": share}).errors.values()
            for one in errors
        ]

    assert said("0") == ["Nhập số từ 1 trở lên."]
    assert said("201", "101") == ["Nhập số không quá 200.", "Nhập số không quá 100."]
    assert said("1,5") == ["Nhập số nguyên, không có phần thập phân."]


def test_an_unprintable_sign_is_refused_in_vietnamese() -> None:
    form = Paper({"number": "01\x00/CV-MAU", "kind": "a"})

    assert form.errors["number"] == [
        "Có ký tự không in được, thường do sao chép. Xoá mục này rồi gõ lại."
    ]
