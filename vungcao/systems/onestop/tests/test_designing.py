"""The designer: a version is copied, written row by row, proved, published, and then fixed."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.offers.publications import document_templates
from vungcao.kernel.tests.files.samples import pdf
from vungcao.systems.onestop.models import ProcedureVersion
from vungcao.systems.onestop.queries import templates, versions
from vungcao.systems.onestop.rules.definition import Definition
from vungcao.systems.onestop.services import copying, publishing
from vungcao.systems.onestop.tests.factories import NOW, RECOGNISE, TODAY, commune, officer, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
LATER = TODAY + timedelta(days=30)


@pytest.fixture
def designer() -> User:
    return officer("nguoi-soan", Role.DESIGNER, commune())


@pytest.fixture
def desk(client: Client, designer: User) -> Client:
    client.force_login(designer)
    return client


@pytest.fixture
def draft(designer: User) -> ProcedureVersion:
    """A copy of the procedure that is in force, for a later day."""
    return copying.copy(version=version(), valid_from=LATER, by=designer)


def there(name: str, *arguments: Any) -> str:
    return reverse(f"onestop:{name}", args=arguments)


def process_of(row: ProcedureVersion) -> Definition:
    return versions.process(ProcedureVersion.objects.get(pk=row.pk))


def sent(desk: Client, address: str, **changed: Any) -> Any:
    """The form of an address as it stands, with some answers changed."""
    return desk.post(address, {**shown(desk, address), **changed})


def shown(desk: Client, address: str) -> dict[str, Any]:
    """What a browser would send of a form that nobody touched."""
    form = desk.get(address).context["form"]
    said = {name: form[name].value() for name in form.fields}
    return {
        name: str(value).replace(".", ",") if isinstance(value, Decimal) else value
        for name, value in said.items()
        if value is not None and value is not False
    }


def test_a_new_version_begins_as_a_copy_that_nobody_has_verified(
    desk: Client, designer: User
) -> None:
    answer = desk.post(there("version-new", version().pk), {"valid_from": f"{LATER:%d/%m/%Y}"})

    made = ProcedureVersion.objects.get(state="draft")
    assert answer.headers["Location"] == there("version", made.pk)
    assert (made.valid_from, made.valid_until) == (LATER, None)
    assert made.definition == version().definition
    assert made.term_state == made.level_state == "unverified"
    assert made.laid.count() == version().laid.count()


def test_two_versions_of_a_procedure_do_not_begin_on_one_day(
    desk: Client, draft: ProcedureVersion
) -> None:
    answer = desk.post(there("version-new", version().pk), {"valid_from": f"{LATER:%d/%m/%Y}"})

    assert "Đã có phiên bản khác có hiệu lực từ" in answer.content.decode()
    assert ProcedureVersion.objects.filter(state="draft").count() == 1


def test_the_facts_of_a_draft_are_written_as_they_are_filled_in(
    desk: Client, draft: ProcedureVersion
) -> None:
    laid = list(draft.laid.order_by("position").values_list("citation", flat=True))
    sent(desk, there("version-edit", draft.pk))
    assert list(draft.laid.order_by("position").values_list("citation", flat=True)) == laid

    answer = sent(
        desk,
        there("version-edit", draft.pk),
        term_halves="12,5",
        online_level="part",
        laid="01/2026/QĐ-MAU; Điều 2; Văn bản mẫu\n12/2018/QĐ-TTg",
    )

    assert answer.status_code == 302, answer.context["form"].errors
    kept = ProcedureVersion.objects.get(pk=draft.pk)
    assert (kept.term_halves, kept.online_level) == (25, "part")
    assert [str(one.citation) for one in kept.laid.order_by("position")] == [
        "Điều 2, 01/2026/QĐ-MAU",
        "12/2018/QĐ-TTg",
    ]
    assert kept.definition == draft.definition


def test_every_fault_of_the_facts_stands_beside_its_field_at_once(
    desk: Client, draft: ProcedureVersion
) -> None:
    answer = sent(
        desk,
        there("version-edit", draft.pk),
        name="",
        term_halves="1,25",
        valid_from="31/02/2027",
        laid="; thiếu số",
        term_state="seen",
        term_source="",
    )

    wrong = answer.context["form"].errors
    assert set(wrong) == {"name", "term_halves", "valid_from", "laid", "term_state"}
    assert ProcedureVersion.objects.get(pk=draft.pk).draft_version == draft.draft_version


def test_a_row_is_added_changed_moved_and_removed(desk: Client, draft: ProcedureVersion) -> None:
    new = there("part-new", draft.pk, "giay-to")
    said = {"code": "anh", "label": "Ảnh mẫu", "original": "0", "state": "unverified"}
    sent(desk, new, **said)
    number = len(process_of(draft).documents) - 1
    edit = there("part-edit", draft.pk, "giay-to", number)
    sent(desk, edit, copies="3")
    assert [one.code for one in process_of(draft).documents][-1] == "anh"
    assert process_of(draft).documents[-1].copies == 3

    sent(desk, edit, act="up")
    assert [one.code for one in process_of(draft).documents][-2] == "anh"

    sent(desk, there("part-edit", draft.pk, "giay-to", number - 1), act="remove")
    assert process_of(draft) == process_of(version())


@pytest.mark.parametrize("part", ["buoc", "thao-tac", "giay-to", "nhom", "cau-hoi", "tac-dong"])
def test_a_row_that_is_saved_as_it_stands_changes_nothing(
    desk: Client, draft: ProcedureVersion, part: str
) -> None:
    for number in range({"nhom": 2, "tac-dong": 1}.get(part, 3)):
        answer = sent(desk, there("part-edit", draft.pk, part, number))
        assert answer.status_code == 302, answer.context["form"].errors

    assert process_of(draft) == process_of(version())


def test_what_leads_to_a_step_leads_to_it_under_its_new_code(
    desk: Client, draft: ProcedureVersion
) -> None:
    sent(desk, there("part-edit", draft.pk, "buoc", 0), code="hang_doi")

    made = process_of(draft)
    assert made.start == "hang_doi"
    assert {"tiep_nhan", "tu_choi"} <= {one.code for one in made.from_step("hang_doi")}
    assert publishing.faults(ProcedureVersion.objects.get(pk=draft.pk)) == []


def test_a_guard_is_made_of_boxes_that_are_ticked(desk: Client, draft: ProcedureVersion) -> None:
    number = next(
        place for place, one in enumerate(process_of(draft).actions) if one.code == "chuyen"
    )

    sent(
        desk,
        there("part-edit", draft.pk, "thao-tac", number),
        facts=["papers.complete", "fees.paid"],
    )

    assert process_of(draft).actions[number].guard == {
        "all": [{"fact": "papers.complete"}, {"fact": "fees.paid"}]
    }


def test_a_question_with_choices_needs_them_line_by_line(
    desk: Client, draft: ProcedureVersion
) -> None:
    new = there("part-new", draft.pk, "cau-hoi")
    said = {"code": "loai", "label": "Loại", "kind": "choice", "group": "de_nghi"}

    refused = sent(desk, new, **said, lines="Loại A")
    empty = sent(desk, new, **said)
    sent(desk, new, **said, lines="a = Loại A\nb = Loại B")

    assert set(refused.context["form"].errors) == set(empty.context["form"].errors) == {"lines"}
    (made,) = [one for one in process_of(draft).all_fields() if one.code == "loai"]
    assert made.options == {"a": "Loại A", "b": "Loại B"}


def test_an_effect_takes_each_value_from_a_place_of_the_form(
    desk: Client, draft: ProcedureVersion
) -> None:
    there_is = there("part-edit", draft.pk, "tac-dong", 0)
    said = {
        "name": "prestige.withdraw",
        "prestige-withdraw--person": "subject.person",
        "prestige-withdraw--ends_on": "answers.ngay_hop",
    }

    refused = sent(desk, there_is, **said, runs="whole")
    offered = dict(refused.context["form"].fields["prestige-withdraw--ends_on"].choices)
    sent(desk, there_is, **said)

    assert set(refused.context["form"].errors) == {"prestige-withdraw--person"}
    assert set(offered) == {"", "decision.issued_on", "answers.ngay_hop"}
    (made,) = process_of(draft).effects
    assert (made.name, dict(made.values)) == (
        "prestige.withdraw",
        {"person": "subject.person", "ends_on": "answers.ngay_hop"},
    )
    assert publishing.faults(ProcedureVersion.objects.get(pk=draft.pk)) == [
        "Tác động “Đưa ra khỏi danh sách người có uy tín”: chưa gắn giá trị cho “lý do”."
    ]


def test_a_question_takes_its_choices_from_a_table_and_its_answer_from_who_submits(
    desk: Client, draft: ProcedureVersion
) -> None:
    new = there("part-new", draft.pk, "cau-hoi")
    said = {"code": "ly_do", "label": "Lý do", "kind": "choice", "group": "de_nghi"}

    refused = sent(desk, new, **said, table="prestige.end_reasons", prefill="person.sex")
    sent(desk, new, **said, table="prestige.end_reasons")
    phone = {**said, "code": "goi", "kind": "telephone", "lines": "không đọc"}
    sent(desk, new, **phone, prefill="contact.telephone")

    assert set(refused.context["form"].errors) == {"prefill"}
    found = {one.code: one for one in process_of(draft).all_fields()}
    assert (found["ly_do"].table, found["goi"].prefill, found["goi"].options) == (
        "prestige.end_reasons",
        "contact.telephone",
        {},
    )


def test_a_paper_says_where_its_sample_is_and_whether_it_need_not_be_brought_again(
    desk: Client, draft: ProcedureVersion
) -> None:
    edit = there("part-edit", draft.pk, "giay-to", 0)

    refused = sent(desk, edit, sample="javascript:alert(1)", reusable_from="khac")
    sent(desk, edit, sample="https://mau.vn/de-nghi.pdf", reusable_from="prestige.form04")

    assert set(refused.context["form"].errors) == {"sample", "reusable_from"}
    paper = process_of(draft).documents[0]
    assert (paper.sample, paper.reusable_from) == ("https://mau.vn/de-nghi.pdf", "prestige.form04")


def test_a_sample_is_uploaded_and_given_to_anybody_once_it_is_published(
    desk: Client, draft: ProcedureVersion
) -> None:
    edit = there("part-edit", draft.pk, "giay-to", 0)
    note = SimpleUploadedFile("ghi-chu.txt", b"plain words", "text/plain")
    refused = sent(desk, edit, sample_file=note)
    assert "__all__" in refused.context["form"].errors
    assert not StoredFile.objects.exists()

    sent(desk, edit, sample_file=SimpleUploadedFile("de-nghi.pdf", pdf(), "application/pdf"))
    sent(desk, edit, why="Giữ bản mẫu khi sửa mục khác")

    public = there("sample", process_of(draft).documents[0].sample)
    assert Client().get(public).status_code == 404
    assert desk.get(public, follow=True).status_code == 200
    publishing.publish(
        version=ProcedureVersion.objects.get(pk=draft.pk),
        decision_number="2/QĐ-MAU",
        now=NOW,
        by=User.objects.get(username="nguoi-soan"),
    )
    taken = Client().get(public)
    assert taken.content.startswith(b"%PDF")
    assert "de-nghi.pdf" in taken.headers["Content-Disposition"]
    guide = Client().get(there("guide", RECOGNISE), {"ngay": f"{LATER:%Y-%m-%d}"})
    assert f'href="{public}"' in guide.content.decode()


def test_a_draft_chooses_among_the_templates_of_a_decision(
    desk: Client, draft: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit, ours = there("process-edit", draft.pk), document_templates.get("onestop.decision")
    assert set(templates.decisions()) == {"onestop.decision"}
    monkeypatch.setitem(document_templates._offers, "mau.quyet-dinh", replace(ours, title="Mẫu"))

    refused = sent(desk, edit, decision_template="onestop.form01")
    sent(desk, edit, decision_template="mau.quyet-dinh")

    assert set(refused.context["form"].errors) == {"decision_template"}
    assert process_of(draft).decision_template == "mau.quyet-dinh"
    monkeypatch.undo()
    row = ProcedureVersion.objects.get(pk=draft.pk)
    assert "Mẫu quyết định “mau.quyet-dinh” không có trong hệ thống." in publishing.faults(row)


def test_who_writes_over_a_draft_that_somebody_changed_meanwhile_is_told(
    desk: Client, draft: ProcedureVersion, designer: User
) -> None:
    address = there("part-edit", draft.pk, "buoc", 0)
    said = shown(desk, address)
    publishing.revise(version=draft, by=designer)

    answer = desk.post(address, {**said, "label": "Tên khác"})

    assert "vừa được người khác sửa" in answer.content.decode()
    assert process_of(draft) == process_of(version())


def test_what_is_not_proved_is_not_published_and_every_fault_is_said(
    desk: Client, draft: ProcedureVersion
) -> None:
    sent(desk, there("version-edit", draft.pk), term_halves="2")
    lost = {"code": "lac", "label": "Bước lạc", "state": "seen"}
    held = {"agency": "desk", "status": "4", "clock": "run"}
    sent(desk, there("part-new", draft.pk, "buoc"), **lost, **held)

    answer = desk.post(there("publish", draft.pk), {"decision_number": "12/QĐ-MAU"})

    said = answer.content.decode()
    assert "Không có đường nào dẫn đến bước “Bước lạc”" in said
    assert "quá tổng thời hạn 2 ngày" in said
    assert "Chưa công bố được" in said
    assert ProcedureVersion.objects.get(pk=draft.pk).state == "draft"


def test_publishing_ends_the_version_before_on_the_day_of_the_new_one(
    desk: Client, draft: ProcedureVersion
) -> None:
    before = version()

    desk.post(there("publish", draft.pk), {"decision_number": "12/QĐ-MAU"})

    kept = ProcedureVersion.objects.get(pk=draft.pk)
    assert (kept.state, kept.decision_number) == ("published", "12/QĐ-MAU")
    assert kept.hash == publishing.digest(kept)
    assert ProcedureVersion.objects.get(pk=before.pk).valid_until == LATER
    assert version(day=LATER - timedelta(days=1)).pk == before.pk
    assert version(day=LATER).pk == kept.pk
    assert Entry.objects.filter(action="onestop.version_published").exists()


def test_a_published_version_leads_its_writer_back_and_no_service_changes_it(
    desk: Client, designer: User
) -> None:
    row = version()
    asked = [
        there("version-edit", row.pk),
        there("process-edit", row.pk),
        there("part-edit", row.pk, "buoc", 0),
        there("version-discard", row.pk),
        there("publish", row.pk),
    ]

    for address in asked:
        assert desk.post(address, {"act": "remove"}).headers["Location"] == there("version", row.pk)
    with pytest.raises(RuleBroken, match="không sửa được"):
        publishing.revise(version=row, by=designer)
    with pytest.raises(RuleBroken, match="không sửa được"):
        publishing.discard(version=row, by=designer)
    assert version().definition == row.definition


@pytest.mark.parametrize(
    "change", [{"name": "Tên khác"}, {"definition": {}}, {"online_level": "none"}, {"hash": "x"}]
)
def test_the_database_itself_refuses_to_change_what_was_published(change: dict[str, Any]) -> None:
    rows = ProcedureVersion.objects.filter(pk=version().pk)

    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


def test_the_database_itself_refuses_two_versions_of_one_day(designer: User) -> None:
    made = copying.copy(version=version(), valid_from=LATER, by=designer)
    made.state, made.hash, made.published_at = "published", "x", NOW

    with pytest.raises(DatabaseError), transaction.atomic():
        made.save()


def test_a_version_before_one_that_was_published_already_is_refused(designer: User) -> None:
    draft = copying.copy(version=version(), valid_from=date(2024, 6, 1), by=designer)

    with pytest.raises(RuleBroken, match="chọn ngày có hiệu lực sau ngày đó"):
        publishing.publish(version=draft, decision_number="1", now=NOW, by=designer)


def test_a_procedure_ends_on_a_day_and_nothing_follows(desk: Client) -> None:
    row = version()

    refused = desk.post(there("version-close", row.pk), {"on": f"{row.valid_from:%d/%m/%Y}"})
    desk.post(there("version-close", row.pk), {"on": f"{LATER:%d/%m/%Y}"})
    again = desk.post(there("version-close", row.pk), {"on": f"{LATER:%d/%m/%Y}"})

    assert "phải sau ngày có hiệu lực" in refused.content.decode()
    assert ProcedureVersion.objects.get(pk=row.pk).valid_until == LATER
    assert "đang có hiệu lực" in again.content.decode()


def test_a_draft_is_thrown_away(desk: Client, draft: ProcedureVersion) -> None:
    desk.post(there("version-discard", draft.pk))

    assert not ProcedureVersion.objects.filter(pk=draft.pk).exists()
    assert Entry.objects.filter(action="onestop.version_discarded").exists()


def test_a_leader_publishes_but_does_not_write(client: Client, draft: ProcedureVersion) -> None:
    client.force_login(officer("lanh-dao", Role.DEPARTMENT_LEADER, commune()))

    assert client.get(there("publish", draft.pk)).status_code == 200
    assert client.post(there("version-edit", draft.pk)).status_code == 403
    assert client.post(there("part-new", draft.pk, "buoc")).status_code == 403
    assert client.post(there("part-edit", draft.pk, "tac-dong", 0)).status_code == 403
    assert client.post(there("version-discard", draft.pk)).status_code == 403


def test_a_table_or_a_row_that_there_is_not_is_no_page(
    desk: Client, draft: ProcedureVersion
) -> None:
    assert desk.get(there("part-new", draft.pk, "khac")).status_code == 404
    assert desk.get(there("part-edit", draft.pk, "buoc", 99)).status_code == 404
