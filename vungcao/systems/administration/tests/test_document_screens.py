"""Documents on the screen: written, numbered, signed, revoked; and by whom not."""

import csv
import dataclasses
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import docx
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.documents import certificates
from vungcao.kernel.documents.models import (
    Document,
    DocumentState,
    NumberSeries,
    RelationKind,
    SigningKey,
)
from vungcao.kernel.documents.services import issuing, numbering
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.documents import world
from vungcao.kernel.tests.factories import NationFactory, UnitFactory, UserFactory
from vungcao.kernel.units.models import Unit
from vungcao.runtime.env import environment
from vungcao.systems.administration.tests.factories import officer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("home")
    here = dataclasses.replace(environment(), home=place)
    certificates.make_demo_key(here, "mau", "Uỷ ban nhân dân xã Mẫu (MẪU)", world.NOW)
    return place


@pytest.fixture
def nation() -> Unit:
    return NationFactory.create()


@pytest.fixture
def body(nation: Unit, home: Path, monkeypatch: pytest.MonkeyPatch) -> Organisation:
    """A commune's office with books and a key."""
    mine = dataclasses.replace(environment(), home=home)
    monkeypatch.setattr(issuing, "environment", lambda: mine)
    with scoped(("/1/",), door=Door.OFFICE):
        clerk = UserFactory.create()
        made = world.office(UnitFactory.create(parent=nation))
        world.books(made, clerk)
        issuing.register_key(organisation=made, file="mau", is_demo=True, by=clerk)
    return made


def draft(body: Organisation, **given: object) -> Document:
    with scoped(("/1/",), door=Door.OFFICE):
        return world.draft(body, User.objects.order_by("pk")[0], **given)


def read(made: Document) -> Document:
    with scoped(("/1/",), door=Door.OFFICE):
        return Document.objects.get(pk=made.pk)


def written(body: Organisation) -> dict[str, str]:
    values = {f"value_{name}": text for name, text in world.VALUES.items()}
    return {
        **values,
        "issuer": str(body.pk),
        "subject": "Về việc mẫu",
        "signer_post": "Chủ tịch",
        "signer_name": "Nguyễn Văn Mẫu",
    }


def step(client: Client, name: str, made: Document, **given: str) -> str:
    address = reverse(f"administration:document-{name}", args=[made.code])
    return client.post(address, given, follow=True).content.decode()


def test_an_officer_writes_and_numbers_and_a_leader_signs_and_revokes(
    client: Client, body: Organisation
) -> None:
    client.force_login(officer(Role.COMMUNE_OFFICER, body.unit))
    address = reverse("administration:document-new", args=["documents.decision"])
    assert client.post(address, written(body)).status_code == 302
    with scoped(("/1/",), door=Door.OFFICE):
        made = Document.objects.get()

    assert "Đã cấp số 01/QĐ-MAU." in step(client, "number", made, issued_on="23/11/2026")
    assert client.post(reverse("administration:document-sign", args=[made.code])).status_code == 403
    client.force_login(officer(Role.COMMUNE_LEADER, body.unit))
    page = client.get(reverse("administration:document", args=[made.code])).content.decode()
    key = page.partition('name="key"')[2].partition('value="')[2].partition('"')[0]
    assert "Đã ký số văn bản 01/QĐ-MAU." in step(client, "sign", made, key=key)
    assert "Đã thu hồi" in step(client, "revoke", made, on="23/11/2026", reason="Sai căn cứ")
    assert read(made).state == DocumentState.REVOKED


def test_everything_that_is_missing_is_said_at_once(client: Client, body: Organisation) -> None:
    client.force_login(officer(Role.COMMUNE_OFFICER, body.unit))
    address = reverse("administration:document-new", args=["documents.decision"])

    text = client.post(
        address, {"issuer": str(body.pk), "subject": "Về việc ngô", "valid_until": "mai"}
    ).content.decode()

    assert text.count("Mục này còn trống, cần điền.") >= 10
    assert "Nhập ngày theo thứ tự" in text
    assert 'value="Về việc ngô"' in text
    with scoped(("/1/",), door=Door.OFFICE):
        assert not Document.objects.exists()


def test_a_neighbour_finds_no_document(client: Client, body: Organisation, nation: Unit) -> None:
    made = draft(body)
    client.force_login(officer(Role.COMMUNE_LEADER, UnitFactory.create(parent=nation)))

    assert world.SUBJECT not in client.get(reverse("administration:documents")).content.decode()
    for name in ("", "-preview", "-copy", "-edit"):
        address = reverse(f"administration:document{name}", args=[made.code])
        assert client.get(address).status_code == 404
    for name in ("number", "sign", "revoke", "relate", "cancel", "discard"):
        address = reverse(f"administration:document-{name}", args=[made.code])
        assert client.post(address).status_code == 404


