"""Contents to test with; none of them says anything."""

import zipfile
from io import BytesIO

import pikepdf
from PIL import Image

DOCX_TYPES = (
    b'<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def zipped(**parts: bytes) -> bytes:
    """An archive; `__` in a name stands for a slash, a last `_` for the dot before the ending."""
    return archive({name.replace("__", "/"): content for name, content in parts.items()})


def archive(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def docx(more: dict[str, bytes] | None = None) -> bytes:
    body = b"<w:document>M\xe1\xba\xabu</w:document>"
    return archive({"[Content_Types].xml": DOCX_TYPES, "word/document.xml": body, **(more or {})})


def odt(more: dict[str, bytes] | None = None) -> bytes:
    mark = b"application/vnd.oasis.opendocument.text"
    return archive({"mimetype": mark, "content.xml": b"<office/>", **(more or {})})


def pdf(pages: int = 1) -> bytes:
    made = blank(pages)
    return saved(made)


def blank(pages: int = 1) -> pikepdf.Pdf:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    return made


def saved(made: pikepdf.Pdf, **how: object) -> bytes:
    out = BytesIO()
    made.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 20), **how: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, form, **how)
    return out.getvalue()


def located_picture() -> bytes:
    """A photograph that lies on its side and says where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees
    exif[0x010F] = "Hãng máy ảnh mẫu"
    exif.get_ifd(0x8825)[1] = "N"
    return picture("JPEG", exif=exif)
