"""Looking at a PDF of unknown origin: who signed it, and whether it has changed since.

Hostile files can keep a reader busy for ever, so `inspect_apart` looks in a process of its own
with a limit of time and memory. Nothing is stored and nothing fetched. Needs no Django, and
pyHanko only once there is something to look at.
"""

import base64
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from asn1crypto import x509

from vungcao.runtime import apart

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus

SECONDS, WAIT, MEMORY = 10, 15, 768 * 1024 * 1024
LONGEST = 1024 * 1024  # of an answer
MOST_SIGNATURES = 20

INTACT, BROKEN, CHANGED_LATER = "intact", "broken", "changed_later"
UNSIGNED, UNREADABLE, TOO_LONG = "unsigned", "unreadable", "too_long"


@dataclass(frozen=True)
class Signed:
    """One signature: whether what it covers is as it was, whose it is, and who vouches for that."""

    name: str
    is_intact: bool
    is_valid: bool
    is_trusted: bool
    is_demo: bool
    covers_all: bool
    has_later_changes: bool
    signer: str
    issuer: str
    signed_at: str
    ranges: tuple[int, ...]

    @property
    def stands(self) -> bool:
        return self.is_intact and self.is_valid


@dataclass(frozen=True)
class Inspection:
    """What a file shows by itself. Only `intact` says that nothing has changed since signing."""

    verdict: str
    signatures: tuple[Signed, ...] = field(default=())

    @property
    def broken(self) -> list[Signed]:
        return [one for one in self.signatures if not one.stands]


def inspect(
    pdf: bytes, trusted: Sequence[bytes], demo: Sequence[bytes], at: datetime
) -> Inspection:
    """Look at `pdf` in this process; `trusted` and `demo` are certificates as DER."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        found = PdfFileReader(BytesIO(pdf)).embedded_signatures[:MOST_SIGNATURES]
        signatures = tuple(_signed(one, trusted, demo, at) for one in found)
    except Exception:  # whatever a damaged or hostile file does to a reader
        return Inspection(UNREADABLE)
    if not signatures:
        return Inspection(UNSIGNED)
    if not all(one.stands for one in signatures):
        return Inspection(BROKEN, signatures)
    *before, latest = signatures
    is_whole = latest.covers_all and not any(one.has_later_changes for one in before)
    return Inspection(INTACT if is_whole else CHANGED_LATER, signatures)


def _signed(
    found: "EmbeddedPdfSignature", trusted: Sequence[bytes], demo: Sequence[bytes], at: datetime
) -> Signed:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    roots = [x509.Certificate.load(der) for der in (*trusted, *demo)]
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=at)
    status = validate_pdf_signature(found, context)
    certificate = found.signer_cert
    assert certificate is not None
    samples = {x509.Certificate.load(der).subject.hashable for der in demo}
    claimed = found.self_reported_timestamp
    return Signed(
        name=str(found.field_name),
        is_intact=bool(status.intact),
        is_valid=bool(status.valid),
        is_trusted=bool(status.trusted),
        is_demo=bool(status.trusted) and certificate.issuer.hashable in samples,
        covers_all=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        has_later_changes=_has_later_changes(status),
        signer=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        signed_at=claimed.isoformat() if claimed else "",
        ranges=tuple(map(int, found.byte_range)),
    )


def certificates_in(pdf: bytes) -> list[bytes]:
    """The certificates (DER) that a paper of ours carries: its signers', and who vouches for them.

    Not for files of strangers: those are looked at apart.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader

    found: dict[bytes, None] = {}
    for one in PdfFileReader(BytesIO(pdf)).embedded_signatures:
        if one.signer_cert is not None:
            found[one.signer_cert.dump()] = None
        for other in one.other_embedded_certs:
            found[other.dump()] = None
    return list(found)


def _has_later_changes(status: "PdfSignatureStatus") -> bool:
    """Further signatures are no change; anything else behind a signature is."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return False
    harmless = {
        None,
        ModificationLevel.NONE,
        ModificationLevel.LTA_UPDATES,
        ModificationLevel.FORM_FILLING,
    }
    return status.modification_level not in harmless


def _name(name: x509.Name) -> str:
    said = name.native
    return str(said.get("common_name") or said.get("organization_name") or name.human_friendly)


def inspect_apart(
    pdf: bytes, trusted: Sequence[bytes], demo: Sequence[bytes], at: datetime
) -> Inspection:
    """The same in a process of its own, ended when it takes too long or too much."""
    asked = {
        "pdf": base64.b64encode(pdf).decode(),
        "trusted": [base64.b64encode(der).decode() for der in trusted],
        "demo": [base64.b64encode(der).decode() for der in demo],
        "at": at.isoformat(),
    }
    try:
        question = json.dumps(asked).encode()
        said = json.loads(apart.ask(__name__, question=question, wait=WAIT, most=LONGEST))
    except (apart.Failed, ValueError):
        return Inspection(TOO_LONG)
    signatures = (Signed(**{**one, "ranges": tuple(one["ranges"])}) for one in said["signatures"])
    return Inspection(said["verdict"], tuple(signatures))


def main() -> int:
    """Read the question from standard input, write the answer to standard output."""
    apart.limit(seconds=SECONDS, memory=MEMORY)
    asked = json.load(sys.stdin)
    trusted, demo = (
        [base64.b64decode(text) for text in asked[name]] for name in ("trusted", "demo")
    )
    pdf, at = base64.b64decode(asked["pdf"]), datetime.fromisoformat(asked["at"])
    sys.stdout.write(json.dumps(asdict(inspect(pdf, trusted, demo, at))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
