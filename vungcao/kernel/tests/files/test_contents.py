"""What a content is and what must not be in it; the name is never believed."""

import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import archives, contents, decoding, papers, pictures
from vungcao.kernel.files.contents import check, recognise
from vungcao.kernel.tests.files import samples
from vungcao.kernel.tests.files.conftest import PLAIN

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(autouse=True, scope="module")
def here() -> Iterator[None]:
    """In this process: that it happens apart is `test_decoding`'s matter."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contents, "decode", lambda content, name: decoding.decoder(name)(content))
        yield


def refusal(content: bytes, name: str = "tệp") -> str:
    with pytest.raises(RuleBroken) as refused:
        check(content, name, PLAIN)
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (samples.pdf(), "a.txt", "application/pdf"),
        (samples.picture("JPEG"), "a.pdf", "image/jpeg"),
        (samples.picture("PNG"), "a", "image/png"),
        (samples.picture("WEBP"), "a", "image/webp"),
        (samples.docx(), "a.zip", DOCX),
        (samples.odt(), "a", "application/vnd.oasis.opendocument.text"),
        (samples.archive({"a.txt": b"a"}), "a.docx", "application/zip"),
        ("họ và tên;thôn\n".encode(), "ds.csv", "text/csv"),
        ("\ufeffcó dấu BOM".encode(), "a.txt", "text/plain"),
        (b"OggS\0\2", "a", "audio/ogg"),
        (b"ID3\4\0\0\0", "a", "audio/mpeg"),
        (b"\0\0\0\x20ftypM4A \0\0", "a", "audio/mp4"),
        (b"\0\0\0\x20ftypisom\0\0", "a", "video/mp4"),
    ],
)
def test_a_type_is_told_by_the_content(content: bytes, name: str, media_type: str) -> None:
    assert check(content, name, PLAIN).media_type == media_type


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ\x90\0" + bytes(60), "Ở đây nhận"),
        (b"\x7fELF" + bytes(60), "Ở đây nhận"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"<svg onload='x()'/>", "SVG"),
        (b"  <!DOCTYPE html><p>", "SVG hay trang web"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".docx"),
        (b"caf\xe9 kh\xf4ng ph\x01i", "Không nhận ra|Ở đây nhận"),
        (b"GIF89a\1\0\1\0", "GIF"),
    ],
)
def test_what_is_never_taken_is_refused_with_a_way_out(content: bytes, said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        check(content, "a.pdf", PLAIN)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"word/vbaProject.bin": b"x"}, "macro"),
        ({"word/embeddings/oleObject1.bin": b"x"}, "nhúng"),
        ({"word/a.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'}, "DOCTYPE"),
        ({"word/a.xml": "\ufeff<!doctype a><a/>".encode("utf-16-le")}, "DOCTYPE"),
        (
            {
                "word/_rels/settings.xml.rels": b'<Relationship Type="http://x/attachedTemplate" '
                b'Target="http://x.invalid/t.dotm" TargetMode="External"/>'
            },
            "liên kết ngoài",
        ),
        ({"../../etc/a": b"x"}, "hỏng"),
        ({"a.zip": samples.archive({"b.zip": samples.archive({"c": b"d"})})}, "lồng"),
        ({"a.docx": samples.docx({"word/vbaProject.bin": b"x"})}, "macro"),
        ({"word/a.xml": bytes(30_000_000)}, "bom giải nén"),
    ],
)
def test_a_document_must_not_hold(part: dict[str, bytes], said: str) -> None:
    assert said in refusal(samples.docx(part))


def test_a_link_that_a_reader_clicks_is_no_danger() -> None:
    link = b'<Relationship Type="http://x/hyperlink" Target="http://x" TargetMode="External"/>'

    assert check(samples.docx({"word/_rels/a.rels": link}), "a", PLAIN).media_type == DOCX


def test_every_fault_of_a_document_is_told_at_once() -> None:
    said = refusal(samples.docx({"word/vbaProject.bin": b"x", "word/a.xml": b"<!DOCTYPE a><a/>"}))

    assert len(said.splitlines()) == 2


def test_an_open_document_with_scripts_is_refused() -> None:
    assert "macro" in refusal(samples.odt({"Basic/Standard/Module1.xml": b"<x/>"}))


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "ENTRIES", 3)

    assert "hơn 3 mục" in refusal(samples.docx({f"{n}.xml": b"<a/>" for n in range(4)}))


def active(**root: object) -> bytes:
    made = samples.blank()
    for name, value in root.items():
        made.Root[f"/{name}"] = value
    return samples.saved(made)


def action(kind: str, **more: object) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        {"/S": pikepdf.Name(f"/{kind}")} | {f"/{k}": v for k, v in more.items()}
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (active(OpenAction=action("JavaScript", JS="app.alert(1)")), "JavaScript"),
        (active(OpenAction=action("Launch", F="calc.exe")), "Launch"),
        (active(AA=pikepdf.Dictionary(WC=action("JavaScript", JS="x"))), "JavaScript"),
        (active(AcroForm=pikepdf.Dictionary(XFA=pikepdf.Array([]))), "XFA"),
        (active(Names=pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary())), "tệp nhúng"),
        (active(Outlines=pikepdf.Dictionary(A=action("SubmitForm"))), "gửi biểu mẫu"),
        (active(Extra=pikepdf.Dictionary(Subtype=pikepdf.Name.RichMedia)), "đa phương tiện"),
    ],
)
def test_active_content_of_a_pdf_is_refused_by_name(content: bytes, said: str) -> None:
    assert said in refusal(content)


def test_active_content_is_found_in_packed_objects_too() -> None:
    made = samples.blank()
    made.Root.OpenAction = made.make_indirect(action("JavaScript", JS="x"))

    packed = samples.saved(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    assert b"JavaScript" not in packed
    assert "JavaScript" in refusal(packed)


def test_a_pdf_that_opens_at_a_page_is_taken_as_it_is() -> None:
    made = samples.blank()
    made.Root.OpenAction = pikepdf.Array([made.pages[0].obj, pikepdf.Name.Fit])
    content = samples.saved(made)

    assert check(content, "a", PLAIN).content == content


def test_an_encrypted_pdf_is_refused() -> None:
    locked = samples.saved(samples.blank(), encryption=pikepdf.Encryption(owner="a", user="b"))
    half = samples.saved(samples.blank(), encryption=pikepdf.Encryption(owner="a", user=""))

    assert "mật khẩu" in refusal(locked)
    assert "mật khẩu" in refusal(half)


def test_a_pdf_that_swells_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(papers, "INFLATED", 1_000_000)
    made = samples.blank()
    made.Root.Extra = made.make_stream(bytes(3_000_000))

    assert "bom giải nén" in refusal(samples.saved(made, compress_streams=True))


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "PAGES", 2)

    assert "hơn 2 trang" in refusal(samples.pdf(3))


def test_a_picture_loses_what_one_does_not_see_and_stands_upright() -> None:
    before = samples.located_picture()

    after = check(before, "a.jpg", PLAIN).content

    assert b"Exif" in before
    assert b"Exif" not in after
    with Image.open(BytesIO(after)) as picture:
        assert picture.size == (20, 40)
        assert not picture.getexif()


def test_a_picture_with_something_behind_it_loses_that_too() -> None:
    after = check(samples.picture("PNG") + b"<script>", "a", PLAIN).content

    assert b"<script>" not in after


def test_a_picture_of_too_many_points_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PIXELS", 100)

    assert "điểm ảnh" in refusal(samples.picture("PNG"))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_kind_of_colour_are_taken(mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (8, 8)).save(out, "JPEG" if mode == "CMYK" else "PNG")

    kind = "image/jpeg" if mode == "CMYK" else "image/png"
    assert check(out.getvalue(), "a", PLAIN).media_type == kind


SEEDS = [
    samples.pdf(),
    samples.docx(),
    samples.odt(),
    *(samples.picture(form) for form in ("JPEG", "PNG", "WEBP")),
]


def told_or_taken(content: bytes) -> None:
    """Any content is taken or refused; another error comes out and fails the test."""
    with suppress(RuleBroken):
        check(content, "tệp", replace(PLAIN, largest=10**9))


@pytest.mark.slow
@settings(max_examples=150)
@given(st.binary(max_size=300), st.sampled_from([start for start, _ in contents.BEGINNINGS]))
def test_random_bytes_never_break_the_checker(tail: bytes, start: bytes) -> None:
    told_or_taken(tail)
    told_or_taken(start + tail)


@pytest.mark.slow
@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=12),
    st.floats(0.1, 1),
)
def test_changed_and_cut_samples_never_break_the_checker(
    seed: bytes, changes: list[tuple[float, int]], kept: float
) -> None:
    content = bytearray(seed[: max(1, int(len(seed) * kept))])
    for place, byte in changes:
        content[int(place * len(content))] = byte
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        told_or_taken(bytes(content))


def test_what_begins_like_a_pdf_further_in_is_none() -> None:
    assert recognise(b"\0\0%PDF-1.4", "a") == ""


def track(brand: bytes, *handlers: bytes) -> bytes:
    boxes = b"".join(b"\0\0\0\x20hdlr" + bytes(8) + one + bytes(12) for one in handlers)
    return b"\0\0\0\x18ftyp" + brand + bytes(12) + boxes


@pytest.mark.parametrize("brand", [b"isom", b"mp42", b"M4A "])
def test_what_a_telephone_recorded_is_sound_whatever_its_brand(brand: bytes) -> None:
    assert recognise(track(brand, b"soun"), "ghi-am.m4a") == "audio/mp4"


def test_a_film_is_a_film_with_or_without_sound() -> None:
    assert recognise(track(b"mp42", b"vide", b"soun"), "phim.m4a") == "video/mp4"
    assert recognise(track(b"isom", b"vide"), "phim.mp4") == "video/mp4"
    assert recognise(track(b"isom"), "phim.mp4") == "video/mp4"
