"""A decoder works apart: whatever a content does to it is a refusal, and nothing else."""

from collections.abc import Callable
from threading import BoundedSemaphore

import pikepdf
import pytest

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import decoding
from vungcao.kernel.files.contents import check
from vungcao.kernel.files.decoding import decode, decoder
from vungcao.kernel.tests.files import hostile, samples
from vungcao.kernel.tests.files.conftest import PLAIN
from vungcao.runtime import apart

JPEG = "image/jpeg"


@pytest.fixture
def takes_over(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """From now on every decoder behaves so."""
    real = apart.ask

    def choose(behaviour: str) -> None:
        monkeypatch.setattr(
            apart, "ask", lambda _module, _type, **how: real(hostile.__name__, behaviour, **how)
        )

    return choose


@pytest.mark.slow
@pytest.mark.parametrize("behaviour", ["crash", "spin", "eat", "talk"])
def test_a_decoder_that_dies_is_a_refused_file(
    takes_over: Callable[[str], None], behaviour: str
) -> None:
    takes_over(behaviour)

    with pytest.raises(RuleBroken, match="máy chủ không kiểm tra được"):
        check(samples.picture(), "ảnh.jpg", PLAIN)


def test_a_decoder_that_hangs_is_ended(
    takes_over: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "WAIT", 1)
    takes_over("hang")

    with pytest.raises(RuleBroken, match="máy chủ không kiểm tra được"):
        check(samples.picture(), "ảnh.jpg", PLAIN)


def test_a_decoder_reaches_no_file_no_connection_and_no_variable(
    takes_over: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://mau")
    takes_over("look_around")

    assert decode(samples.picture(), JPEG).content == b""


def test_no_more_than_two_decode_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "WAIT", 0.01)
    monkeypatch.setattr(decoding, "SEATS", BoundedSemaphore(1))
    decoding.SEATS.acquire()

    with pytest.raises(RuleBroken, match="chờ một phút"):
        decode(samples.picture(), JPEG)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (samples.located_picture(), JPEG),
        (samples.picture("PNG"), "image/png"),
        (samples.picture("WEBP"), "image/webp"),
        (samples.pdf(), "application/pdf"),
        (samples.docx(), "zip"),
        (samples.archive({"dân số.txt": b"a"}), "zip"),
    ],
)
def test_apart_a_content_becomes_what_it_becomes_here(content: bytes, media_type: str) -> None:
    assert decode(content, media_type) == decoder(media_type)(content)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\xff\xd8\xff", JPEG),
        (samples.docx({"word/vbaProject.bin": b"x", "a.xml": b"<!DOCTYPE a>"}), "zip"),
        (
            samples.saved(samples.blank(), encryption=pikepdf.Encryption(owner="a", user="")),
            "application/pdf",
        ),
    ],
)
def test_apart_a_content_is_refused_in_the_same_words(content: bytes, media_type: str) -> None:
    with pytest.raises(RuleBroken) as here:
        decoder(media_type)(content)

    with pytest.raises(RuleBroken) as there:
        decode(content, media_type)

    assert str(there.value) == str(here.value)