def test_who_reads_only_is_offered_no_step(client: Client, body: Organisation) -> None:
    made = draft(body)
    client.force_login(officer(Role.AUDITOR))

    text = client.get(reverse("administration:document", args=[made.code])).content.decode()

    assert world.SUBJECT in text
    assert "Sửa dự thảo" not in text
    assert "Cấp số" not in text
    assert step(client, "number", made, issued_on="23/11/2026").count("Đã cấp số") == 0


def test_what_is_refused_is_said_on_the_page(client: Client, body: Organisation) -> None:
    made = draft(body)
    client.force_login(officer(Role.COMMUNE_LEADER, body.unit))

    assert "sau hôm nay" in step(client, "number", made, issued_on="24/11/2026")
    assert "Nhập ngày theo thứ tự" in step(client, "number", made, issued_on="hôm nay")
    assert "Không tìm thấy văn bản" in step(
        client, "relate", made, target="AAAAAAAAAA", kind="replaces", effective_on="23/11/2026"
    )
    assert read(made).state == DocumentState.DRAFT


def test_a_refused_step_keeps_what_was_typed_beside_what_is_wrong(
    client: Client, body: Organisation
) -> None:
    made = draft(body)
    client.force_login(officer(Role.COMMUNE_LEADER, body.unit))

    late = step(client, "number", made, issued_on="24/11/2026", reason="Họp muộn")
    both = step(client, "relate", made, target="ABCD EFGH IJ", effective_on="mai", kind="")

    assert 'value="24/11/2026"' in late
    assert 'value="Họp muộn"' in late
    assert "Chưa làm được" in late
    assert 'value="ABCD EFGH IJ"' in both
    assert "Nhập ngày theo thứ tự" in both
    assert "Mục này còn trống, cần điền." in both


def test_a_number_that_was_held_back_is_taken_for_its_day(
    client: Client, body: Organisation
) -> None:
    made, other = draft(body), draft(body)
    with scoped(("/1/",), door=Door.OFFICE):
        book = NumberSeries.objects.get(organisation=body, kind="decision")
        kept = numbering.reserve_numbers(
            series=book,
            count=1,
            day=world.TODAY,
            today=world.TODAY,
            reason="Họp cuối ngày",
            by=User.objects.order_by("pk")[0],
        )[0]
    client.force_login(officer(Role.COMMUNE_OFFICER, body.unit))
    page = client.get(reverse("administration:document", args=[made.code])).content.decode()

    assert "01/QĐ-MAU giữ cho ngày 23/11/2026: Họp cuối ngày" in page
    late = step(client, "number", made, issued_on="22/11/2026", reserved=str(kept.pk))
    assert "dành cho văn bản ngày 23/11/2026" in late
    assert "Đã cấp số 02/QĐ-MAU." in step(client, "number", other, issued_on="23/11/2026")
    taken = step(client, "number", made, issued_on="23/11/2026", reserved=str(kept.pk))
    assert "Đã cấp số 01/QĐ-MAU." in taken


def test_who_cannot_sign_reads_that_the_leader_is_waited_for(
    client: Client, body: Organisation
) -> None:
    made = draft(body)
    client.force_login(officer(Role.COMMUNE_OFFICER, body.unit))

    assert "chờ lãnh đạo của cơ quan ký số" in step(client, "number", made, issued_on="23/11/2026")


def test_a_replaced_document_does_not_look_as_if_it_held(
    client: Client, body: Organisation
) -> None:
    with scoped(("/1/",), door=Door.OFFICE):
        clerk, key = User.objects.order_by("pk")[0], SigningKey.objects.get(organisation=body)
        old, new = (world.issued(body, clerk, key) for _nth in range(2))
        issuing.relate(
            document=new,
            target=old,
            kind=RelationKind.REPLACES,
            effective_on=world.TODAY,
            by=clerk,
        )
    client.force_login(officer(Role.COMMUNE_OFFICER, body.unit))

    for address in ("administration:documents", "administration:document"):
        args = [old.code] if address.endswith("document") else []
        assert "Đã được thay thế" in client.get(reverse(address, args=args)).content.decode()
    page = client.get(reverse("administration:document", args=[new.code])).content.decode()
    assert "Đã được thay thế" not in page


def test_an_empty_list_is_told_from_a_filter_without_hits(
    client: Client, body: Organisation
) -> None:
    client.force_login(officer(Role.COMMUNE_OFFICER, body.unit))
    address = reverse("administration:documents")

    assert "Chưa có văn bản nào trong phạm vi" in client.get(address).content.decode()
    assert "khớp với bộ lọc" in client.get(address, {"q": "ngô"}).content.decode()


