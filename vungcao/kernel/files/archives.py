"""Documents that are ZIP archives: what they hold, and what they must not hold."""

import codecs
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from vungcao.kernel.citations.rules import RuleBroken

NAMES = codecs.lookup("cp437")  # of old archives; later no file can be opened
ENTRIES = 3000
TOTAL = 200_000_000
RATIO = 150
SMALL = 1_000_000  # below this no ratio is asked: a page of blanks shrinks a thousandfold
NESTING = 1
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    KeyError,
    OverflowError,
)
DAMAGED = "Tệp nén bên trong bị hỏng: mở tệp bằng phần mềm văn phòng rồi lưu lại."

OOXML = "application/vnd.openxmlformats-officedocument"
MAIN_PARTS = {
    f"{OOXML}.wordprocessingml.document": b"wordprocessingml.document.main+xml",
    f"{OOXML}.spreadsheetml.sheet": b"spreadsheetml.sheet.main+xml",
    f"{OOXML}.presentationml.presentation": b"presentationml.presentation.main+xml",
}
OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.spreadsheet": (
        "application/vnd.oasis.opendocument.spreadsheet"
    ),
}
XML = re.compile(r"\.(xml|rels|vml|rdf|xsl|xslt|svg)$", re.I)
MACROS = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|activeX/.*|ctrlProps/.*)$", re.I)
SCRIPTS = re.compile(r"^(Basic|Scripts)/.+", re.I)
OBJECTS = re.compile(
    r"(^|/)(embeddings/.*\.bin|oleObject[^/]*|.*\.(exe|dll|js|vbs|jar|scr))$", re.I
)
ARCHIVES = re.compile(r"\.(zip|docx|xlsx|pptx|odt|ods|jar|7z|rar|gz)$", re.I)
OUTSIDE = re.compile(rb"""TargetMode\s*=\s*["']External["']""")
RELATION = re.compile(rb"<Relationship\b[^>]*>", re.S)
HARMLESS = re.compile(rb"""Type\s*=\s*["'][^"']*/(hyperlink|image)["']""")


def check(content: bytes, nesting: int = 0) -> str:
    """The media type of an archive. Raises `RuleBroken` that names each thing found wrong."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_size(archive)
            wrong = sorted(set(_faults(archive, nesting)))
            if wrong:
                raise RuleBroken("\n".join(wrong))
            return _media_type(archive)
    except BROKEN as error:
        raise RuleBroken(DAMAGED) from error


def _check_size(archive: zipfile.ZipFile) -> None:
    """Before anything is opened; an archive cannot give more than its list says."""
    entries = archive.infolist()
    if len(entries) > ENTRIES:
        raise RuleBroken(f"Tệp chứa hơn {ENTRIES} mục bên trong: không nhận.")
    total = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > SMALL and entry.file_size > RATIO * max(1, entry.compress_size)
        for entry in entries
    )
    if total > TOTAL or swollen:
        raise RuleBroken("Tệp nén quá mức cho phép, có thể là bom giải nén: không nhận.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise RuleBroken("Tệp có mật khẩu: bỏ mật khẩu rồi tải lên lại.")
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names) or any(map(_leads_out, names)):
        raise RuleBroken(DAMAGED)


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or "\0" in name


def _faults(archive: zipfile.ZipFile, nesting: int) -> Iterator[str]:
    for entry in archive.infolist():
        name = entry.filename
        if MACROS.search(name) or SCRIPTS.search(name):
            yield "Tệp có macro: lưu lại thành tệp không có macro (.docx, .xlsx)."
        elif OBJECTS.search(name):
            yield "Tệp có đối tượng hoặc chương trình nhúng bên trong: gỡ ra rồi tải lên lại."
        elif XML.search(name):
            yield from _faults_of_xml(archive.read(entry))
        elif ARCHIVES.search(name):
            yield from _faults_of_inner(archive.read(entry), nesting)


def _faults_of_xml(text: bytes) -> Iterator[str]:
    for said in _readings(text):
        if b"<!DOCTYPE" in said.upper() or b"<!ENTITY" in said.upper():
            yield "Tệp có khai báo DOCTYPE trong XML: không nhận."
        if b"macroenabled" in said.lower():
            yield "Tệp có macro: lưu lại thành tệp không có macro (.docx, .xlsx)."
        for relation in RELATION.findall(said):
            if OUTSIDE.search(relation) and not HARMLESS.search(relation):
                yield "Tệp tự tải nội dung từ nơi khác (liên kết ngoài): gỡ liên kết rồi lưu lại."


def _readings(text: bytes) -> Iterator[bytes]:
    """As it stands, and as a parser would read it when every letter takes two or four bytes."""
    yield text
    if b"\0" in text[:200]:
        yield text.replace(b"\0", b"")


def _faults_of_inner(content: bytes, nesting: int) -> Iterator[str]:
    if nesting >= NESTING:
        yield "Tệp nén lồng trong tệp nén quá sâu: không nhận."
        return
    try:
        check(content, nesting + 1)
    except RuleBroken as broken:
        yield from str(broken).splitlines()


def _media_type(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "mimetype" in names:
        return OPEN_DOCUMENTS.get(archive.read("mimetype").strip(), "application/zip")
    if "[Content_Types].xml" in names:
        types = archive.read("[Content_Types].xml")
        for media_type, mark in MAIN_PARTS.items():
            if mark in types:
                return media_type
    return "application/zip"
