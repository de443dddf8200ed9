"""Pages of ethnic groups, advice by season, albums."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Locale, PageViewRestriction

from vungcao.kernel.norms.models import EthnicGroup
from vungcao.kernel.offers import publications
from vungcao.kernel.offers.publications import GroupCount, GroupCounts
from vungcao.kernel.tests.factories import OrganisationFactory
from vungcao.systems.portal.models import Advice, Album, Almanac, GroupPage, PublicFile, TopicPage
from vungcao.systems.portal.models.albums import FilmBlock, PictureBlock, SoundBlock
from vungcao.systems.portal.offers import demo_shelves
from vungcao.systems.portal.queries import shelves
from vungcao.systems.portal.rules import seasons
from vungcao.systems.portal.services import shelving, writing
from vungcao.systems.portal.tests.factories import NOON, keeper, section

MONTHS = st.integers(1, 12)
TODAY = date(2026, 11, 23)


@given(first=MONTHS, last=MONTHS, month=MONTHS)
def test_a_season_is_the_months_that_one_walks_from_its_first_to_its_last(
    first: int, last: int, month: int
) -> None:
    walked = [first]
    while walked[-1] != last:
        walked.append(walked[-1] % 12 + 1)

    assert seasons.holds(first, last, month) is (month in walked)
    wait = seasons.wait(first, last, month)
    assert (wait == 0) == (month in walked)
    assert seasons.holds(first, last, (month + wait - 1) % 12 + 1)


def test_without_months_advice_holds_all_year() -> None:
    assert all(seasons.holds(None, None, month) for month in range(1, 13))


def test_one_month_alone_is_no_season() -> None:
    with pytest.raises(ValidationError, match="cả tháng đầu và tháng cuối"):
        Advice(title="x", slug="x", crop="Vải", first_month=3).clean()


def almanac() -> Almanac:
    page = Almanac(title="Lịch mùa vụ", slug="lich")
    made = shelving.bring_page(above=section("khoa-hoc-ky-thuat"), page=page, at=NOON, by=keeper())
    for nth, (crop, first, last) in enumerate(
        (("Vải", 12, 1), ("Lúa", 5, 6), ("lúa", 11, 2), ("Gà", None, None))
    ):
        advice = Advice(
            title=f"Bài {nth}",
            slug=f"bai-{nth}",
            crop=crop,
            first_month=first,
            last_month=last,
            lead="Mẫu.",
        )
        shelving.bring_page(above=made, page=advice, at=NOON, by=keeper())
    return made


@pytest.mark.django_db
def test_advice_of_this_month_comes_first_then_what_begins_next(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    almanac()
    client.get("/khoa-hoc-ky-thuat/lich/")

    with django_assert_max_num_queries(16):
        page = client.get("/khoa-hoc-ky-thuat/lich/", {"month": "1"}).content.decode()

    assert [nth for nth in range(4) if f"Bài {nth}<" in page] == [0, 2, 3]
    now, _mark, later = (
        client.get("/khoa-hoc-ky-thuat/lich/").content.decode().partition("Các tháng sau")
    )
    assert "Bài 3<" in now  # all year
    assert "Bài 1<" in now + later


@pytest.mark.django_db
def test_a_crop_is_one_however_it_is_written() -> None:
    where = almanac()

    assert [crop.casefold() for crop in shelves.crops(where)] == ["gà", "lúa", "vải"]
    assert [one.title for one in shelves.advice(where, "LÚA", None)] == ["Bài 1", "Bài 2"]
    assert [one.title for one in shelves.advice(where, "Lúa", 6)] == ["Bài 1"]


def group_page(**said: Any) -> GroupPage:
    group, _new = EthnicGroup.objects.get_or_create(name="Nùng", defaults={"is_minority": True})
    page = GroupPage(title="Dân tộc Nùng", slug="nung", group=group, **said)
    return shelving.bring_page(above=section("van-hoa"), page=page, at=NOON, by=keeper())


@pytest.mark.django_db
def test_the_page_of_a_group_shows_published_counts_with_their_source(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = group_page(own_names="Nồng", names_source="Sách mẫu, trang 3")
    count = GroupCount(76878, "người", "Tỉnh Mẫu", "2014", "https://so-lieu.invalid/bai")
    label: Any = "Số đã công bố"
    offer = GroupCounts(label, lambda group: [count] if group == page.group_id else [])
    monkeypatch.setattr(publications.group_counts, "_offers", {"sample.counts": offer})
    text = writing.Text(slug="bai", title="Bài về nghề", lead="Mẫu.")
    writing.bring(section=page, text=text, at=NOON, by=keeper())

    said = client.get("/van-hoa/nung/").content.decode()

    for words in ("Nồng", "Sách mẫu, trang 3", "76.878 người", "so-lieu.invalid", "Bài về nghề"):
        assert words in said
    monkeypatch.setattr(publications.group_counts, "_offers", {})
    assert "Số đã công bố" not in client.get("/van-hoa/nung/").content.decode()


def test_a_name_of_a_group_needs_its_source() -> None:
    with pytest.raises(ValidationError, match="nguồn của các tên"):
        GroupPage(title="x", slug="x", own_names="Nồng").clean()


def refused(block: Any, value: dict[str, Any]) -> dict[str, Any]:
    with pytest.raises(StructBlockValidationError) as found:
        block.clean(block.to_python(value))
    return dict(found.value.block_errors)


@pytest.mark.django_db
def test_what_an_album_shows_is_told_in_words_and_is_what_it_says() -> None:
    drawn = demo_shelves._drawn((1, 2, 3), 2)
    picture = shelving.lay_picture(
        title="Đồi", words="", content=drawn, name="doi.png", by=keeper()
    )
    text = PublicFile.objects.create(
        title="Văn bản", code="ABCDEFGH22", name="x.pdf", media_type="application/pdf", size=5
    )

    silent = {"image": {"image": picture.pk, "alt_text": "", "decorative": True}, "caption": ""}
    assert set(refused(PictureBlock(), silent)) == {"image"}
    film = {"title": "Phim", "file": None, "address": "", "words": "Chữ"}
    assert set(refused(FilmBlock(), film)) == {"file"}
    assert set(refused(FilmBlock(), film | {"file": text.pk})) == {"file"}
    assert set(refused(SoundBlock(), {"title": "Bài", "file": text.pk, "words": "Chữ"})) == {"file"}


@pytest.mark.django_db
def test_a_film_elsewhere_is_a_link_and_nothing_of_it_is_loaded(client: Client) -> None:
    film = {"title": "Phim", "file": None, "address": "https://phim.invalid/1", "words": "Kể lại."}
    album = Album(title="Bộ", slug="bo", media=[("film", film)])
    shelving.bring_page(above=section("thu-vien"), page=album, at=NOON, by=keeper())

    page = client.get("/thu-vien/bo/").content.decode()

    assert 'href="https://phim.invalid/1"' in page
    assert "Xem phim ở phim.invalid" in page
    assert page.count("phim.invalid/1") == 1
    assert "<iframe" not in page


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")  # Wagtail's, of sizes it makes
def test_the_demo_of_these_pages_is_built_once_and_says_that_it_is_one(client: Client) -> None:
    for slug in ("van-hoa", "khoa-hoc-ky-thuat", "thu-vien", "chuyen-de"):
        section(slug, slug)
    EthnicGroup.objects.update_or_create(
        name="Nùng", defaults={"is_minority": True, "is_large_here": True}
    )

    for _twice in range(2):
        demo_shelves.build(keeper(), TODAY)

    assert (GroupPage.objects.count(), Advice.objects.count()) == (
        EthnicGroup.objects.filter(is_large_here=True).count(),
        len(demo_shelves.ADVICE),
    )
    assert (Album.objects.count(), TopicPage.objects.count()) == (1, 2)
    album = client.get("/thu-vien/bo-anh-mau/").content.decode()
    assert album.count('alt="Ảnh mẫu') == 3
    for page in ("/van-hoa/nung/", "/khoa-hoc-ky-thuat/lich-mua-vu/", "/chuyen-de/chuyen-de-mau/"):
        assert "giả lập" in client.get(page).content.decode()


@pytest.mark.django_db
def test_the_map_of_the_site_names_sections_and_what_stands_in_them(client: Client) -> None:
    group_page()
    text = writing.Text(slug="bai", title="Bài trong mục", lead="Mẫu.")
    writing.bring(section=section("tin-tuc"), text=text, at=NOON, by=keeper())

    page = client.get(reverse("sitemap")).content.decode()

    assert '<a href="/van-hoa/nung/"><strong>Dân tộc Nùng</strong></a>' in page
    assert 'href="/tin-tuc/"' in page
    assert "Bài trong mục" not in page


@pytest.mark.django_db
def test_topics_of_a_page_speak_its_language() -> None:
    place = section("chuyen-de", "Chuyên đề")
    english = Locale.objects.get_or_create(language_code="en")[0]
    for slug, locale in (("ta", place.locale), ("anh", english)):
        page = TopicPage(title=slug, slug=slug, lead="Mẫu.", locale=locale)
        shelving.bring_page(above=place, page=page, at=NOON, by=keeper())

    found = shelves.topics(place.get_parent(), TODAY, 6)

    assert [one.slug for one in found] == ["ta"]


@pytest.mark.django_db
@pytest.mark.parametrize("closed", ["ta", "chuyen-de"])
def test_a_topic_that_is_closed_to_readers_stands_on_no_front(client: Client, closed: str) -> None:
    place = section("chuyen-de", "Chuyên đề")
    page = TopicPage(title="Đề riêng", slug="ta", lead="Mẫu.", locale=place.locale)
    made = shelving.bring_page(above=place, page=page, at=NOON, by=keeper())
    assert "Đề riêng" in client.get("/").content.decode()

    shut = made if closed == "ta" else place
    PageViewRestriction.objects.create(page=shut, restriction_type="login")

    assert shelves.topics(place.get_parent(), TODAY, 6) == []
    assert "Đề riêng" not in client.get("/").content.decode()


@pytest.mark.django_db
def test_every_kind_of_page_says_whose_portal_it_is(client: Client) -> None:
    OrganisationFactory.create(called="Sở mẫu")
    pages = (group_page(), almanac())

    for page in pages:
        assert "Sở mẫu" in client.get(page.url).content.decode()
