"""Pictures of an article: light, in the size that a screen needs, and only for who wants them."""

import io

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as Drawing
from wagtail.images import get_image_model

from vungcao.systems.portal.models import Article
from vungcao.systems.portal.services import writing
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


@pytest.fixture
def article() -> Article:
    """With one picture above its text and the same inside of it."""
    file = io.BytesIO()
    Drawing.effect_noise((1200, 800), 40).convert("RGB").save(file, "JPEG", quality=90)
    picture = get_image_model().objects.create(
        title="Đường", description="Đường vào thôn mẫu", file=ImageFile(file, "duong.jpg")
    )
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
