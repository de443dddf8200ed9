"""Printing: a template of a package and plain data become a PDF/A-2b, by typst.

User text goes in as JSON and is never read as markup. Templates are files of ours; nothing is
fetched. Equal input gives equal bytes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst

import vungcao
from vungcao.kernel.documents import rules

ROOT = Path(vungcao.__file__).parent
# Debian's Liberation Serif lacks letters of Vietnamese; a word set in two faces looks broken.
COMPLETE = ("Times New Roman", "Libertinus Serif")
POINTS = "pt"


@dataclass(frozen=True)
class Spot:
    """Where the signature stands: page from 1, points from the left and from the top."""

    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Print:
    """A printed document."""

    pdf: bytes
    spot: Spot | None


@cache
def families() -> tuple[str, ...]:
    """The first faces of ours that this machine has; the last one comes with typst."""
    there = typst.Fonts(include_system_fonts=True, include_embedded_fonts=True).families()
    return tuple(name for name in COMPLETE if name in there)


def qr(address: str) -> str:
    """A QR code as SVG."""
    drawn = BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", xmldecl=False, border=0)
    return drawn.getvalue().decode()


def compiled(template: str, data: Mapping[str, Any], day: date, *, is_pdf_a: bool = True) -> Print:
    """Print `template` (a path inside the product's package) with `data` as of `day`."""
    source = ROOT / template
    said = {**data, "fonts": families(), "stamp": rules.STAMP}
    compiler = typst.Compiler(
        str(source), root=str(ROOT), sys_inputs={"data": json.dumps(said, ensure_ascii=False)}
    )
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    standards: Any = "a-2b" if is_pdf_a else []
    pdf = compiler.compile(format="pdf", pdf_standards=standards, timestamp=moment)
    assert isinstance(pdf, bytes)
    return Print(pdf, _spot(compiler) if is_pdf_a else None)


def _spot(compiler: typst.Compiler) -> Spot | None:
    found = json.loads(compiler.query("<sign>", field="value"))
    if not found:
        return None
    place = found[-1]
    return Spot(place["page"], _points(place["x"]), _points(place["y"]))


def _points(length: str) -> float:
    return float(length.removesuffix(POINTS))
