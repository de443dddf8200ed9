"""The answer of a list: page, part for htmx, file; views that an account saves for itself."""

import io
from datetime import datetime

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import SavedView
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.web import manual
from vungcao.web.tests.tables.sample import people

pytestmark = [pytest.mark.django_db, pytest.mark.urls("vungcao.web.tests.tables.sample")]
LIST = "/danh-sach/"


@pytest.fixture
def officer(client: Client) -> Client:
    people(25)
    client.force_login(GrantFactory.create(role=Role.COMMUNE_OFFICER).user)
    return client


def saved(client: Client) -> list[tuple[str, str, str]]:
    """Code, name and words of the views of the account that is signed in."""
    account = int(client.session["_auth_user_id"])
    with scoped((), account=account, door=Door.OFFICE):
        return list(SavedView.objects.values_list("code", "label", "words"))


def body(client: Client, address: str) -> bytes:
    return b"".join(client.get(address).streaming_content)  # type: ignore[attr-defined]


def test_a_file_of_comma_separated_values_holds_every_row_in_the_order_of_the_page(
    officer: Client,
) -> None:
    text = body(officer, f"{LIST}?format=csv&sort=-username&page=2").decode("utf-8-sig")

    lines = text.splitlines()
    assert lines[0] == "Tên,Số chữ,Ngày"
    assert lines[1] == "mau-00024,9000,2026-06-05"
    assert len(lines) == 26


def test_a_workbook_has_days_as_days_and_numbers_as_numbers(officer: Client) -> None:
    content = body(officer, f"{LIST}?format=xlsx&columns=letters&columns=day")

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    rows = list(sheet.values)
    assert rows[0] == ("Tên", "Số chữ", "Ngày")
    assert rows[1] == ("mau-00000", 9000, datetime(2026, 6, 5))  # noqa: DTZ001 -- a sheet knows no zone
    assert len(rows) == 26


def test_who_took_a_list_away_is_in_the_trail(officer: Client) -> None:
    body(officer, f"{LIST}?format=csv")

    assert Entry.objects.get(action="tables.exported").subject == "table:tests.accounts"


def test_a_part_is_asked_for_by_its_name(officer: Client) -> None:
    answer = officer.get(LIST, headers={"HX-Target": "table"})

    assert answer.content.decode().lstrip().startswith('<div id="table"')
    assert "HX-Target" in answer.headers["Vary"]


def test_filters_that_are_wrong_list_nothing_and_bring_the_page_that_says_so(
    officer: Client,
) -> None:
    wrong = f"{LIST}?day=99%2F99%2F2026"

    assert "Chưa có ai." in officer.get(wrong).content.decode()
    part = officer.get(wrong, headers={"HX-Target": "table"})
    assert part.headers["HX-Redirect"] == wrong
    assert part.content == b""
    assert officer.get(f"{wrong}&format=csv").headers["Content-Type"].startswith("text/html")


def test_a_view_is_saved_without_what_somebody_typed_and_is_marked_where_it_is_shown(
    officer: Client,
) -> None:
    officer.post(f"{LIST}?sort=-mail&kind=officer&text=Nguyen", {"label": "  Cán  bộ "})

    ((_code, label, words),) = saved(officer)
    assert (label, words) == ("Cán bộ", "sort=-mail&kind=officer")
    text = officer.get(f"{LIST}?{words}").content.decode()
    assert reverse("help-page", args=[manual.LISTS]) in text
    assert 'aria-current="true">Cán bộ' in text


def test_the_same_name_replaces_and_an_empty_one_is_refused(officer: Client) -> None:
    officer.post(f"{LIST}?sort=mail", {"label": "Một"})
    officer.post(f"{LIST}?sort=-mail", {"label": "Một"})
    officer.post(LIST, {"label": " "})

    assert [words for _code, _label, words in saved(officer)] == ["sort=-mail"]


def test_nobody_removes_or_sees_the_view_of_another(officer: Client) -> None:
    officer.post(f"{LIST}?sort=mail", {"label": "Của tôi"})
    ((code, _label, _words),) = saved(officer)
    other = Client()
    other.force_login(GrantFactory.create(role=Role.COMMUNE_OFFICER).user)

    assert "Của tôi" not in other.get(LIST).content.decode()
    assert other.post(LIST, {"remove": code}).status_code == 404
    assert officer.post(LIST, {"remove": code}).status_code == 302
    assert saved(officer) == []


def test_a_list_is_closed_to_who_holds_no_role(client: Client) -> None:
    assert client.get(LIST).status_code in (302, 403)
    assert client.get(f"{LIST}?format=csv").status_code in (302, 403)
