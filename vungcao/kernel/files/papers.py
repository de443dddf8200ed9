"""PDF files: nothing in them may run, start, hide or carry something else."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO

import pikepdf

from vungcao.kernel.citations.rules import RuleBroken

PAGES = 3000
OBJECTS = 300_000
DEPTH = 60
INFLATED = 150_000_000  # of all streams together
LAYERS = 3  # a stream may be packed more than once
STREAM = re.compile(rb"\bstream\r?\n")

ACTIONS = {
    "/JavaScript": "mã JavaScript",
    "/Launch": "lệnh mở chương trình (Launch)",
    "/GoToE": "lệnh mở tệp nhúng",
    "/ImportData": "lệnh nhập dữ liệu",
    "/SubmitForm": "lệnh gửi biểu mẫu",
    "/Rendition": "nội dung đa phương tiện",
    "/RichMediaExecute": "nội dung đa phương tiện",
    "/Movie": "nội dung đa phương tiện",
    "/Sound": "nội dung đa phương tiện",
}
ENTRIES = {
    "/JS": "mã JavaScript",
    "/JavaScript": "mã JavaScript",
    "/XFA": "biểu mẫu động XFA",
    "/EF": "tệp nhúng bên trong",
    "/EmbeddedFiles": "tệp nhúng bên trong",
    "/RichMediaContent": "nội dung đa phương tiện",
}
ANNOTATIONS = {
    "/RichMedia": "nội dung đa phương tiện",
    "/Screen": "nội dung đa phương tiện",
    "/Movie": "nội dung đa phương tiện",
    "/Sound": "nội dung đa phương tiện",
    "/3D": "nội dung 3D",
    "/FileAttachment": "tệp nhúng bên trong",
}
DAMAGED = "Tệp PDF bị hỏng, không đọc được: in lại thành PDF rồi tải lên."


def load() -> None:
    """The library opens the machine's source of chance at its first key; later it could not."""
    key = pikepdf.Encryption(owner="a", user="b")
    pikepdf.new().save(BytesIO(), encryption=key)


def check(content: bytes) -> bytes:
    """The same content. Raises `RuleBroken` that names whatever active content was found.

    Nothing is taken out of a PDF: that would break its signatures without a word.
    """
    _refuse_bombs(content)
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise RuleBroken("Tệp PDF có mật khẩu hoặc bị khoá: bỏ khoá rồi tải lên lại.")
            _refuse_huge(pdf)
            found = sorted(set(_active(pdf)))
    except pikepdf.PasswordError as error:
        raise RuleBroken("Tệp PDF có mật khẩu hoặc bị khoá: bỏ khoá rồi tải lên lại.") from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, OverflowError) as e:
        raise RuleBroken(DAMAGED) from e
    if found:
        raise RuleBroken(
            f"Tệp PDF có {', '.join(found)}: in lại thành PDF thường (Microsoft Print to PDF)"
            " rồi tải lên lại."
        )
    return content


def _refuse_huge(pdf: pikepdf.Pdf) -> None:
    if len(pdf.objects) > OBJECTS:
        raise RuleBroken("Tệp PDF quá phức tạp: in lại thành PDF rồi tải lên.")
    if not 0 < len(pdf.pages) <= PAGES:
        raise RuleBroken(f"Tệp PDF không có trang nào hoặc có hơn {PAGES} trang: chia nhỏ tệp.")


def _refuse_bombs(content: bytes) -> None:
    """Before the parser unpacks anything. Not every stream is packed this way; those are small."""
    left = INFLATED
    for found in STREAM.finditer(content):
        left -= _inflated(content[found.end() : found.end() + 20_000_000], left, LAYERS)
        if left <= 0:
            raise RuleBroken("Tệp PDF nén quá mức cho phép, có thể là bom giải nén: không nhận.")


def _inflated(packed: bytes, most: int, layers: int) -> int:
    """How many bytes a packed stream gives, at most a little more than `most`."""
    if packed[:1] != b"\x78" or most <= 0 or layers == 0:
        return 0
    total, unpacker, rest, start = 0, zlib.decompressobj(), packed, b""
    try:
        while rest and not unpacker.eof and total <= most:
            piece = unpacker.decompress(rest, 4_000_000)
            start = start or piece
            total, rest = total + len(piece), unpacker.unconsumed_tail
            if not piece:
                break
    except zlib.error:
        return total
    return total + _inflated(start, most - total, layers - 1)


def _active(pdf: pikepdf.Pdf) -> Iterator[str]:
    for one in [pdf.trailer, *pdf.objects]:
        for entries in _dictionaries(one):
            yield from _active_in(entries)


def _dictionaries(start: object) -> Iterator[pikepdf.Object]:
    """Every dictionary that stands directly in an object; what it points to is met by itself."""
    waiting = [(start, 0)]
    while waiting:
        one, depth = waiting.pop()
        if depth > DEPTH:
            raise RuleBroken("Tệp PDF quá phức tạp: in lại thành PDF rồi tải lên.")
        inner: list[object] = []
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one
            inner = [one.get(key) for key in one.keys()]  # noqa: SIM118 - it is no mapping
        elif isinstance(one, pikepdf.Array):
            inner = list(one)
        waiting += [
            (part, depth + 1)
            for part in inner
            if isinstance(part, pikepdf.Object) and not part.is_indirect
        ]


def _active_in(entries: pikepdf.Object) -> Iterator[str]:
    for name, words in ENTRIES.items():
        if name in entries:
            yield words
    for name, kinds in (("/S", ACTIONS), ("/Subtype", ANNOTATIONS)):
        said = entries.get(name)
        if isinstance(said, pikepdf.Name) and str(said) in kinds:
            yield kinds[str(said)]
