"""What systems offer: named by a text, drawn when read, nothing when it is offered no more."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.offers import publications
from vungcao.kernel.offers.publications import Figure, Offered, PublicItem
from vungcao.systems.portal.models import Article, TopicPage
from vungcao.systems.portal.models.offered import drawings, things
from vungcao.systems.portal.queries import texts
from vungcao.systems.portal.services import shelving, writing
from vungcao.systems.portal.tests.factories import NOON, keeper, section
from vungcao.systems.portal.tests.test_documents import issued, record, register
from vungcao.web.charts import About, Bar, BarChart, PublicChart, published

pytestmark = pytest.mark.django_db
LABEL: Any = "Thủ tục mẫu"
ABOUT = About("Thôn 1 đông nhất", "Số người", "người", "Xã Mẫu", "Quyết định mẫu")
CHART = BarChart(ABOUT, (Bar("Thôn 1", 7), Bar("Thôn 2", 3)), "Thôn")


def offered(_day: date, keys: Collection[str] | None) -> Iterable[Offered]:
    for key, act in (("1.001", ""), ("1.002", "Nộp trực tuyến")):
        if keys is None or key in keys:
            there = f"/thu-tuc/{key}/"
            yield Offered(
                key, f"Thủ tục {key}", there, "Cơ quan mẫu", act, f"{there}nop/" if act else ""
            )


@pytest.fixture
def offers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Two procedures, a chart and a figure; nothing else is offered."""
    items = {"sample.procedures": PublicItem(LABEL, lambda _day: [], offered, order=10)}
    monkeypatch.setattr(publications.public_items, "_offers", items)
    charts: dict[str, Any] = {"sample.people": PublicChart(LABEL, lambda _day: CHART)}
    monkeypatch.setattr(published.public_charts, "_offers", charts)
    number = Figure(LABEL, "hồ sơ", lambda _u, _d: 1234, lambda _u, _d: "tháng 10/2026.")  # type: ignore[arg-type]
    monkeypatch.setattr(publications.figures, "_offers", {"sample.count": number})
    return items


def article(*body: tuple[str, Any]) -> Article:
    text = writing.Text(slug="bai", title="Bài mẫu", lead="Mẫu.", body=list(body))
    return writing.bring(section=section(), text=text, at=NOON, by=keeper())


def test_a_procedure_named_in_a_text_is_submitted_with_one_click(
    client: Client, offers: dict[str, Any]
) -> None:
    article(("thing", "sample.procedures|1.002"))

    page = client.get("/tin-tuc/bai/").content.decode()
    assert 'href="/thu-tuc/1.002/nop/"' in page
    assert "1.001" not in page

    offers.clear()
    page = client.get("/tin-tuc/bai/").content.decode()
    assert "1.002" not in page


@pytest.mark.usefixtures("offers")
def test_a_chart_is_drawn_at_reading_and_kept_as_its_table(client: Client) -> None:
    made = article(("drawing", "chart|sample.people"), ("drawing", "chart|nobody.offers"))

    page = client.get("/tin-tuc/bai/").content.decode()

    assert page.count("<figure") == 1
    assert "Thôn 1 đông nhất" in page
    assert 'class="vl"' in page
    assert "?chart=" not in page  # a file would be written to somebody's trail
    plain = texts.plain(made)
    assert "Thôn 2" in plain
    assert "svg" not in texts.html(made)


@pytest.mark.usefixtures("offers", "province")
def test_a_published_number_stands_with_its_measure(client: Client) -> None:
    article(("drawing", "figure|sample.count"))

    assert "1.234 hồ sơ" in client.get("/tin-tuc/bai/").content.decode()


def test_a_document_in_a_text_is_one_of_the_register_or_a_paper_by_its_code(client: Client) -> None:
    document = record(register())
    issued()
    issued("ABCDEFGH24", subject="", number="44/QĐ-MAU")
    article(
        ("document", {"page": document.page_ptr, "code": ""}),
        ("document", {"page": None, "code": "abcd-efgh-23"}),
        ("document", {"page": None, "code": "ABCDEFGH24"}),
    )

    page = client.get("/tin-tuc/bai/").content.decode()
    assert "Quyết định 01/QĐ-MAU" in page
    assert "Quyết định 09/QĐ-MAU" in page
    assert "44/QĐ-MAU" not in page

    document.unpublish()
    assert "01/QĐ-MAU" not in client.get("/tin-tuc/bai/").content.decode()


@pytest.mark.usefixtures("offers")
def test_an_editor_chooses_among_what_is_offered_now() -> None:
    ((label, named),) = list(things())
    (charts, figures) = list(drawings())

    assert (label, [value for value, _title in named]) == (
        "Thủ tục mẫu",
        ["sample.procedures|1.001", "sample.procedures|1.002"],
    )
    assert [charts[1][0][0], figures[1][0][0]] == ["chart|sample.people", "figure|sample.count"]


@pytest.mark.usefixtures("offers")
def test_the_front_shows_first_what_people_come_for(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    article()
    client.get(reverse("portal:front"))

    with django_assert_max_num_queries(18):
        page = client.get(reverse("portal:front")).content.decode()

    main = page.partition("<main")[2]
    ways = ("Theo dõi hồ sơ", "Tin mới", "Thôn 1 đông", "Thủ tục 1.002", "Thủ tục 1.001")
    at = [main.index(said) for said in ways]
    assert at == sorted(at)
    assert 'href="/thu-tuc/1.002/nop/"' in page


@pytest.mark.usefixtures("offers", "province")
def test_all_that_is_published_in_numbers_stands_on_one_page(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get(reverse("portal:figures"))

    with django_assert_max_num_queries(12):
        page = client.get(reverse("portal:figures")).content.decode()

    assert "Thôn 1 đông nhất" in page
    assert "1.234 hồ sơ" in page


def test_nothing_offered_nothing_shown(
    client: Client, offers: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    offers.clear()
    monkeypatch.setattr(published.public_charts, "_offers", {})
    monkeypatch.setattr(publications.figures, "_offers", {})
    article()

    front = client.get(reverse("portal:front")).content.decode()

    assert "Tỉnh ta qua con số" not in front
    assert "Nộp trực tuyến" not in front
    assert "Thủ tục mẫu" not in front.partition("<main")[2].partition("</main")[0]
    assert (
        "Chưa có số liệu nào được công bố."
        in client.get(reverse("portal:figures")).content.decode()
    )


@pytest.mark.usefixtures("offers")
def test_a_topic_gathers_what_was_chosen_until_its_day(client: Client) -> None:
    chosen = article()
    body = [("thing", "sample.procedures|1.002"), ("pages", [chosen.page_ptr])]
    for slug, ends in (("dang-chay", date(2199, 1, 1)), ("da-xong", date(2026, 1, 1))):
        page = TopicPage(title=f"Chuyên đề {slug}", slug=slug, lead="Mẫu.", ends_on=ends, body=body)
        shelving.bring_page(above=section("chuyen-de"), page=page, at=NOON, by=keeper())

    front = client.get(reverse("portal:front")).content.decode()
    running, over = (
        client.get(f"/chuyen-de/{slug}/").content.decode() for slug in ("dang-chay", "da-xong")
    )

    assert "Chuyên đề dang-chay" in front
    assert "Chuyên đề da-xong" not in front
    assert 'href="/tin-tuc/bai/"' in running
    assert "Thủ tục 1.002" in running
    assert "đã kết thúc từ ngày 01/01/2026" in over
    assert "đã kết thúc" not in running
