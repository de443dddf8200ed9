"""Twelve documents of the demo's register: of authorities that do not exist, with their texts."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.text import capfirst

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.documents import typesetting
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import GSO, by_code
from vungcao.systems.portal.models import DocumentForm, PublicFile, Register, Section
from vungcao.systems.portal.services import files, registers
from vungcao.systems.portal.services.registers import Paper

TEMPLATE = "systems/portal/printed/document.typ"
MARK = "VĂN BẢN MẪU của bản trình diễn, dữ liệu giả lập, không có giá trị pháp lý"
MADE = date(2026, 11, 20)  # the same bytes on any day
WITH_TEXT = 6
PROVINCE, COMMUNE, OTHER = "Cơ quan mẫu cấp tỉnh", "Cơ quan mẫu cấp xã 1", "Cơ quan mẫu cấp xã 2"
# Form, sign, authority, abstract, field, days since it was issued, days until it ends (0: never).
WHAT = (
    (
        "plan",
        "KH-MAU",
        PROVINCE,
        "Kế hoạch mẫu công tác dân tộc trong năm",
        "Công tác dân tộc",
        30,
        0,
    ),
    ("decision", "QĐ-MAU", PROVINCE, "Phê duyệt mẫu danh sách lớp tập huấn", "Tập huấn", 45, 0),
    (
        "directive",
        "CT-MAU",
        PROVINCE,
        "Chỉ thị mẫu về phòng, chống rét cho đàn gia súc",
        "Nông nghiệp",
        60,
        90,
    ),
    ("guidance", "HD-MAU", PROVINCE, "Hướng dẫn mẫu ghi phiếu rà soát", "Công tác dân tộc", 75, 0),
    (
        "decision",
        "QĐ-MAU",
        COMMUNE,
        "Thành lập mẫu tổ hỗ trợ nộp hồ sơ trực tuyến",
        "Hành chính",
        120,
        0,
    ),
    ("announcement", "TB-MAU", COMMUNE, "Thông báo mẫu lịch tiếp dân", "Hành chính", 150, 30),
    ("report", "BC-MAU", COMMUNE, "Báo cáo mẫu kết quả sáu tháng", "Công tác dân tộc", 200, 0),
    ("letter", "CV-MAU", OTHER, "Công văn mẫu cung cấp số liệu", "Thống kê", 260, 0),
    ("resolution", "NQ-MAU", OTHER, "Nghị quyết mẫu về sửa đường thôn", "Hạ tầng", 380, 0),
    ("decision", "QĐ-MAU", OTHER, "Quyết định mẫu đã hết hiệu lực", "Hành chính", 500, 100),
    ("plan", "KH-MAU", COMMUNE, "Kế hoạch mẫu ngày hội văn hoá của thôn", "Văn hoá", 420, 60),
    ("guidance", "HD-MAU", OTHER, "Hướng dẫn mẫu chưa đến ngày có hiệu lực", "Tập huấn", 5, 0),
)


def build(by: AbstractBaseUser, today: date) -> None:
    """Nothing where they stand already."""
    assert isinstance(by, User)
    section = Section.objects.filter(slug="chi-dao-dieu-hanh").order_by("pk").first()
    place = by_code(GSO, Kind.PROVINCE, "24", today)
    if section is None or place is None or Register.objects.exists():
        return
    register = registers.open_register(
        section=section,
        slug="van-ban",
        title="Văn bản",
        lead="Văn bản mẫu của bản trình diễn: tìm theo số, hình thức, cơ quan, năm, ngày hiệu lực.",
        by=by,
    )
    for nth in range(len(WHAT)):
        paper = _paper(nth, today)
        file = _text(paper, place, by) if nth < WITH_TEXT else None
        at = datetime.combine(paper.issued_on, time(8), ZONE)
        registers.record(register=register, paper=_with(paper, file), at=at, by=by)
        register.refresh_from_db()  # how many children it has


def _paper(nth: int, today: date) -> Paper:
    form, sign, authority, title, field, ago, lasts = WHAT[nth]
    day = today - timedelta(days=ago)
    begins = day + timedelta(days=30 if nth == len(WHAT) - 1 else 3)
    return Paper(
        slug=f"van-ban-mau-{nth + 1}",
        title=f"{title} (dữ liệu giả lập)",
        form=form,
        authority=authority,
        number=f"{nth + 1:02}/{sign}",
        issued_on=day,
        effective_on=begins,
        ended_on=begins + timedelta(days=lasts) if lasts else None,
        field=field,
    )


def _with(paper: Paper, file: PublicFile | None) -> Paper:
    return Paper(**{**vars(paper), "file": file})


def _text(paper: Paper, place: Unit, by: User) -> PublicFile:
    said = {
        "mark": MARK,
        "authority": paper.authority,
        "number": f"Số: {paper.number}",
        "form": str(DocumentForm(paper.form).label),
        "title": paper.title,
        "lines": [
            "Điều 1. Nội dung mẫu để trình diễn, không có giá trị pháp lý.",
            "Điều 2. Cơ quan và việc nêu trong văn bản này đều là giả lập.",
        ],
    }
    pdf = typesetting.compiled(TEMPLATE, said, MADE, is_pdf_a=False).pdf
    name = f"{capfirst(paper.slug)}.pdf"
    return files.lay_file(
        title=f"{paper.number} (bản PDF mẫu)", content=pdf, name=name, unit=place, by=by
    )


demos.register("portal.documents", Demo(order=86, build=build))
