"""Letting the antivirus look at contents. Outside of any transaction: it may take a minute."""

from vungcao.kernel.files import queries
from vungcao.kernel.files.models import Blob
from vungcao.kernel.offers.files import ScannerSilent, scanners


def threat_in(blob: Blob) -> str:
    """What the first antivirus that finds something calls it, or nothing.

    Raises `ScannerSilent` when one does not answer or there is none: the content keeps waiting.
    """
    offered = scanners.items()
    if not offered:
        raise ScannerSilent("none")
    for _name, scanner in sorted(offered):
        if threat := scanner.scan(queries.open_blob(blob)):
            return threat
    return ""


def versions() -> dict[str, str]:
    """Each antivirus by its name, with what it answers; nothing when it is silent."""
    found = {}
    for name, scanner in sorted(scanners.items()):
        try:
            found[name] = scanner.version()
        except ScannerSilent:
            found[name] = ""
    return found
