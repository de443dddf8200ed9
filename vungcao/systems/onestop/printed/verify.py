"""Checks the file of a case without any software of ours: its chains of events and every file.

    python3 verify.py [ho-so.zip]       in the folder that was unpacked, or without unpacking

Events are chained; papers stand in the chain with their SHA-256. With pyHanko, signatures as well.
"""

import hashlib
import json
import logging
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
    paths = filter(Path.is_file, place.rglob("*"))
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in paths}


def chain(files: dict[str, bytes], case: dict[str, Any]) -> tuple[list[str], list[Any]]:
    """What is wrong with the events of one case; and what they say. Hashed as the database does."""
    said, before, bodies = f"Chuỗi việc của {case['number']}", b"", []
    lines = [line for line in files.get(case["chain"], b"").splitlines() if line.strip()]
    for place, event in enumerate(map(json.loads, lines), start=1):
        text = f"{case['case']}\n{event['seq']}\n{event['at_us']}\n{event['body']}".encode()
        before = hashlib.sha256(before + text + bytes.fromhex(event["note_sha256"])).digest()
        bodies.append(json.loads(event["body"]))
        if event["seq"] != place:
            return [f"{said}: thiếu việc thứ {place}."], bodies
        if before.hex() != event["hash"]:
            return [f"{said}: việc thứ {place} đã bị sửa."], bodies
    if len(bodies) != case["events"] or before.hex() != case["last_hash"]:
        return [f"{said}: thiếu việc ở cuối, hoặc không phải của hồ sơ này."], bodies
    return [], bodies


def chains(files: dict[str, bytes], manifest: dict[str, Any]) -> tuple[list[str], list[Any]]:
    """The same of this case and of all that it called for: opinions, linked dossiers."""
    cases, wrong, said = [manifest, *manifest["linked"]], list[str](), list[Any]()
    for wrong_in, bodies in [chain(files, one) for one in cases]:
        wrong, said = wrong + wrong_in, said + bodies
    lost = {body["child"] for body in said if "child" in body} - {one["case"] for one in cases}
    wrong += [f"Thiếu chuỗi việc của vụ việc liên thông số {one}." for one in sorted(lost)]
    return wrong, said


def contents(files: dict[str, bytes], manifest: dict[str, Any], bodies: list[Any]) -> list[str]:
    """What is wrong with the files, and with papers that the chains know."""
    wrong = []
    for one in manifest["files"]:
        if (content := files.get(one["name"])) is None:
            wrong.append(f"Thiếu tệp {one['name']}.")
        elif hashlib.sha256(content).hexdigest() != one["sha256"]:
            wrong.append(f"Tệp {one['name']} đã bị sửa.")
    chained = {body.get("sha256") for body in bodies} - {None, *manifest["erased"]}
    there = {one["sha256"]: one["name"] for one in manifest["files"] if one["is_paper"]}
    wrong += [f"Thiếu văn bản có SHA-256 {one}." for one in sorted(chained - there.keys())]
    return wrong + [f"Văn bản {there[one]} không có trong chuỗi." for one in there.keys() - chained]


def signatures(files: dict[str, bytes], manifest: dict[str, Any]) -> list[str]:
    """What is wrong with signatures, for who has the library."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature

    logging.disable()  # whose certificate it is says chung-thu/, not a list of this machine
    wrong, papers = [], [one["name"] for one in manifest["files"] if one["is_paper"]]
    for name in files.keys() & papers:
        for signed in PdfFileReader(BytesIO(files[name])).embedded_signatures:
            if not (status := validate_pdf_signature(signed)).intact or not status.valid:
                wrong.append(f"Chữ ký trong {name} không còn đúng.")
    return wrong


def main(place: Path) -> int:
    files = opened(place)
    manifest = json.loads(files["manifest.json"])
    wrong, said = chains(files, manifest)
    wrong += contents(files, manifest, said)
    digest = hashlib.sha256(files["manifest.json"]).hexdigest()
    say = [f"Hồ sơ {manifest['number']}: {manifest['events']} việc. Mã danh mục: {digest}"]
    say += [f"Không có {one}" for one in manifest["missing"]]
    try:
        wrong += signatures(files, manifest)
    except ImportError:
        say.append("Chưa kiểm tra chữ ký số: máy này không có pyHanko.")
    say += [*wrong, "KHÔNG ĐÚNG." if wrong else f"ĐÚNG. Mã băm cuối: {manifest['last_hash']}"]
    sys.stdout.write("\n".join(say) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
