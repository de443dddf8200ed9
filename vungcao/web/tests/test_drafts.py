"""What a draft never holds: passwords, codes, files, persons, and what a form names itself."""

from django import forms
from django.http import QueryDict

from vungcao.web import drafts
from vungcao.web.account_forms import ChangePassword, Code
from vungcao.web.forms import Form
from vungcao.web.pickers import PersonField, UnitField


class Report(Form):
    """One field of each sort."""

    unit = UnitField(label="Đơn vị")
    person = PersonField(label="Người")
    remark = forms.CharField(label="Ghi chú")
    attached = forms.FileField(label="Tệp")
    source = forms.CharField(label="Nguồn tin")
    unkept = frozenset({"source"})


def kept(form: type[Form], said: str, *also: str) -> dict[str, list[str]]:
    return drafts._kept(form, also, QueryDict(said))


def test_a_person_and_a_file_are_never_kept() -> None:
    said = "unit=a&unit-which=7&person=b&person-id=9&person-for=b&attached=c&remark=d&source=e"

    assert kept(Report, said) == {"unit": ["a"], "unit-which": ["7"], "remark": ["d"]}


def test_passwords_and_codes_are_never_kept() -> None:
    assert kept(ChangePassword, "old=a&new=b&again=c") == {}
    assert kept(Code, "code=123456") == {}


def test_fields_that_a_form_makes_as_it_goes_are_kept_when_they_are_named() -> None:
    assert kept(Report, "value_a=1&remark=d") == {"remark": ["d"]}
    assert kept(Report, "value_a=1", "value_") == {"value_a": ["1"]}


def test_several_answers_to_one_field_are_kept_all() -> None:
    assert kept(Report, "remark=a&remark=b") == {"remark": ["a", "b"]}
