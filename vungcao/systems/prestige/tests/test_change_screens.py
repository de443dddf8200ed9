"""Changing the register on the screen: what is asked, refused at its field, and kept."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import FormDraft
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.documents.models import Document, DocumentState
from vungcao.kernel.people.models import Person, Purpose
from vungcao.kernel.people.services import PersonRecord, read
from vungcao.kernel.tests.documents import world
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.services import profiles
from vungcao.systems.prestige.tests import factories
from vungcao.systems.prestige.tests.changing import Ground
from vungcao.systems.prestige.tests.factories import officer

pytestmark = pytest.mark.slow
RECOGNISE = reverse("prestige:recognise")
ERROR = re.compile(r'<p class="err"[^>]*>([^<]+)</p>')
CHANGES = ("withdraw", "replace", "void", "describe")


@pytest.fixture
def at(ground_of_changes: Ground) -> Ground:
    return ground_of_changes


@pytest.fixture
def leader(client: Client, at: Ground) -> Client:
    client.force_login(officer(Role.COMMUNE_LEADER, at.commune))
    return client


def of(screen: str, row: Recognition) -> str:
    return reverse(f"prestige:{screen}", args=[row.pk])


def decision(at: Ground, day: str = "01/10/2026") -> dict[str, str]:
    return {
        "paper": "number",
        "number": "12/QĐ-MAU",
        "decided_on": day,
        "issuer": "Xã Mẫu",
        "issuer-which": str(at.commune.pk),
    }


def entry(at: Ground, **said: str) -> dict[str, str]:
    """Somebody new, recognised for the village."""
    return {
        "who": "new",
        "full_name": "Lăng Mẫu Bình",
        "birth": "1970",
        "village": "Thôn mẫu 1",
        "village-which": str(at.village.pk),
        "valid_from": "05/10/2026",
        **decision(at),
        **said,
    }


def errors(answer: Any) -> list[str]:
    """What stands at the fields; the list above the form says the same."""
    return ERROR.findall(answer.content.decode())


def record(at: Ground, person: Person) -> PersonRecord:
    (found,) = read(persons=[person], purpose=Purpose.REGISTER, by=at.by)
    return found


def test_somebody_new_is_registered_and_recognised(leader: Client, at: Ground) -> None:
    answer = leader.post(
        RECOGNISE,
        entry(at, components="03", education="Trung cấp", card="000123456789", sex="female"),
    )

    assert answer.status_code == 302
    row = Recognition.objects.get()
    (said,) = profiles.opened([row])
    known = record(at, row.person)
    assert (row.unit, row.number, row.valid_from) == (at.village, "12/QĐ-MAU", date(2026, 10, 5))
    assert row.issuer_name == "Uỷ ban nhân dân xã Mẫu"
    assert (said.components, said.education) == (("03",), "Trung cấp")
    assert (known.full_name, known.sex, known.unit_id) == ("Lăng Mẫu Bình", "female", at.village.pk)
    assert known.identifiers[0].number == "000123456789"


def test_somebody_known_is_found_by_name_and_chosen(leader: Client, at: Ground) -> None:
    somebody = at.person()
    said = entry(at, who="known", person="Nông Mẫu An", find="person")

    shown = leader.post(RECOGNISE, said).content.decode()
    del said["find"]
    leader.post(RECOGNISE, said | {"person-which": str(somebody.pk)})

    assert f'value="{somebody.pk}"' in shown
    assert Recognition.objects.get().person == somebody


def test_who_looks_like_a_known_person_is_asked_about_before_anything_is_kept(
    leader: Client, at: Ground
) -> None:
    known = at.person(full_name="Lăng Mẫu Bình", birth="1970")

    asked = leader.post(RECOGNISE, entry(at))

    assert errors(asked) == ["Đã có 1 hồ sơ giống người này. Chọn đúng người, hoặc ghi hồ sơ mới."]
    assert "cùng họ tên" in asked.content.decode()
    assert (Person.objects.count(), Recognition.objects.count()) == (1, 0)

    leader.post(RECOGNISE, entry(at, same=str(known.pk)))

    assert Recognition.objects.get().person == known
    assert Person.objects.count() == 1


def test_another_person_of_the_same_name_gets_a_record_of_their_own(
    leader: Client, at: Ground
) -> None:
    known = at.person(full_name="Lăng Mẫu Bình", birth="1970")

    leader.post(RECOGNISE, entry(at, same="another"))

    assert Recognition.objects.get().person != known
    assert Person.objects.count() == 2


def test_each_refusal_stands_at_the_field_that_it_is_about(leader: Client, at: Ground) -> None:
    empty = leader.post(RECOGNISE, {"who": "new", "paper": "number"})
    wrong = leader.post(
        RECOGNISE,
        entry(at, decided_on="06/10/2026", valid_from="05/10/2026", valid_until="01/10/2026"),
    )

    assert errors(empty).count("Mục này còn trống, cần điền.") == 5
    assert "Ghi họ và tên." in errors(empty)
    assert errors(wrong) == [
        "Ngày bắt đầu công nhận không được trước ngày quyết định.",
        "Ngày thôi phải sau ngày bắt đầu và không quá ngày hết kỳ.",
    ]
    assert Person.objects.count() == 0


def test_what_is_wrong_with_a_new_person_is_said_at_once(leader: Client, at: Ground) -> None:
    said = entry(at, full_name="Bình 2", birth="31/31/1970", card="12", telephone="abc")

    found = errors(leader.post(RECOGNISE, said))

    assert len(found) == 4
    assert any("12 chữ số" in sentence for sentence in found)


def test_a_refused_recognition_leaves_no_new_person_behind(leader: Client, at: Ground) -> None:
    at.held()

    answer = leader.post(RECOGNISE, entry(at))

    assert any("được 1 người và đã có đủ" in sentence for sentence in errors(answer))
    assert Person.objects.count() == 1


def test_a_decision_of_another_level_is_refused_with_the_law_of_its_day(
    leader: Client, at: Ground
) -> None:
    province = at.commune.scope.split("/")[2]
    said = entry(at) | {"issuer": "Tỉnh Mẫu", "issuer-which": province}

    (sentence,) = errors(leader.post(RECOGNISE, said))

    assert "thẩm quyền công nhận thuộc Chủ tịch Uỷ ban nhân dân cấp xã" in sentence


def test_only_a_village_is_chosen(leader: Client, at: Ground) -> None:
    said = entry(at) | {"village": "Xã Mẫu", "village-which": str(at.commune.pk)}

    assert errors(leader.post(RECOGNISE, said)) == ["Chọn một thôn, bản hoặc tổ dân phố."]


def test_a_decision_issued_here_is_chosen_instead_of_typed(leader: Client, at: Ground) -> None:
    paper = world.draft(world.office(at.commune), at.by)
    Document.objects.filter(pk=paper.pk).update(
        state=DocumentState.ISSUED, number="21/QĐ-MAU", issued_on=date(2026, 10, 1)
    )

    leader.post(RECOGNISE, entry(at) | {"paper": "here", "document": str(paper.pk)})

    row = Recognition.objects.get()
    assert (row.document, row.number) == (paper, "21/QĐ-MAU")


def test_the_page_says_who_decides_and_begins_with_the_village_that_led_to_it(
    leader: Client, at: Ground
) -> None:
    page = leader.get(RECOGNISE, {"village": at.village.pk}).content.decode()

    assert "Chủ tịch Uỷ ban nhân dân cấp xã (ngày 23/11/2026)" in page
    assert 'value="Thôn mẫu 1"' in page
    assert 'value="Xã Mẫu"' in page


def test_a_change_begins_with_whoever_decides_for_the_village(client: Client, at: Ground) -> None:
    client.force_login(officer(Role.SPECIALIST, Unit.objects.get(kind=Kind.PROVINCE)))

    page = client.get(of("withdraw", at.held())).content.decode()

    assert 'value="Xã Mẫu"' in page


@pytest.mark.parametrize("asked", ["0", "x", "999999999999999"])
def test_a_village_that_is_none_of_ours_is_passed_over(leader: Client, asked: str) -> None:
    assert leader.get(RECOGNISE, {"village": asked}).status_code == 200


def test_a_draft_keeps_the_decision_and_nothing_of_a_person(leader: Client, at: Ground) -> None:
    leader.post(RECOGNISE, entry(at, draft="save", card="000123456789"))

    shown = leader.get(RECOGNISE, {"nhap": "1"}).content.decode()

    assert FormDraft.objects.count() == 1
    assert "12/QĐ-MAU" in shown
    assert "Lăng" not in shown
    assert "000123456789" not in shown


def test_somebody_is_taken_off_the_list_with_the_day_of_death(leader: Client, at: Ground) -> None:
    row = at.held()
    said = {"reason": "death", "died_on": "28/09/2026", "ends_on": "05/10/2026", **decision(at)}

    answer = leader.post(of("withdraw", row), said)

    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.end_kind, row.valid_until) == ("withdrawn", date(2026, 10, 5))
    assert record(at, row.person).died_on == "2026-09-28"


def test_a_day_of_death_counts_for_a_death_alone(leader: Client, at: Ground) -> None:
    row = at.held()
    said = {"reason": "moved", "died_on": "28/09/2026", "ends_on": "05/10/2026", **decision(at)}

    leader.post(of("withdraw", row), said)

    assert not record(at, row.person).is_deceased


def test_an_end_before_its_decision_is_refused_at_its_day(leader: Client, at: Ground) -> None:
    row = at.held()
    said = {"reason": "moved", "ends_on": "30/09/2026", **decision(at)}

    answer = leader.post(of("withdraw", row), said)

    assert errors(answer) == ["Ngày thôi không được trước ngày quyết định."]


def test_somebody_new_follows(leader: Client, at: Ground) -> None:
    row = at.held()
    said = {"reason": "moved", "ends_on": "05/10/2026", **entry(at)}

    answer = leader.post(of("replace", row), said)

    assert answer.status_code == 302
    following = Recognition.objects.get(replaces=row)
    assert record(at, following.person).full_name == "Lăng Mẫu Bình"
    assert following.valid_from == date(2026, 10, 5)


def test_nobody_follows_themselves(leader: Client, at: Ground) -> None:
    row = at.held()
    said = {
        **{"reason": "moved", "ends_on": "05/10/2026", **entry(at)},
        **{"who": "known", "person": "Nông Mẫu An", "person-which": str(row.person_id)},
    }

    assert errors(leader.post(of("replace", row), said)) == ["Người thay thế phải là người khác."]


def test_a_mistake_is_undone_only_by_who_confirms_it(leader: Client, at: Ground) -> None:
    row = at.held()

    unsure = leader.post(of("void", row), {"reason": "nhập hai lần"})
    row.refresh_from_db()
    assert (errors(unsure), row.is_void) == (["Đánh dấu để xác nhận dòng này ghi nhầm."], False)

    leader.post(of("void", row), {"reason": "nhập hai lần", "sure": "on"})

    row.refresh_from_db()
    assert (row.is_void, row.void_reason) == (True, "nhập hai lần")


def test_what_is_said_of_somebody_is_corrected_and_only_that_is_written(
    leader: Client, at: Ground
) -> None:
    row = at.held(birth="1958")
    said = {
        "components": ["02"],
        "occupation": "Nông nghiệp",
        "full_name": "Nông Mẫu An",
        "birth": "05/06/1958",
        "telephone": "0900000123",
    }

    answer = leader.post(of("describe", row), said)

    assert answer.status_code == 302
    row.refresh_from_db()
    (profile,) = profiles.opened([row])
    known = record(at, row.person)
    assert (profile.components, profile.occupation) == (("02",), "Nông nghiệp")
    assert (known.birth, known.contacts[0].value) == ("1958-06-05", "0900000123")
    body = Entry.objects.get(action="people.corrected").body
    assert '"fields": ["birth"]' in body or '"fields":["birth"]' in body


def test_what_was_not_changed_is_not_written_again(leader: Client, at: Ground) -> None:
    row = at.held(birth="05/06/1958")
    page = leader.get(of("describe", row)).content.decode()

    leader.post(of("describe", row), {"full_name": "Nông Mẫu An", "birth": "05/06/1958"})

    assert 'value="05/06/1958"' in page
    assert not Entry.objects.filter(action="people.corrected").exists()


def test_a_name_is_not_left_out(leader: Client, at: Ground) -> None:
    answer = leader.post(of("describe", at.held()), {"full_name": ""})

    assert "Mục này còn trống, cần điền." in errors(answer)


def test_opening_a_change_is_in_the_trail_with_its_purpose(leader: Client, at: Ground) -> None:
    row = at.held()

    leader.get(of("withdraw", row))

    assert '"register"' in Entry.objects.get(action="people.read").body


@pytest.mark.parametrize("screen", CHANGES)
def test_a_neighbouring_commune_finds_nobody(client: Client, at: Ground, screen: str) -> None:
    client.force_login(officer(Role.COMMUNE_LEADER, at.neighbour))

    assert client.get(of(screen, at.held())).status_code == 404


@pytest.mark.parametrize("role", [Role.VILLAGE_HEAD, Role.AUDITOR, Role.FINANCE])
def test_who_only_reads_changes_nothing(client: Client, at: Ground, role: Role) -> None:
    row = at.held()
    client.force_login(officer(role, at.commune))

    assert client.get(RECOGNISE).status_code == 403
    assert {client.get(of(screen, row)).status_code for screen in CHANGES} == {403}


def test_a_person_of_the_neighbours_is_not_recognised_here(leader: Client, at: Ground) -> None:
    stranger = at.person(factories.village(at.neighbour))
    said = entry(at, who="known", person="Nông Mẫu An") | {"person-which": str(stranger.pk)}

    assert leader.post(RECOGNISE, said).status_code == 200
    assert not Recognition.objects.exists()


def test_a_change_is_shown_in_as_many_queries_whoever_stands_on_the_list(
    leader: Client, at: Ground
) -> None:
    row = at.held()
    few = queries(leader, of("replace", row))

    at.held(at.other)
    many = queries(leader, of("replace", row))

    assert many == few < 62


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    return len(seen)
