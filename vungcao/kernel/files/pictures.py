"""Pictures: decoded and written anew, so that nothing but what one sees is kept."""

import struct
import warnings
from io import BytesIO

from PIL import Image, ImageOps, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin

from vungcao.kernel.citations.rules import RuleBroken

LOADED = (MpoImagePlugin, TiffImagePlugin, WebPImagePlugin)  # later no file can be opened
Image.preinit()
PIXELS = 50_000_000
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
SAVED: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 88},
    "PNG": {},
    "WEBP": {"quality": 88, "method": 3},
}
MODES = {"JPEG": {"RGB", "L"}, "PNG": {"RGB", "RGBA", "L", "LA", "P", "1"}, "WEBP": {"RGB", "RGBA"}}
BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    struct.error,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    ZeroDivisionError,
    AttributeError,
)
DAMAGED = "Ảnh bị hỏng, không đọc được: chụp hoặc lưu lại ảnh."


def rewrite(content: bytes, media_type: str) -> bytes:
    """The first picture of the file, upright, without place, camera or anything else beside it.

    Raises `RuleBroken` for what is damaged or has too many pixels.
    """
    form = FORMATS[media_type]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # damage is judged by what comes out
            with Image.open(BytesIO(content), formats=[form]) as opened:
                _refuse_huge(opened.size)
                return _written(opened, form)
    except Image.DecompressionBombError as error:
        raise RuleBroken(_too_many()) from error
    except BROKEN as error:
        raise RuleBroken(DAMAGED) from error


def _refuse_huge(size: tuple[int, int]) -> None:
    if size[0] * size[1] > PIXELS:
        raise RuleBroken(_too_many())


def _too_many() -> str:
    return f"Ảnh có hơn {PIXELS // 1_000_000} triệu điểm ảnh: thu nhỏ ảnh rồi tải lên lại."


def _written(opened: Image.Image, form: str) -> bytes:
    opened.load()
    ImageOps.exif_transpose(opened, in_place=True)
    upright = opened
    if upright.mode not in MODES[form]:
        upright = upright.convert("RGBA" if form != "JPEG" and _is_clear(upright) else "RGB")
    bare = Image.new(upright.mode, upright.size)
    if upright.mode == "P":
        bare.putpalette(upright.getpalette() or [])
        if "transparency" in upright.info:
            bare.info["transparency"] = upright.info["transparency"]
    bare.paste(upright)
    out = BytesIO()
    bare.save(out, form, **SAVED[form])
    return out.getvalue()


def _is_clear(picture: Image.Image) -> bool:
    return "A" in picture.getbands() or "transparency" in picture.info
