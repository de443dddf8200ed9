"""The log of comments of some days as one ZIP whose sheet is signed: for inspectors.

No contact data. The signed sheet names the SHA-256 of each list, the trail the number of rows.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.rules import holds
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import queries as documents
from vungcao.kernel.documents.models import Document
from vungcao.kernel.documents.services import drafting, issuing
from vungcao.kernel.documents.services.drafting import Text
from vungcao.kernel.organisations import queries as organisations
from vungcao.kernel.organisations.models import Organisation
from vungcao.systems.comments.models import Comment
from vungcao.systems.comments.queries import offices, queue
from vungcao.systems.comments.rules import cells, words
from vungcao.systems.comments.services.reading import Said, read_comments

TEMPLATE = "comments.log"
MOST = 20_000
HEADS = (
    "Số", "Mã bài", "Bài", "Gửi lúc", "Xác nhận lúc", "Hạn duyệt", "Trạng thái",
    "Quyết định lúc", "Quá hạn", "Lý do không đăng", "Dấu hiệu", "Tên hiển thị", "Ý kiến",
)  # fmt: skip
TAKEN = (
    "Số", "Cơ quan yêu cầu", "Số văn bản", "Ngày văn bản", "Nhận yêu cầu lúc", "Gỡ lúc",
    "Thời hạn (giờ)", "Quá hạn", "Căn cứ",
)  # fmt: skip
README = """NHẬT KÝ Ý KIẾN BẠN ĐỌC từ {first} đến hết {last}

y-kien.csv       mỗi dòng một ý kiến đã được người viết xác nhận trong những ngày này
go-bo.csv        ý kiến bị gỡ: cơ quan nào yêu cầu, văn bản nào, nhận và gỡ lúc nào
nhat-ky.pdf      bản ký số của cơ quan, ghi mã băm SHA-256 của hai tệp trên

Kiểm tra: tính SHA-256 của hai tệp CSV (lệnh sha256sum) và so với số in trong nhat-ky.pdf;
kiểm tra chữ ký của nhat-ky.pdf ở trang Xác minh văn bản, bằng mã in trên tờ hoặc bằng tệp.
Không có điện thoại, thư điện tử của người viết. Dòng trống ở cột Ý kiến: đã xoá theo thời hạn.
"""


@dataclass(frozen=True)
class Period:
    """The first and the last day, both counted."""

    first: date
    last: date


@transaction.atomic
def export_log(*, period: Period, now: datetime, by: User) -> bytes:
    """All comments that were confirmed in a period, with what was decided; the sheet is signed.

    Raises `RuleBroken` for who does not reach the office, an office without a key, and a period
    that holds too much.
    """
    day = now.astimezone(ZONE).date()
    office = offices.office(day)
    if not holds(office.scope, by.reach):
        raise RuleBroken("Chị/anh không thuộc phạm vi của cơ quan nhận ý kiến.")
    rows = list(queue.decided_between(by, period.first, period.last)[: MOST + 1])
    if len(rows) > MOST:
        raise RuleBroken(f"Nhiều hơn {MOST} ý kiến: chọn ít ngày hơn.")
    said = read_comments(comments=rows, by=by)
    files = {
        "y-kien.csv": _csv(HEADS, _lines(rows, said)),
        "go-bo.csv": _csv(TAKEN, _taken(rows)),
    }
    sheet = _sheet(office, period, rows, files, now, by)
    files["nhat-ky.pdf"] = documents.content(documents.versions(sheet)[0])
    dates = {"first": f"{period.first:%d/%m/%Y}", "last": f"{period.last:%d/%m/%Y}"}
    files["README.txt"] = README.format(**dates).encode()
    packed = _packed(files)
    audit.record(
        by=by,
        action="comments.exported",
        subject=sheet,
        first=f"{period.first:%Y-%m-%d}",
        last=f"{period.last:%Y-%m-%d}",
        rows=len(rows),
        sha256=hashlib.sha256(packed).hexdigest(),
    )
    return packed


def _lines(rows: list[Comment], said: list[Said]) -> Iterator[tuple[str, ...]]:
    for row, text in zip(rows, said, strict=True):
        case = row.case
        assert case is not None
        ends = row.decided_at if row.case and row.case.closed_at is None else case.closed_at
        is_late = bool(case.due_at and ends and ends > case.due_at)
        yield (
            case.number,
            row.article,
            row.title,
            _moment(row.sent_at),
            _moment(row.verified_at),
            _moment(case.due_at),
            str(row.get_state_display()),
            _moment(row.decided_at),
            "có" if is_late else "",
            str(row.get_reason_display()) if row.reason else "",
            "; ".join(words.told(row.marks)),
            text.name,
            text.words,
        )


def _taken(rows: list[Comment]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        one = getattr(row, "takedown", None)
        if one is None or row.case is None:
            continue
        yield (
            row.case.number,
            one.asked_by,
            one.document,
            f"{one.document_on:%d/%m/%Y}",
            _moment(one.asked_at),
            _moment(one.removed_at),
            str(one.hours or ""),
            "có" if one.is_late else "",
            str(one.basis or ""),
        )


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(ZONE):%d/%m/%Y %H:%M}" if at else ""


def _csv(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([cells.plain(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _sheet(
    office: Organisation,
    period: Period,
    rows: list[Comment],
    files: dict[str, bytes],
    now: datetime,
    by: User,
) -> Document:
    """Drafted, printed and signed at once with the office's own key."""
    day = now.astimezone(ZONE).date()
    days = f"từ {period.first:%d/%m/%Y} đến hết {period.last:%d/%m/%Y}"
    counts = [f"Số ý kiến được xác nhận: {len(rows)}.", *_counted(rows)]
    digests = [
        f"{name}, SHA-256: {_grouped(hashlib.sha256(content).hexdigest())}"
        for name, content in files.items()
    ]
    text = Text(
        subject=f"Ý kiến bạn đọc {days}",
        values={"body": "\n".join([*counts, *digests]), "place": offices.place(office, day)},
        signer_post="",
        signer_name="",
        reference=f"NKYK-{now.astimezone(ZONE):%Y%m%d-%H%M}",
    )
    name = organisations.name(office, day)
    made = drafting.draft(issuer=office, issuer_name=name, template=TEMPLATE, text=text, by=by)
    key = documents.office_key(made, day)
    if key is None and made.is_sample:
        key = issuing.lend_demo_key(organisation=office, now=now, by=by)
    if key is None:
        raise RuleBroken("Cơ quan chưa có khoá ký số của mình: quản trị ghi khoá ở Số văn bản.")
    return issuing.issue_signed(document=made, key=key, now=now, by=by)


def _counted(rows: list[Comment]) -> list[str]:
    counts: dict[str, int] = {}
    for row in rows:
        label = str(row.get_state_display())
        counts[label] = counts.get(label, 0) + 1
    return [f"{label[:1].upper()}{label[1:]}: {many}." for label, many in sorted(counts.items())]


def _grouped(digest: str) -> str:
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def _packed(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()
