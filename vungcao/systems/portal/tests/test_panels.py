"""What an editor fills in for each kind of page, in Vietnamese, at the editor's own addresses."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import CharField
from django.utils import translation
from wagtail.admin.forms.models import formfield_for_dbfield

from vungcao.kernel.access.roles import Role
from vungcao.systems.portal.models import DisclosureLine, RecordedDocument
from vungcao.systems.portal.tests.factories import holder, section
from vungcao.systems.portal.tests.test_documents import register

pytestmark = pytest.mark.django_db
ADD = "/bien-tap/pages/add/portal"


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        ("register", ["Hiện cả văn bản do các cơ quan ban hành trong hệ thống"]),
        ("album", ["Ảnh, phim, âm thanh", "Nguồn, người chụp"]),
        ("almanac", ["Lời giới thiệu"]),
        ("grouppage", ["Dân tộc", "Tên tự gọi, tên ở địa phương", "Nguồn của các tên"]),
        ("topicpage", ["Kết thúc từ ngày", "Các bài chọn", "Thủ tục, mục được cung cấp"]),
        ("article", ["Biểu đồ, con số", "hoặc mã xác minh của văn bản trong hệ thống"]),
    ],
)
def test_an_editor_finds_what_to_fill_in(kind: str, labels: list[str]) -> None:
    place = section()
    client, _user = holder(Role.EDITOR)

    answer = client.get(f"{ADD}/{kind}/{place.pk}/")

    assert answer.status_code == 200
    page = answer.content.decode()
    for label in labels:
        assert label in page or json.dumps(label).strip('"') in page  # some are told to a script


def said(**changed: Any) -> dict[str, Any]:
    return {
        "title": "Về lớp tập huấn mẫu",
        "slug": "van-ban-mau",
        "form": "decision",
        "number": "01/QĐ-MAU",
        "authority": "Cơ quan mẫu",
        "issued_on": "2026-03-02",
        "effective_on": "",
        "ended_on": "",
        "field": "",
        "file": "",
        "issued_code": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        **changed,
    }


def test_a_document_is_written_down_as_a_draft_and_its_days_are_checked() -> None:
    where = register()
    client, _user = holder(Role.EDITOR)
    address = f"{ADD}/recordeddocument/{where.pk}/"
    assert "Chọn hoặc tải tệp lên" in client.get(address).content.decode()

    wrong = client.post(address, said(ended_on="2026-03-01"))
    assert "Ngày hết hiệu lực phải sau ngày có hiệu lực." in wrong.content.decode()
    assert not RecordedDocument.objects.exists()

    assert client.post(address, said()).status_code == 302
    document = RecordedDocument.objects.get()
    assert (document.live, document.number) == (False, "01/QĐ-MAU")


def test_an_editor_of_nothing_here_is_refused() -> None:
    where = register()
    client, _user = holder(Role.COMMUNE_OFFICER)

    assert client.get(f"{ADD}/recordeddocument/{where.pk}/").status_code == 403
    assert client.post(f"{ADD}/recordeddocument/{where.pk}/", said()).status_code == 403


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1.250.000.000", 1_250_000_000), ("1250000000", 1_250_000_000), ("-2.500", -2500)],
)
def test_an_amount_is_read_with_its_thousands_apart(typed: str, meant: int) -> None:
    field = formfield_for_dbfield(DisclosureLine._meta.get_field("amount"))

    with translation.override("vi"):
        assert field.clean(typed) == meant
        with pytest.raises(ValidationError, match="số nguyên đồng"):
            field.clean("1.250,5")
    assert 'type="text"' in field.widget.render("amount", None)


@pytest.mark.parametrize(
    "field",
    [
        field
        for model in apps.get_app_config("portal").get_models()
        for field in model._meta.get_fields()
        if getattr(field, "choices", None) and isinstance(field, CharField)
    ],
    ids=str,
)
def test_what_is_chosen_from_begins_with_a_capital(field: CharField) -> None:  # type: ignore[type-arg]
    with translation.override("vi"):
        lines = [str(label) for value, label in formfield_for_dbfield(field).choices if value]

    assert [line for line in lines if line[:1].islower()] == []
    assert lines


def test_a_field_to_type_in_stays_one() -> None:
    field = formfield_for_dbfield(RecordedDocument._meta.get_field("number"))

    assert not hasattr(field, "choices")
