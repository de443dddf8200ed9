"""What a content is, told by itself and never by its name, and whether it may come in."""

import re
import unicodedata

import puremagic

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import rules
from vungcao.kernel.files.decoding import ARCHIVE, decode
from vungcao.kernel.files.rules import Checked
from vungcao.kernel.offers.files import PDF, PICTURES, FileKind

BEGINNINGS = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"PK\x03\x04", ARCHIVE),
    (b"PK\x05\x06", ARCHIVE),
    (b"\xd0\xcf\x11\xe0", "ole"),
)
DECODED = {PDF, *PICTURES}
MARKUP = re.compile(r"^\s*<(!doctype|html|script|svg|\?xml|head|body|iframe|math)", re.I)
MP4, SOUND = "video/mp4", "audio/mp4"
TRACKS = re.compile(rb"hdlr.{8}(soun|vide)", re.S)  # what each track of such a file holds
BRANDS = {b"M4A ": SOUND, b"M4B ": SOUND} | dict.fromkeys(
    (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V "), MP4
)
RIFFS = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
APPLES = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
MPEG = re.compile(rb"\xff[\xfb\xfa\xf3\xf2\xf1\xf9]")

WORDS = {
    PDF: "PDF",
    "image/jpeg": "ảnh JPEG",
    "image/png": "ảnh PNG",
    "image/webp": "ảnh WebP",
    "application/zip": "ZIP",
    "audio/mpeg": "âm thanh MP3",
    "audio/ogg": "âm thanh OGG",
    "audio/mp4": "âm thanh M4A",
    MP4: "phim MP4",
    "audio/wav": "âm thanh WAV",
    "text/csv": "CSV",
    "text/plain": "văn bản thuần",
} | {
    media_type: endings[0].removeprefix(".").upper()
    for media_type, endings in rules.ENDINGS.items()
    if "document" in media_type
}
REFUSED = {
    "heic": "Ảnh HEIC của điện thoại chưa nhận được: đặt máy ảnh ở chế độ “Tương thích nhất”"
    " hoặc lưu ảnh thành JPEG.",
    "svg": "Không nhận ảnh SVG hay trang web: lưu thành PNG hoặc PDF.",
    "ole": "Tệp Word, Excel kiểu cũ (.doc, .xls) hoặc có mật khẩu: lưu lại thành .docx, .xlsx"
    " không mật khẩu.",
}


def check(content: bytes, name: str, kind: FileKind) -> Checked:
    """What will be stored of an upload. Raises `RuleBroken` with everything that is wrong."""
    rules.refuse_size(len(content), kind.largest)
    media_type = recognise(content, name)
    if media_type in REFUSED:
        raise RuleBroken(REFUSED[media_type])
    checked = Checked(content, media_type)
    if media_type == ARCHIVE:
        checked = decode(content, media_type)
    if checked.media_type not in kind.media_types:
        raise RuleBroken(_unwanted(checked.media_type, content, kind))
    if kind.is_made_here:
        return checked
    return decode(content, media_type) if media_type in DECODED else checked


def recognise(content: bytes, name: str) -> str:
    """The media type, or `zip`, `ole`, `heic`, `svg` for what needs a look or is never taken."""
    for beginning, media_type in BEGINNINGS:
        if content.startswith(beginning):
            return media_type
    if content[:4] == b"RIFF":
        return RIFFS.get(content[8:12], "")
    if content[4:8] == b"ftyp":
        return _of_brand(content[8:12], content)
    if MPEG.match(content):
        return "audio/mpeg"
    return _text(content, name)


def _of_brand(brand: bytes, content: bytes) -> str:
    """Recorders of phones write sound under the brands of films: the tracks say which it is."""
    if brand in APPLES:
        return "heic"
    media_type = BRANDS.get(brand, "")
    is_heard_only = set(TRACKS.findall(content)) == {b"soun"}
    return SOUND if media_type == MP4 and is_heard_only else media_type


def _text(content: bytes, name: str) -> str:
    """Text is UTF-8 without control letters; a page or drawing that a browser would run is none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    controls = {letter for letter in set(text) if unicodedata.category(letter) == "Cc"}
    if controls - set("\t\r\n\f"):
        return ""
    if MARKUP.match(text):
        return "svg"
    return "text/csv" if name.casefold().endswith(".csv") else "text/plain"


def _unwanted(media_type: str, content: bytes, kind: FileKind) -> str:
    wanted = ", ".join(sorted(WORDS.get(one, one) for one in kind.media_types))
    told = WORDS.get(media_type) or _guessed(content)
    found = f"Nội dung tệp là {told}" if told else "Không nhận ra loại nội dung của tệp"
    return f"{found}. Ở đây nhận: {wanted}."


def _guessed(content: bytes) -> str:
    """What else it could be, for the message only."""
    try:
        return puremagic.from_string(content[:100_000]).removeprefix(".").upper()
    except (puremagic.PureError, ValueError, IndexError, LookupError):
        return ""
