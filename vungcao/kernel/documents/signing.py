"""Signing a PDF with a PKCS#12 key: PAdES B-B, each signature an incremental update.

No time stamp of an authority yet (B-T): that needs a party outside, so an integration. pyHanko is
read when something is signed: every process of the product would carry it otherwise.
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from vungcao.kernel.documents import typesetting
from vungcao.kernel.documents.typesetting import Spot

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

WIDTH, HEIGHT = 204, 57  # points: the page of seal.typ
VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")
PAGE_HEIGHT = 842  # A4
MARGIN, LEFT = 12, 85
SEAL = "kernel/documents/printed/seal.typ"


@dataclass(frozen=True)
class Signatory:
    """Who signs, as the box on the page says it."""

    holder: str
    organisation: str
    is_sample: bool


def load(path: Path, passphrase: bytes) -> "SimpleSigner":
    """The signer of a PKCS#12 file. Raises `ValueError` when file and passphrase do not fit."""
    from pyhanko.sign.signers import SimpleSigner

    found = SimpleSigner.load_pkcs12(str(path), passphrase=passphrase)
    if not isinstance(found, SimpleSigner):
        raise ValueError("The key file does not open.")
    return found


def signed(
    pdf: bytes, signer: "SimpleSigner", who: Signatory, spot: Spot | None, now: datetime
) -> bytes:
    """`pdf` with one more signature; what was there stays byte for byte in front of it."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign import fields, signers
    from pyhanko.stamp import StaticStampStyle

    nth = len(PdfFileReader(BytesIO(pdf)).embedded_signatures)
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    box = _box(spot, nth)
    spec = fields.SigFieldSpec(
        f"ChuKy{nth + 1}", on_page=spot.page - 1 if spot else 0, box=box, combine_annotation=True
    )
    said = signers.PdfSignatureMetadata(
        field_name=spec.sig_field_name,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        name=who.holder,
    )
    out = BytesIO()
    with NamedTemporaryFile(suffix=".pdf") as drawn:
        drawn.write(_seal(who, now))
        drawn.flush()
        style = StaticStampStyle.from_pdf_file(drawn.name, border_width=0)
        signers.PdfSigner(said, signer, stamp_style=style, new_field_spec=spec).sign_pdf(
            writer, output=out
        )
    return out.getvalue()


def _seal(who: Signatory, now: datetime) -> bytes:
    data = {
        "holder": who.holder,
        "organisation": who.organisation,
        "at": f"{now.astimezone(VIET_NAM):%d/%m/%Y %H:%M:%S %z}",
        "is_sample": who.is_sample,
    }
    return typesetting.compiled(SEAL, data, now.date(), is_pdf_a=False).pdf


def _box(spot: Spot | None, nth: int) -> tuple[int, int, int, int]:
    """The first signature stands above the name, further ones in the margin at the foot."""
    if spot is None:
        return (0, 0, 0, 0)
    left, top = round(spot.x) + 18, PAGE_HEIGHT - round(spot.y) - 8
    if nth:
        left, top = LEFT + (nth - 1) % 2 * (WIDTH + MARGIN), HEIGHT + MARGIN // 2
    return (left, top - HEIGHT, left + WIDTH, top)
