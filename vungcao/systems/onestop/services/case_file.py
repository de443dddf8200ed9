"""The file of a case as one ZIP that verifies itself without this software."""

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import Case, CaseEvent, CaseLink
from vungcao.kernel.documents import inspection
from vungcao.kernel.documents import queries as documents
from vungcao.kernel.documents.models import Document, DocumentVersion
from vungcao.kernel.files import queries as stored
from vungcao.kernel.files.models import ScanState
from vungcao.kernel.files.rules import name_of_type
from vungcao.kernel.files.storage import StoreFailed
from vungcao.kernel.vault.services import KeyDestroyed
from vungcao.systems.onestop.models import Decision, Dossier, Paper, WrittenForm
from vungcao.systems.onestop.services.doors import standing_in
from vungcao.systems.onestop.services.readable import readable
from vungcao.systems.onestop.services.reading import read_dossier

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SCRIPT = Path(__file__).parents[1] / "printed/verify.py"
README = """HỒ SƠ {number} ({code})

manifest.json    danh mục các tệp, với mã băm SHA-256 của từng tệp
to-khai.json     nội dung tờ khai, từng người trong danh sách, yêu cầu bổ sung, ý kiến các cơ quan
events.jsonl     mọi việc đã xảy ra, mỗi dòng một việc, nối nhau thành chuỗi mã băm
lien-thong/      chuỗi việc của các ý kiến được hỏi và hồ sơ liên thông;
                 giấy tờ của hồ sơ liên thông nằm trong thư mục mang mã của hồ sơ ấy
van-ban/         giấy tờ và quyết định, PDF đã ký số hoặc in để ký tay
giay-to-nop/     giấy tờ người dân đã nộp
chung-thu/       chứng thư số của các chữ ký
verify.py        chương trình kiểm tra, chạy: python3 verify.py

Mã băm cuối của chuỗi: {last_hash}
So mã này với mã cơ quan giữ: nếu giống nhau và chương trình báo ĐÚNG thì không việc nào bị thêm,
bớt hay sửa. Lời ghi trong events.jsonl và to-khai.json được mở ra để đọc; chuỗi giữ bản đã mã hoá
của lời ấy. Chương trình in mã danh mục: so với mã trong nhật ký của cơ quan lúc xuất tệp này thì
biết không tệp nào bị đổi cùng với danh mục.
{missing}
Tệp này có dữ liệu cá nhân: chỉ dùng để kiểm tra, giải quyết khiếu nại, lưu trữ theo quy định.
"""


@dataclass(frozen=True)
class Entry:
    """One file of the ZIP; `is_paper` for those whose SHA-256 the chain of the case keeps."""

    name: str
    content: bytes
    is_paper: bool = False


@dataclass(frozen=True)
class Missing:
    """What the ZIP has not, in words; with its SHA-256 a paper that the chain knows was erased."""

    words: str
    erased: str = ""


@dataclass(frozen=True)
class Chain:
    """The events of one case, in the file `name`: by the case's id where none is given."""

    case: Case
    events: list[dict[str, Any]]
    name: str = ""

    @property
    def entry(self) -> Entry:
        lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in self.events)
        return Entry(self.place, lines.encode())

    @property
    def place(self) -> str:
        return self.name or f"lien-thong/{self.case.code}.jsonl"

    @property
    def last_hash(self) -> str:
        return str(self.events[-1]["hash"]) if self.events else ""

    @property
    def facts(self) -> dict[str, Any]:
        """What the manifest says of it."""
        return {
            "case": self.case.pk,
            "number": self.case.number,
            "code": self.case.code,
            "chain": self.place,
            "events": self.case.version,
            "last_hash": self.last_hash,
        }


