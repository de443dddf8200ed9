"""The icons of an installed product, drawn from our own mark; it consists of whole squares."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

STATIC = Path(__file__).resolve().parents[1] / "web/static/img"
PATH = re.compile(r'<path fill="(#[0-9a-f]+)" d="([^"]+)"')
SQUARE = re.compile(r"M(-?\d+)[ ]?(-?\d+)h(\d+)v(\d+)")
SIZES = (192, 512)
WIDE, HIGH = 16, 16  # the squares of the mark, without the ground around it
DIAGONAL = 20  # of what is drawn: a mask may cut off all outside of a circle of four fifths


def drawings() -> dict[str, bytes]:
    """Every icon by the name of its file."""
    plain = {f"icon-{size}.png": draw(size, size // (WIDE + 6)) for size in SIZES}
    masked = {f"icon-maskable-{size}.png": draw(size, size * 4 // 5 // DIAGONAL) for size in SIZES}
    return plain | masked


def draw(size: int, unit: int) -> bytes:
    """A square icon with so many pixels to a square of the mark."""
    (ground, _), *parts = PATH.findall((STATIC / "mark.svg").read_text("utf-8"))
    picture = Image.new("RGB", (size, size), ground)
    pen = ImageDraw.Draw(picture)
    left, top = (size - WIDE * unit) // 2, (size - HIGH * unit) // 2
    for colour, path in parts:
        for x, y, wide, high in squares(path):
            at = (left + x * unit, top + y * unit)
            pen.rectangle((*at, at[0] + wide * unit - 1, at[1] + high * unit - 1), colour)
    out = BytesIO()
    picture.quantize(8).save(out, "PNG", optimize=True)
    return out.getvalue()


def squares(path: str) -> Iterator[tuple[int, int, int, int]]:
    for found in SQUARE.finditer(path):
        x, y, wide, high = map(int, found.groups())
        yield x, y, wide, high


def write() -> None:
    for name, drawing in drawings().items():
        (STATIC / name).write_bytes(drawing)
