"""Procedures for citizens and for the office: what each page says, and who may open which."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.services import cite
from vungcao.kernel.offers.publications import datasets, public_items
from vungcao.kernel.offers.search import sources
from vungcao.kernel.offers.upkeep import doubts
from vungcao.systems.onestop.models import OnlineLevel, ProcedureVersion
from vungcao.systems.onestop.services import publishing
from vungcao.systems.onestop.services.publishing import Text
from vungcao.systems.onestop.tests.factories import (
    NOW,
    RECOGNISE,
    TODAY,
    commune,
    officer,
    version,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
CATALOGUE = reverse("onestop:catalogue")
OFFICE = reverse("onestop:procedures")


@pytest.fixture
def designer() -> User:
    return officer("nguoi-soan", Role.DESIGNER, commune())


@pytest.fixture
def desk(client: Client, designer: User) -> Client:
    """The browser of the designer."""
    client.force_login(designer)
    return client


def page(client: Client, there: str, **asked: str) -> str:
    return client.get(there, asked).content.decode()


def listed(by: User, code: str = "1.009999") -> ProcedureVersion:
    """A published procedure without a process."""
    made = publishing.draft(
        code=code,
        text=Text(
            name="Xác nhận mẫu",
            field="Lĩnh vực mẫu",
            basis=cite(number="01/2026/QĐ-MAU", by=by),
            valid_from=TODAY,
            online_level=OnlineLevel.FULL,
        ),
        by=by,
    )
    return publishing.publish(version=made, decision_number="1/QĐ", now=NOW, by=by)


def test_a_citizen_finds_a_procedure_without_typing_accents(client: Client) -> None:
    shown = page(client, CATALOGUE, q="dua ra khoi danh sach")

    assert "Đưa ra khỏi danh sách" in shown
    assert "Công nhận người có uy tín" not in shown


def test_what_does_not_count_today_is_not_in_the_catalogue(client: Client) -> None:
    shown = page(client, CATALOGUE)

    assert reverse("onestop:guide", args=[RECOGNISE]) in shown
    assert "1.004875" not in shown


def test_field_level_and_agency_narrow_the_catalogue(client: Client, designer: User) -> None:
    listed(designer)

    assert "Xác nhận mẫu" in page(client, CATALOGUE, field="Lĩnh vực mẫu", level="full")
    assert "Xác nhận mẫu" not in page(client, CATALOGUE, level="none")
    assert "Xác nhận mẫu" not in page(client, CATALOGUE, agency="Uỷ ban nhân dân cấp xã")


def test_the_catalogue_is_turned_page_by_page_and_keeps_what_was_chosen(
    client: Client, designer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed(designer)
    monkeypatch.setattr("vungcao.systems.onestop.views.procedure_pages.PAGE", 1)

    first = page(client, CATALOGUE, level="full")
    second = page(client, CATALOGUE, level="full", trang="2")

    assert "Trang 1 trên 3: thủ tục 1 đến 1 trong 3." in first
    assert 'href="?level=full&amp;trang=2" rel="next"' in first
    assert "Trang 2 trên 3" in second
    assert 'href="?level=full" rel="prev"' in second
    assert "Xác nhận mẫu" in page(client, CATALOGUE, level="full", trang="99999")
    assert "Trang 1 trên 3" in page(client, CATALOGUE, level="full", trang="-1")
    assert "Trang 1 trên" not in page(client, CATALOGUE, q="xac nhan mau")


def test_the_way_from_the_first_page_to_the_guide_is_two_clicks(client: Client) -> None:
    first = page(client, reverse("help"))

    assert f'href="{CATALOGUE}"' in first
    assert f'href="{reverse("onestop:guide", args=[RECOGNISE])}"' in page(client, CATALOGUE)


def test_a_guide_says_which_papers_and_why_and_what_nobody_has_verified(client: Client) -> None:
    shown = page(client, reverse("onestop:guide", args=[RECOGNISE]))

    assert "Biên bản họp thôn (Mẫu số 01)" in shown
    assert "Cho thấy đủ từ 2/3 số hộ dự họp" in shown
    assert "25 ngày làm việc" in shown
    assert "chưa xác minh" in shown
    assert "28/2023/QĐ-TTg" in shown


def test_a_browser_may_keep_the_guide_of_a_visitor_for_times_without_a_network(
    desk: Client,
) -> None:
    there = reverse("onestop:guide", args=[RECOGNISE])

    assert Client().get(there).headers["X-For-Everybody"] == "1"
    assert "X-For-Everybody" not in desk.get(there).headers


def test_a_guide_of_an_earlier_day_says_that_it_does_not_count_any_more(client: Client) -> None:
    there = reverse("onestop:guide", args=[RECOGNISE])

    shown = page(client, there, ngay="2024-06-01")

    assert "đã hết hiệu lực từ ngày 01/07/2025" in shown
    assert "Nộp hồ sơ trực tuyến" not in shown
    assert client.get(there, {"ngay": "2024-01-14"}).status_code == 404
    assert client.get(there, {"ngay": "hôm qua"}).status_code == 404


def test_a_draft_has_no_guide(client: Client, designer: User) -> None:
    basis = cite(number="01/2026/QĐ-MAU", by=designer)
    text = Text(name="Thủ tục nháp", field="Mẫu", basis=basis, valid_from=TODAY)
    publishing.draft(code="1.008888", text=text, by=designer)

    assert client.get(reverse("onestop:guide", args=["1.008888"])).status_code == 404
    assert "Thủ tục nháp" not in page(client, CATALOGUE)


def test_without_a_process_nobody_can_apply_here(client: Client, designer: User) -> None:
    listed(designer)

    shown = page(client, reverse("onestop:guide", args=["1.009999"]))

    assert "chưa nộp trực tuyến ở đây" in shown
    assert "Chưa có danh sách giấy tờ" in shown


def test_the_pages_for_citizens_ask_few_questions_of_the_database(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    there = reverse("onestop:guide", args=[RECOGNISE])
    page(client, there)

    with django_assert_max_num_queries(10):
        page(client, CATALOGUE)
    with django_assert_max_num_queries(10):
        page(client, there)


def test_what_is_offered_to_others_is_what_the_catalogue_shows() -> None:
    titles = dict(public_items.get("onestop.procedures").items(TODAY))
    rows = list(datasets.get("onestop.procedures").rows(TODAY))
    found = list(sources.get("onestop.procedures").read(frozenset({RECOGNISE}), TODAY))

    assert version().name in titles
    assert sorted(str(row[0]) for row in rows) == [RECOGNISE, "1.012223"]
    assert [entry.key for entry in found] == [RECOGNISE]
    assert sources.get("onestop.procedures").key_of(str(version().pk)) == RECOGNISE


def test_a_version_that_nobody_has_verified_is_a_doubt() -> None:
    said = [one.title for one in doubts.get("onestop.versions").rows()]

    assert any(title.startswith("1.012222 từ 01/07/2025") for title in said)


def test_the_office_lists_every_version(desk: Client) -> None:
    shown = page(desk, OFFICE)

    assert shown.count("1.012222") >= 2
    assert "1.004875" in shown
    assert "1.004875" not in page(desk, OFFICE, when="now")


def test_a_version_shows_its_process_and_that_it_is_proved(desk: Client) -> None:
    shown = page(desk, reverse("onestop:version", args=[version().pk]))

    assert "Chờ tiếp nhận" in shown
    assert "Bước nào cũng đến được" in shown
    assert "người được công nhận: người ở dòng này" in shown
    assert "Soạn phiên bản mới" in shown
    assert "Thêm bước" not in shown


def test_a_version_is_shown_in_words_without_codes_and_empty_columns(desk: Client) -> None:
    shown = page(desk, reverse("onestop:version", args=[version("1.012223").pk]))

    assert "Lựa chọn theo bảng Lý do đưa ra khỏi danh sách" in shown
    assert "prestige." not in shown
    assert shown.count('<th scope="col">Điều kiện</th>') == 1  # of the actions


def test_an_officer_who_does_not_design_sees_no_way_to_write(client: Client) -> None:
    client.force_login(officer("can-bo", Role.COMMUNE_OFFICER, commune()))

    shown = page(client, reverse("onestop:version", args=[version().pk]))

    assert "Soạn phiên bản mới" not in shown
    assert client.get(reverse("onestop:version-new", args=[version().pk])).status_code == 403


def test_who_keeps_money_alone_reads_no_procedures_in_the_office(client: Client) -> None:
    client.force_login(officer("tai-chinh", Role.FINANCE, commune()))

    assert client.get(OFFICE).status_code == 403


def test_the_list_asks_as_much_for_one_version_as_for_many(
    desk: Client, designer: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        listed(designer, f"1.00999{number}")
    page(desk, OFFICE)

    with django_assert_max_num_queries(22):
        page(desk, OFFICE)


def test_the_search_of_the_office_leads_to_the_version_of_today(desk: Client) -> None:
    answer = desk.get(reverse("onestop:procedure-now", args=[RECOGNISE]))

    assert answer.headers["Location"] == reverse("onestop:version", args=[version().pk])
    assert desk.get(reverse("onestop:procedure-now", args=["9.9"])).status_code == 404


def test_a_page_names_a_procedure_by_its_code_and_submits_only_what_has_a_process(
    designer: User,
) -> None:
    with_process, without = version(), listed(designer)
    offered = public_items.get("onestop.procedures").offered
    assert offered is not None

    found = {one.key: one for one in offered(TODAY, None)}
    (named,) = offered(TODAY, frozenset({without.procedure.code}))

    code = with_process.procedure.code
    assert found[code].way == reverse("onestop:apply", args=[code])
    assert (named.title, named.way, named.act) == ("Xác nhận mẫu", "", "")
    assert list(offered(TODAY, frozenset({"khong-co"}))) == []