@transaction.atomic
def export_file(*, dossier: Dossier, now: datetime, by: User) -> bytes:
    """Everything of a dossier, opened for whoever inspects it; the export is in the audit.

    Raises `PermissionDenied` for an account that opens no records of persons.
    """
    case = dossier.case
    record = read_dossier(dossier=dossier, now=now, by=by)
    whole = Chain(case, _events(case, by), "events.jsonl")
    chains = _chains(case, by, {case.pk})
    missing: list[Missing] = []
    entries = _of_dossier(dossier, whole, "", missing, by)
    for one in chains:
        entries += _of_linked(one, dossier, missing, now, by)
    entries += _certificates([one for one in entries if one.is_paper])
    said = json.dumps(readable(record), ensure_ascii=False, indent=1)
    entries = [
        Entry("to-khai.json", said.encode()),
        *(one.entry for one in [whole, *chains]),
        *entries,
    ]
    entries.append(Entry("README.txt", _readme(whole, missing).encode()))
    manifest = _manifest(whole, chains, entries, missing)
    audit.record(
        by=by,
        action="onestop.file_exported",
        subject=dossier,
        files=len(entries),
        at=str(now),
        manifest=hashlib.sha256(manifest).hexdigest(),
    )
    return _packed(manifest, entries)


def _of_dossier(
    dossier: Dossier, chain: Chain, folder: str, missing: list[Missing], by: User
) -> list[Entry]:
    """The papers of one dossier: those that were made, and those that were brought."""
    said = (json.loads(one["body"]) for one in chain.events)
    chained = {digest for one in said if (digest := one.get("sha256"))}
    scopes = [party.scope for party in chain.case.parties.order_by("pk")]
    with standing_in(chain.case.scope, by, *scopes, dossier.unit.scope):
        made = list(_papers(dossier, folder, chained, missing))
        return [*made, *_handed_in(dossier, folder, missing)]


def _of_linked(
    chain: Chain, parent: Dossier, missing: list[Missing], now: datetime, by: User
) -> list[Entry]:
    """The same of a dossier that was called for; an opinion has none. It leaves a trace there."""
    with standing_in(chain.case.scope, by):
        rows = Dossier.objects.filter(case=chain.case).select_related("case", "unit")
        dossier = rows.order_by("pk").first()
        if dossier is None:
            return []
        found = _of_dossier(dossier, chain, f"lien-thong/{chain.case.code}/", missing, by)
        said: dict[str, Any] = {"files": len(found), "at": str(now), "with_parent": parent.pk}
        audit.record(by=by, action="onestop.file_exported", subject=dossier, **said)
    return found


def _chains(case: Case, by: User, known: set[int]) -> list[Chain]:
    """The cases that this one called for, and those that they called for."""
    scopes, found = [party.scope for party in case.parties.order_by("pk")], []
    with standing_in(case.scope, by, *scopes):
        links = CaseLink.objects.filter(parent=case).exclude(child__in=known)
        for link in links.select_related("child").order_by("pk"):
            known.add(link.child_id)
            found += [Chain(link.child, _events(link.child, by))]
            found += _chains(link.child, by, known)
    return found


def _events(case: Case, by: User) -> list[dict[str, Any]]:
    """What the chain needs of each event, and its words as they can be read."""
    rows = CaseEvent.objects.filter(case=case).order_by("seq")
    words = {one.seq: one.words for one in cases.read(case=case, by=by)}
    return [
        {
            "seq": row.seq,
            "at": row.at.isoformat(),
            "at_us": (row.at - EPOCH) // timedelta(microseconds=1),
            "body": row.body,
            "note_sha256": hashlib.sha256(row.note.data).hexdigest() if row.note else "",
            "hash": bytes(row.hash).hex(),
            "words": words[row.seq],
        }
        for row in rows
    ]


def _papers(
    dossier: Dossier, folder: str, chained: set[str], missing: list[Missing]
) -> Iterator[Entry]:
    forms = WrittenForm.objects.filter(dossier=dossier).order_by("pk")
    for nth, (form, document) in enumerate(forms.values_list("form", "document"), start=1):
        yield from _paper(f"{folder}van-ban/{nth:02}-mau-{form}", document, chained, missing)
    decisions = Decision.objects.filter(dossier=dossier, signed_at__isnull=False).order_by("pk")
    for nth, document in enumerate(decisions.values_list("document", flat=True), start=1):
        yield from _paper(f"{folder}van-ban/quyet-dinh-{nth}", document, chained, missing)


