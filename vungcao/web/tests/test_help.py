"""Each screen leads to its page of the manual, which is read inside the product."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.tests.factories import GrantFactory, NationFactory
from vungcao.web import manual, screens
from vungcao.web.tests.accounts.world import text

# Screens of the office about which no page has been written.
WITHOUT = {"case"}


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A manual of one page."""
    monkeypatch.setattr(manual, "FOLDER", tmp_path)
    manual.html.cache_clear()
    manual.title.cache_clear()
    yield tmp_path / "mau.md"
    manual.html.cache_clear()
    manual.title.cache_clear()


def page_of(address: str, rf: RequestFactory) -> str:
    request = rf.get(address)
    request.resolver_match = resolve(address)
    return manual.page_of(request)


def test_every_page_of_the_manual_is_reached_by_a_screen() -> None:
    reached = {manual.INDEX, manual.LISTS, *manual.SCREENS.values()}

    assert sorted(manual.pages().keys() - reached) == []


def test_every_column_of_a_table_of_the_manual_has_a_name() -> None:
    assert [slug for slug in manual.pages() if "<th></th>" in manual.html(slug)] == []


def test_no_screen_leads_to_a_page_that_is_not_there() -> None:
    known = {screen.name for screen in screens.screens()} | {
        *("account", "delegations", "notices", "office-notices", "runs", "verify"),
        *("accessibility", "onestop:mine", "onestop:resume", "onestop:track"),
        *("comments:article", "comments:follow", "comments:page"),
        *("newsletter:archive", "newsletter:subscribe"),
        *("portal:ask", "portal:disclosed", "portal:figures", "portal:follow", "portal:listen"),
        *("portal:opine", "portal:pack", "portal:search"),
    }

    assert sorted(set(manual.SCREENS.values()) - manual.pages().keys()) == []
    assert sorted(manual.SCREENS.keys() - known) == []


def test_every_screen_of_the_office_has_a_page(rf: RequestFactory) -> None:
    arguments = {"int": "7", "slug": "x", "str": "x"}

    def filled(route: str) -> str:
        for kind, value in arguments.items():
            while f"<{kind}:" in route:
                head, _, rest = route.partition(f"<{kind}:")
                route = head + value + rest.partition(">")[2]
        return route

    found = {screen.name for screen in screens.screens() if not page_of(filled(screen.route), rf)}

    assert found == WITHOUT


@pytest.mark.django_db
def test_the_top_bar_leads_there_and_what_is_typed_stays_open(client: Client) -> None:
    grant = GrantFactory.create(role=Role.ADMINISTRATOR, unit=NationFactory.create())
    client.force_login(grant.user)

    page = " ".join(text(client.get(reverse("administration:reform-new"))).split())

    assert f'href="{reverse("help-page", args=["sap-xep"])}" target="_blank"' in page


@pytest.mark.django_db
def test_a_screen_without_a_page_offers_none(client: Client) -> None:
    client.force_login(GrantFactory.create().user)

    assert "Trợ giúp trang này" not in text(client.get("/lam-viec/khong-co/"))


@pytest.mark.django_db
@pytest.mark.parametrize("page", sorted(manual.pages().keys() - {manual.INDEX}))
def test_a_page_is_shown_with_its_pictures_and_links(page: str, client: Client) -> None:
    answer = client.get(reverse("help-page", args=[page]))

    shown = text(answer)
    assert answer.status_code == 200
    assert f"<h1>{manual.title(page)}</h1>" in shown
    assert 'src="anh/' not in shown
    assert '.md"' not in shown


@pytest.mark.django_db
def test_the_index_leads_to_every_page(client: Client) -> None:
    shown = text(client.get(reverse("help")))

    places = [reverse("help-page", args=[p]) for p in manual.pages() if p != manual.INDEX]
    assert [place for place in places if f'href="{place}"' not in shown] == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["../README.md", "khong-co.png", "..%2F..%2Fpyproject.toml"])
def test_nothing_but_pictures_of_the_manual_is_handed_out(name: str, client: Client) -> None:
    assert client.get(f"/lam-viec/tro-giup/anh/{name}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["README", "khong-co"])
def test_an_unknown_page_is_not_there(page: str, client: Client) -> None:
    assert client.get(f"/lam-viec/tro-giup/{page}/").status_code == 404


@pytest.mark.django_db
def test_an_officer_reads_it_beside_the_menu(client: Client) -> None:
    client.force_login(GrantFactory.create().user)

    assert 'class="side"' in text(client.get(reverse("help-page", args=["tep"])))


def test_raw_html_is_no_markup(written: Path) -> None:
    written.write_text("# Mẫu\n\n<script>alert(1)</script> [a](javascript:alert(1))", "utf-8")

    shown = manual.html("mau")

    assert "<script" not in shown
    assert "javascript:alert(1)</a>" not in shown
    assert 'href="javascript' not in shown


def test_a_link_reads_as_the_title_of_its_page(written: Path) -> None:
    written.with_name("hai.md").write_text("# Trang hai\n", "utf-8")
    written.write_text("# Mẫu\n\n[hai.md](hai.md), [xem](hai.md)", "utf-8")

    shown = manual.html("mau")

    place = reverse("help-page", args=["hai"])
    assert f'<a href="{place}">Trang hai</a>, <a href="{place}">xem</a>' in shown


def test_headings_lists_and_tables_are_drawn(written: Path) -> None:
    written.write_text("# Mẫu\n\n## Hai\n\n- **a**\n\n| b |\n|---|\n| c |\n", "utf-8")

    shown = manual.html("mau")

    assert "<h2>Hai</h2>" in shown
    assert "<strong>a</strong>" in shown
    assert '<table class="table">' in shown
