"""What a file may be called, how large it may be and how it is named in an address."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from vungcao.kernel.citations.rules import RuleBroken

NAME_BYTES = 180  # with what a store adds, far below the 255 of every file system
NAMELESS = "tep"
KILOBYTE = 1024

ENDINGS = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (".pptx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "application/zip": (".zip",),
    "audio/mpeg": (".mp3",),
    "audio/ogg": (".ogg", ".oga", ".opus"),
    "audio/mp4": (".m4a",),
    "video/mp4": (".mp4", ".m4v"),
    "audio/wav": (".wav",),
    "text/csv": (".csv",),
    "text/plain": (".txt",),
}


@dataclass(frozen=True)
class Checked:
    """What is stored of an upload: its content may have been written anew."""

    content: bytes
    media_type: str


def plain_name(given: str) -> str:
    """A name without path, control letters or letters that turn the writing round, in NFC."""
    last = given.replace("\\", "/").rpartition("/")[2]
    kept = "".join(
        letter
        for letter in unicodedata.normalize("NFC", last)
        if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        and letter not in '<>:"|?*'
    )
    name = " ".join(kept.split()).strip(". ")
    return _shortened(name) or NAMELESS


def name_of_type(name: str, media_type: str) -> str:
    """The name with an ending that says what the content is; `don.exe` may become `don.exe.pdf`."""
    endings = ENDINGS.get(media_type, ())
    if not endings or name.casefold().endswith(endings):
        return name
    return f"{name}{endings[0]}"


def _shortened(name: str) -> str:
    ending = PurePosixPath(name).suffix if len(PurePosixPath(name).suffix) <= 6 else ""
    stem = name.removesuffix(ending)
    while len((stem + ending).encode()) > NAME_BYTES:
        stem = stem[:-1]
    return stem.rstrip() + ending


def size_in_words(size: int) -> str:
    """As an officer reads it: 850 KB, 1,5 MB."""
    if size < KILOBYTE:
        return f"{size} byte"
    if size < KILOBYTE**2:
        return f"{round(size / KILOBYTE)} KB"
    return f"{size / KILOBYTE**2:.1f} MB".replace(".0 ", " ").replace(".", ",")


def refuse_size(size: int, largest: int) -> None:
    """Raises `RuleBroken` for an empty or too large content."""
    if size == 0:
        raise RuleBroken("Tệp rỗng, không có nội dung: chọn lại tệp.")
    if size > largest:
        most = size_in_words(largest)
        raise RuleBroken(f"Tệp lớn hơn {most}: giảm dung lượng hoặc chia thành nhiều tệp.")


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last one of that month."""
    total = day.year * 12 + day.month - 1 - months
    year, month = divmod(total, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
