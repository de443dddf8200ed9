"""What anybody hears: the page of recordings, the player, feeds, the pack for loudspeakers."""

import io
import zipfile
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.systems.portal.forms.packs import MOST
from vungcao.systems.portal.models import AudioEdition
from vungcao.systems.portal.services import writing
from vungcao.systems.portal.services.writing import Happening
from vungcao.systems.portal.tests import voices
from vungcao.systems.portal.tests.factories import NOON, keeper, published, section

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LISTEN, PACK = "/nghe/", "/nghe/bo-phat-thanh/"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


def body(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_recordings_stand_by_language_on_one_page(client: Client) -> None:
    place = section()
    tay, nung = published(place, "bai-tay"), published(place, "bai-nung")
    voices.heard(tay, "tyz")
    voices.heard(nung, "nut")

    everything, only = body(client, LISTEN), body(client, f"{LISTEN}?tieng=nut")

    assert "/tin-tuc/bai-tay/" in everything
    assert "/tin-tuc/bai-nung/" in everything
    assert "/tin-tuc/bai-tay/" not in only
    assert "/nghe/nut.rss" in only
    assert "Người đọc mẫu" in only


def test_a_file_is_given_whole_and_in_parts_and_not_again(client: Client) -> None:
    edition = voices.heard(published(section()))
    address = reverse("portal:recording", args=[edition.code, "opus"])

    whole = client.get(address)
    content = b"".join(whole.streaming_content)  # type: ignore[attr-defined]
    part = client.get(address, headers={"Range": "bytes=4-9"})
    again = client.get(address, headers={"If-None-Match": whole.headers["ETag"]})

    assert (whole.status_code, whole.headers["Content-Type"]) == (200, "audio/ogg")
    assert content.startswith(b"OggS")
    assert part.status_code == 206
    assert b"".join(part.streaming_content) == content[4:10]  # type: ignore[attr-defined]
    assert part.headers["Content-Range"] == f"bytes 4-9/{len(content)}"
    assert again.status_code == 304
    assert client.get(address, headers={"Range": "bytes=99999999-"}).status_code == 416


def test_what_is_not_published_or_withdrawn_is_not_found(client: Client) -> None:
    edition = voices.uploaded(published(section()))

    for ending in ("wav", "opus", "mp3"):
        address = reverse("portal:recording", args=[edition.code, ending])
        assert client.get(address).status_code == 404


def test_an_article_has_a_player_with_every_language(client: Client) -> None:
    page = published(section())
    tay, nung = voices.heard(page, "tyz"), voices.heard(page, "nut")

    first = body(client, page.url)
    other = body(client, f"{page.url}?nghe={nung.code}")

    assert f'<source src="/nghe/tep/{tay.code}.opus"' in first
    assert f'data-keep="/nghe/tep/{tay.code}.mp3"' in first
    assert f'href="{page.url}?nghe={nung.code}"' in first
    assert f'<source src="/nghe/tep/{nung.code}.opus"' in other
    assert '<p lang="vi">Lời mẫu.</p>' in other


def test_an_event_has_a_player_too(client: Client) -> None:
    said = Happening("ngay-hoi", "Ngày hội", "Mẫu.", begins_at=NOON, place="Thôn mẫu 1")
    event = writing.announce(section=section("su-kien", "Sự kiện"), said=said, by=keeper())
    assert 'class="player"' not in body(client, event.url)

    edition = voices.heard(event)

    page = body(client, event.url)
    assert 'class="player"' in page
    assert reverse("portal:recording", args=[edition.code, "mp3"]) in page


def test_an_article_that_nobody_has_read_has_no_player(client: Client) -> None:
    assert 'class="player"' not in body(client, published(section()).url)


def test_a_podcast_names_file_size_length_and_reader(client: Client) -> None:
    edition = voices.heard(published(section()))

    root = ElementTree.fromstring(body(client, "/nghe/tyz.rss"))
    (item,) = root.iter("item")
    enclosure = item.find("enclosure")

    assert root.findtext("channel/language") == "tyz"
    assert enclosure is not None
    assert enclosure.attrib == {
        "url": f"http://testserver/nghe/tep/{edition.code}.mp3",
        "length": str(edition.mp3_size or AudioEdition.objects.get(pk=edition.pk).mp3_size),
        "type": "audio/mpeg",
    }
    assert item.findtext(f"{ITUNES}duration") == "0:01"
    assert item.findtext(f"{ITUNES}author") == "Người đọc mẫu"


def test_a_language_without_recordings_has_an_empty_feed_and_an_unknown_one_none(
    client: Client,
) -> None:
    voices.languages()

    assert "<item>" not in body(client, "/nghe/mlc.rss")
    assert client.get("/nghe/xx.rss").status_code == 404
    assert client.get("/nghe/zh-Hant.rss").status_code == 404


def test_the_pack_holds_numbered_files_their_order_and_a_sheet(client: Client) -> None:
    place = section()
    first, second = (voices.heard(published(place, f"bai-{n}")) for n in range(2))

    answer = client.get(PACK, {"ban": [second.code, first.code], "tai": "1"})
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]

    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        names = pack.namelist()
        assert [name[:2] for name in names[:2]] == ["01", "02"]
        assert names[0].endswith("-thon-mau-1-sua-duong.mp3")
        assert pack.read("danh-sach.m3u8").decode().splitlines()[2] == names[0]
        assert pack.read("phieu-phat-thanh.pdf").startswith(b"%PDF")


def test_an_empty_or_too_large_choice_of_the_pack_is_explained(client: Client) -> None:
    voices.heard(published(section()))

    nothing = client.get(PACK, {"tai": "1"})
    unknown = client.get(PACK, {"tai": "1", "ban": ["khong-co"]})

    assert nothing.status_code == unknown.status_code == 422
    assert "Chọn ít nhất một bản đọc." in nothing.content.decode()
    assert MOST == 20


def test_listening_asks_the_database_little(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    place, reader, unit = section(), voices.reader(), voices.place()
    for number in range(4):
        page = published(place, f"bai-{number}", NOON + timedelta(minutes=number))
        voices.heard(page, speaker=reader, unit=unit)
    body(client, LISTEN)

    with django_assert_max_num_queries(9):  # one of them: whose pages these are
        body(client, LISTEN)
    with django_assert_max_num_queries(8):
        body(client, "/nghe/tyz.rss")
    with django_assert_max_num_queries(9):
        body(client, PACK)
