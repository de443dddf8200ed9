"""Checks the file of a case without any software of ours: its chain of events and every paper.

    python3 verify.py                 in the folder that was unpacked
    python3 verify.py ho-so.zip       without unpacking

Each event is chained to the one before it; each paper stands in the chain with its SHA-256.
Signatures in PDF files are checked as well where the library pyHanko is installed.
"""

import hashlib
import json
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any


def opened(place: Path) -> dict[str, bytes]:
    """Every file by its name, out of a ZIP or a folder."""
    if place.is_file():
        with zipfile.ZipFile(place) as packed:
            return {name: packed.read(name) for name in packed.namelist()}
    paths = [path for path in place.rglob("*") if path.is_file()]
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in paths}


def link(before: bytes, case: int, event: dict[str, Any]) -> bytes:
    """The hash of one event, as the database computes it."""
    said = f"{case}\n{event['seq']}\n{event['at_us']}\n{event['body']}".encode()
    note = bytes.fromhex(event["note_sha256"]) if event["note_sha256"] else b""
    return hashlib.sha256(before + said + note).digest()


def chain(files: dict[str, bytes], manifest: dict[str, Any]) -> tuple[list[str], list[Any]]:
    """What is wrong with the events."""
    events = [json.loads(line) for line in files["events.jsonl"].splitlines() if line.strip()]
    before = b""
    for place, event in enumerate(events, start=1):
        before = link(before, manifest["case"], event)
        if event["seq"] != place:
            return [f"Chuỗi việc: thiếu việc thứ {place}."], events
        if before.hex() != event["hash"]:
            return [f"Chuỗi việc: việc thứ {place} đã bị sửa."], events
    if len(events) != manifest["events"] or before.hex() != manifest["last_hash"]:
        return ["Chuỗi việc: thiếu việc ở cuối, hoặc không phải của hồ sơ này."], events
    return [], events


def contents(files: dict[str, bytes], manifest: dict[str, Any], events: list[Any]) -> list[str]:
    """What is wrong with the files, and with papers that the chain knows."""
    wrong = []
    for one in manifest["files"]:
        content = files.get(one["name"])
        if content is None:
            wrong.append(f"Thiếu tệp {one['name']}.")
        elif hashlib.sha256(content).hexdigest() != one["sha256"]:
            wrong.append(f"Tệp {one['name']} đã bị sửa.")
    chained = {json.loads(event["body"]).get("sha256") for event in events} - {None}
    there = {one["sha256"]: one["name"] for one in manifest["files"] if one["is_paper"]}
    wrong += [f"Thiếu văn bản có SHA-256 {digest}." for digest in sorted(chained - set(there))]
    strange = sorted(set(there) - chained)
    return wrong + [f"Văn bản {there[digest]} không có trong chuỗi việc." for digest in strange]


def signatures(files: dict[str, bytes], manifest: dict[str, Any]) -> list[str] | None:
    """What is wrong with signatures; None where the library is not there."""
    try:
        from pyhanko.pdf_utils.reader import PdfFileReader
        from pyhanko.sign.validation import validate_pdf_signature
    except ImportError:
        return None
    wrong = []
    for one in manifest["files"]:
        if not one["is_paper"] or one["name"] not in files:
            continue
        for signed in PdfFileReader(BytesIO(files[one["name"]])).embedded_signatures:
            status = validate_pdf_signature(signed)
            if not (status.intact and status.valid):
                wrong.append(f"Chữ ký trong {one['name']} không còn đúng.")
    return wrong


def main(place: Path) -> int:
    files = opened(place)
    manifest = json.loads(files["manifest.json"])
    wrong, events = chain(files, manifest)
    wrong += contents(files, manifest, events)
    signed = signatures(files, manifest)
    say = [f"Hồ sơ {manifest['number']}: {len(events)} việc, {len(manifest['files'])} tệp.", *wrong]
    say += ["Chưa kiểm tra chữ ký số: máy này không có pyHanko."] if signed is None else signed
    failed = bool(wrong or signed)
    say += ["KHÔNG ĐÚNG." if failed else f"ĐÚNG. Mã băm cuối: {manifest['last_hash']}"]
    sys.stdout.write("\n".join(say) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
