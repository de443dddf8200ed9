"""Pictures of an article: light, in the size that a screen needs, and only for who wants them."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image as Drawing
from wagtail.images import get_image_model
from wagtail.images.models import Image, Rendition

from vungcao.kernel.audit.models import Entry
from vungcao.kernel.calendar import clock
from vungcao.systems.portal import jobs
from vungcao.systems.portal.models import Album, Article
from vungcao.systems.portal.queries.pictures import SIZES, undrawn
from vungcao.systems.portal.services import pictures, shelving, writing
from vungcao.systems.portal.tests.factories import NOON, draft, keeper, section
from vungcao.web import reading

# Wagtail leaves the file in which it has drawn a size to the garbage.
UNCLOSED = "ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.filterwarnings(UNCLOSED),
]
PATH = "/tin-tuc/duong-vao-thon/"
EVER = datetime(2000, 1, 1, tzinfo=UTC)


def photograph(size: tuple[int, int] = (1200, 800)) -> Image:
    file = io.BytesIO()
    Drawing.effect_noise(size, 40).convert("RGB").save(file, "JPEG", quality=90)
    made: Image = get_image_model().objects.create(
        title="Đường", description="Đường vào thôn mẫu", file=ImageFile(file, "duong.jpg")
    )
    return made


def album_of(number: int, slug: str = "bo-anh") -> str:
    """An album of that many pictures, at its address."""
    media = []
    for nth in range(number):
        picture = photograph((60, 40))
        picture.contextual_alt_text, picture.decorative = f"Ảnh thứ {nth}", False
        media.append(("picture", {"image": picture, "caption": "Cảnh mẫu"}))
    made = Album(title="Bộ ảnh", slug=slug, media=media)
    shelving.bring_page(above=section("thu-vien"), page=made, at=NOON, by=keeper())
    return f"/thu-vien/{slug}/"


@pytest.fixture
def article() -> Article:
    """With one picture above its text and the same inside of it."""
    picture = photograph()
    made = draft(section())
    made.picture = picture
    picture.contextual_alt_text, picture.decorative = "Cổng thôn mẫu", False
    made.body.append(("picture", picture))
    return writing.publish(article=made, at=NOON, by=keeper())


def test_a_browser_chooses_format_and_size(article: Article, client: Client) -> None:
    page = client.get(PATH).content.decode()

    picture = page.partition("<picture>")[2].partition("</picture>")[0]
    assert 'type="image/avif"' in picture
    for width in (320, 640, 960):
        assert f"{width}w" in picture
    assert 'sizes="(max-width: 43rem) 100vw, 40rem"' in picture
    inside = page.partition('itemprop="articleBody"')[2]
    assert 'loading="lazy"' in inside
    assert 'alt="Cổng thôn mẫu"' in inside
    assert 'alt="Đường vào thôn mẫu"' in picture
    shown = picture.partition("<img")[2]
    assert 'width="' in shown
    assert 'height="' in shown
    address = picture.partition('srcset="')[2].split(" ", 1)[0]
    drawn = client.get(address)
    assert drawn.status_code == 200
    assert "immutable" in drawn["Cache-Control"]
    assert b"".join(drawn.streaming_content)[4:12] == b"ftypavif"  # type: ignore[attr-defined]


def test_who_saves_data_or_reads_text_alone_gets_a_link_that_says_what_it_weighs(
    article: Article, client: Client
) -> None:
    frugal = client.get(PATH, headers={"Save-Data": "on"})
    client.cookies[reading.COOKIE] = reading.ON
    text = client.get(PATH)

    for page in (frugal, text):
        said = page.content.decode()
        assert "<img" not in said.partition("<main")[2].partition("</main>")[0]
        assert "Xem ảnh: Đường vào thôn mẫu (" in said
    assert "Save-Data" in frugal["Vary"]


def test_an_album_is_as_light_as_an_article(client: Client) -> None:
    address = album_of(1)

    page = client.get(address).content.decode()
    frugal = client.get(address, headers={"Save-Data": "on"}).content.decode()

    assert 'type="image/avif"' in page
    assert 'sizes="(max-width: 43rem) 100vw, 40rem"' in page
    assert 'alt="Ảnh thứ 0"' in page
    assert "Cảnh mẫu" in frugal
    assert "Xem ảnh: Ảnh thứ 0 (" in frugal
    assert "<img" not in frugal.partition("<main")[2].partition("</main>")[0]


def test_sizes_are_drawn_before_a_reader_comes(client: Client) -> None:
    address = album_of(2)

    jobs.draw_pictures()

    drawn = Rendition.objects.count()
    assert drawn == 2 * len(SIZES)
    assert undrawn(EVER) == []
    client.get(address)
    client.get(address, headers={"Save-Data": "on"})
    assert Rendition.objects.count() == drawn
    assert Entry.objects.filter(action="portal.picture_drawn").count() == 2


def test_a_picture_that_cannot_be_read_does_not_hold_up_the_others() -> None:
    whole, broken = photograph((60, 40)), photograph((60, 40))
    broken.file.storage.delete(broken.file.name)

    jobs.draw_pictures()

    assert undrawn(EVER) == [broken.pk]
    assert whole.renditions.count() == len(SIZES)
    assert not pictures.draw(picture=broken.pk, by=keeper())
    assert not pictures.draw(picture=0, by=keeper())


def test_what_could_not_be_drawn_for_a_day_is_left_to_its_page() -> None:
    old = photograph((60, 40))
    get_image_model().objects.update(created_at=clock.now() - timedelta(days=2))

    jobs.draw_pictures()

    assert undrawn(EVER) == [old.pk]


def test_more_pictures_in_an_article_ask_no_more(article: Article, client: Client) -> None:
    jobs.draw_pictures()

    def queries() -> int:
        cache.clear()
        client.get(PATH)
        cache.clear()
        with CaptureQueriesContext(connection) as caught:
            assert client.get(PATH).status_code == 200
        return len(caught)

    before = queries()
    for _nth in range(3):
        other = photograph((60, 40))
        other.contextual_alt_text, other.decorative = "Cổng khác", False
        article.body.append(("picture", other))
    writing.publish(article=article, at=NOON, by=keeper())
    jobs.draw_pictures()

    assert queries() == before


def test_more_pictures_ask_for_no_more_of_the_database(client: Client) -> None:
    few, many = album_of(1, "it"), album_of(4, "nhieu")
    jobs.draw_pictures()
    asked = []
    for address in (few, many):
        cache.clear()
        client.get(address)
        cache.clear()
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        asked.append(len(caught))

    assert asked[0] == asked[1]