def _paper(name: str, document: int, chained: set[str], missing: list[Missing]) -> Iterator[Entry]:
    """The version that the chain knows; the latest one beside it where it was signed again."""
    row = Document.objects.get(pk=document)
    versions = list(documents.versions(row))
    known = next((one for one in versions if one.sha256 in chained), versions[0])
    for label, version in {
        f"{name}-{row.code}": known,
        f"{name}-{row.code}-moi": versions[0],
    }.items():
        if label.endswith("-moi") and version.pk == known.pk:
            continue
        content = _content(version, f"{label}.pdf", missing)
        if content is not None:
            yield Entry(f"{label}.pdf", content, is_paper=version.pk == known.pk)


def _content(version: DocumentVersion, name: str, missing: list[Missing]) -> bytes | None:
    try:
        return documents.content(version)
    except (KeyDestroyed, StoreFailed) as broken:
        if isinstance(broken, KeyDestroyed) or version.file.removed_at is not None:
            words = f"{name}: nội dung đã xoá theo quy định, chuỗi còn giữ mã băm."
            missing.append(Missing(words, version.sha256))
        else:
            missing.append(Missing(f"{name}: kho lưu không có hoặc không mở được nội dung."))
        return None


def _certificates(papers: list[Entry]) -> Iterator[Entry]:
    found = {der: None for one in papers for der in inspection.certificates_in(one.content)}
    for der in found:
        text = base64.encodebytes(der).decode()
        pem = f"-----BEGIN CERTIFICATE-----\n{text}-----END CERTIFICATE-----\n"
        yield Entry(f"chung-thu/{hashlib.sha256(der).hexdigest()[:16]}.pem", pem.encode())


def _handed_in(dossier: Dossier, folder: str, missing: list[Missing]) -> Iterator[Entry]:
    """The files that the citizen brought, also those that a later one took the place of."""
    rows = Paper.objects.filter(dossier=dossier, file__isnull=False).order_by("pk")
    for nth, row in enumerate(rows.select_related("file__blob__key"), start=1):
        file = row.file
        assert file is not None
        name = name_of_type(f"{folder}giay-to-nop/{nth:02}-{row.code}", file.media_type)
        if file.blob is not None and file.blob.scan == ScanState.INFECTED:
            missing.append(Missing(f"{name}: có vi-rút, đã cách ly."))
            continue
        try:
            yield Entry(name, stored.content(file))
        except (KeyDestroyed, StoreFailed):
            missing.append(Missing(f"{name}: nội dung đã xoá."))


def _readme(whole: Chain, missing: list[Missing]) -> str:
    words = [one.words for one in missing]
    lost = "\n".join(["", "Không có trong tệp này:", *words, ""]) if words else ""
    case = whole.case
    return README.format(
        number=case.number, code=case.code, last_hash=whole.last_hash, missing=lost
    )


def _manifest(
    whole: Chain, chains: list[Chain], entries: list[Entry], missing: list[Missing]
) -> bytes:
    said = {
        "format": "vungcao-case-file/4",
        **whole.facts,
        "linked": [one.facts for one in chains],
        "files": [
            {
                "name": one.name,
                "sha256": hashlib.sha256(one.content).hexdigest(),
                "is_paper": one.is_paper,
            }
            for one in entries
        ],
        "missing": [one.words for one in missing],
        "erased": [one.erased for one in missing if one.erased],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _packed(manifest: bytes, entries: list[Entry]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("manifest.json", manifest)
        packed.writestr("verify.py", SCRIPT.read_bytes())
        for one in entries:
            packed.writestr(one.name, one.content)
    return out.getvalue()
