"""What Django itself lacks in Vietnamese and a user can meet is said in Vietnamese all the same."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import django
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import FileExtensionValidator
from django.utils import timesince, translation

from tests.architecture import tree
from tests.architecture.test_texts import OLD_MARKS
from tests.wagtail_words import HOLE, key, messages, texts

CATALOGUE = tree.PACKAGE / "locale_django/vi/LC_MESSAGES/django.po"
ENGLISH = Path(django.__file__).parent.glob("**/locale/en/LC_MESSAGES/django.po")
ANY_HOLE = re.compile(rf"{HOLE.pattern}|%\(\w+\)r")


def test_it_says_nothing_that_django_does_not() -> None:
    theirs = {key(message) for path in ENGLISH for message in messages(path)}

    assert [message.id for message in messages(CATALOGUE) if key(message) not in theirs] == []


def test_places_agree_and_nothing_is_doubtful() -> None:
    found = [(m, texts(m.id)[-1], texts(m.string)[0]) for m in messages(CATALOGUE)]

    assert len(found) > 50
    assert [m.id for m, _english, said in found if m.fuzzy or not said] == []
    assert [said for _m, _english, said in found if OLD_MARKS.search(said)] == []
    assert [
        english
        for _m, english, said in found
        if sorted(ANY_HOLE.findall(english)) != sorted(ANY_HOLE.findall(said))
    ] == []


@pytest.mark.parametrize(("ago", "said"), [(1, "1 phút"), (90, "1 giờ, 30 phút")])
def test_how_long_ago_is_vietnamese(ago: int, said: str) -> None:
    now = datetime(2026, 11, 23, 12)  # noqa: DTZ001  only the distance counts

    with translation.override("vi"):
        told = timesince.timesince(now - timedelta(minutes=ago), now)

    assert told.replace("\xa0", " ") == said


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (forms.UUIDField(), "x"),
        (forms.JSONField(), "{"),
        (forms.SlugField(), "có dấu"),
        (forms.IntegerField(step_size=5), "3"),
        (forms.CharField(), "a\x00"),
        (forms.CharField(validators=[FileExtensionValidator(["pdf"])]), ""),
    ],
)
def test_what_a_field_refuses_is_said_in_vietnamese(field: forms.Field, typed: str) -> None:
    with translation.override("vi"):
        with pytest.raises(forms.ValidationError) as refused:
            field.clean(typed)

        assert all(re.search(r"[À-ỹ]", said) for said in refused.value.messages)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (forms.IntegerField(min_value=1), "0", "Nhỏ nhất là 1."),
        (forms.IntegerField(max_value=9), "10", "Lớn nhất là 9."),
        (forms.CharField(max_length=2), "abc", "Nhiều nhất 2 ký tự; đang có 3."),
        (forms.CharField(min_length=4), "abc", "Ít nhất 4 ký tự; đang có 3."),
        (forms.DecimalField(max_digits=2), "123", "Nhiều nhất 2 chữ số."),
        (forms.DecimalField(decimal_places=1), "1.23", "Nhiều nhất 1 chữ số sau dấu phẩy."),
    ],
)
def test_bounds_are_said_in_short_whole_sentences(
    field: forms.Field, typed: str, said: str
) -> None:
    with translation.override("vi"), pytest.raises(forms.ValidationError) as refused:
        field.clean(typed)

    assert refused.value.messages == [said]


@pytest.mark.parametrize(
    ("field", "example"),
    [
        (forms.DateField(), "20/11/2026"),
        (forms.TimeField(), "08:30"),
        (forms.DateTimeField(), "20/11/2026 08:30"),
    ],
)
def test_a_wrong_day_or_hour_is_answered_by_an_example(field: forms.Field, example: str) -> None:
    with translation.override("vi"):
        with pytest.raises(forms.ValidationError, match=example):
            field.clean("31/02/2027 8 giờ")
        field.clean(example)


def test_what_is_no_picture_is_refused_in_words_of_ours() -> None:
    given = SimpleUploadedFile("anh.jpg", b"x" * 100, "image/jpeg")

    with (
        translation.override("vi"),
        pytest.raises(forms.ValidationError, match="chọn một tệp ảnh khác"),
    ):
        forms.ImageField().clean(given)