def test_a_draft_is_seen_as_pdf_and_as_word_with_the_text_as_written(
    client: Client, body: Organisation
) -> None:
    text = "Điều 1. Một < hai & {{ ba }} {% bốn %}"
    made = draft(body, values={**world.VALUES, "body": text})
    client.force_login(officer(Role.COMMUNE_OFFICER, body.unit))

    pdf = client.get(reverse("administration:document-preview", args=[made.code]))
    word = client.get(reverse("administration:document-copy", args=[made.code]))

    assert pdf.content.startswith(b"%PDF-1.7")
    paragraphs = [one.text for one in docx.Document(BytesIO(word.content)).paragraphs]
    assert text in paragraphs
    assert "MẪU – không có giá trị pháp lý" in paragraphs


def test_a_cancelled_number_and_a_discarded_draft(client: Client, body: Organisation) -> None:
    kept, gone = draft(body), draft(body, subject="Bỏ đi")
    client.force_login(officer(Role.COMMUNE_OFFICER, body.unit))
    step(client, "number", kept, issued_on="23/11/2026")

    assert "trở lại dự thảo" in step(client, "cancel", kept, reason="Sai người nhận")
    assert "Đã bỏ dự thảo." in step(client, "discard", gone)
    assert read(kept).number == ""


def test_the_list_finds_by_words_kind_state_and_goes_on(client: Client, body: Organisation) -> None:
    draft(body, subject="Về việc lúa")
    draft(body, subject="Họp ngô", template="documents.minutes")
    client.force_login(officer(Role.AUDITOR))
    address = reverse("administration:documents")

    assert "Họp ngô" not in client.get(address, {"q": "lúa"}).content.decode()
    assert "Về việc lúa" not in client.get(address, {"kind": "minutes"}).content.decode()
    assert "Không có văn bản nào" in client.get(address, {"state": "issued"}).content.decode()
    assert "Không có văn bản nào" in client.get(address, {"year": "2026"}).content.decode()


def taken_away(client: Client, **asked: str) -> list[list[str]]:
    answer = client.get(reverse("administration:documents"), {**asked, "format": "csv"})
    pieces: Iterator[bytes] = answer.streaming_content  # type: ignore[attr-defined]
    return list(csv.reader(StringIO(b"".join(pieces).decode("utf-8-sig"))))


def test_the_list_leaves_as_a_file_the_newest_first_and_within_reach_only(
    client: Client, body: Organisation, nation: Unit
) -> None:
    for subject in ("Về việc lúa", "Về việc ngô"):
        draft(body, subject=subject)
    client.force_login(officer(Role.AUDITOR))

    head, *found = taken_away(client)

    assert head[0] == "Trích yếu"
    assert [row[0] for row in found] == ["Về việc ngô", "Về việc lúa"]
    assert [row[0] for row in taken_away(client, sort="written")[1:]] == [
        "Về việc lúa",
        "Về việc ngô",
    ]
    client.force_login(officer(Role.COMMUNE_LEADER, UnitFactory.create(parent=nation)))
    assert taken_away(client) == [head]


def test_a_year_that_is_none_is_said_beside_its_field_and_the_words_still_count(
    client: Client, body: Organisation
) -> None:
    for subject in ("Về việc lúa", "Về việc ngô"):
        draft(body, subject=subject)
    client.force_login(officer(Role.AUDITOR))

    page = client.get(reverse("administration:documents"), {"year": "26x", "q": "lúa"})

    text = page.content.decode()
    assert text.count("Nhập năm bằng bốn chữ số, ví dụ 2026.") == 2
    assert 'value="26x"' in text
    assert "Về việc ngô" not in text


def test_the_list_asks_as_much_for_many_as_for_one(
    client: Client, body: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for nth in range(12):
        draft(body, subject=f"Văn bản {nth}")
    client.force_login(officer(Role.AUDITOR))

    with django_assert_max_num_queries(20):
        client.get(reverse("administration:documents"))


def test_who_leads_the_province_reads_a_communes_document_and_does_not_sign_it(
    client: Client, body: Organisation, nation: Unit
) -> None:
    made = draft(body)
    client.force_login(officer(Role.DEPARTMENT_LEADER, nation))

    text = client.get(reverse("administration:document", args=[made.code])).content.decode()

    assert world.SUBJECT in text
    assert "Cấp số" not in text
    for name in ("number", "sign", "revoke", "relate", "cancel", "discard"):
        address = reverse(f"administration:document-{name}", args=[made.code])
        assert client.post(address).status_code == 403
    assert client.get(reverse("administration:document-edit", args=[made.code])).status_code == 403
