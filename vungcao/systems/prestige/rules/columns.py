"""What the columns of a list of prestigious persons may be, and under which heads they are met."""

from dataclasses import dataclass
from typing import Final

from vungcao.kernel.people.rules import plain, spelt

KEY: Final = "key"
EXAMPLE: Final = "Ví dụ"


@dataclass(frozen=True)
class Column:
    """One kind of column: its own head, how wide it is written, other heads of the same.

    Heads stand in files, which are Vietnamese whoever reads the page.
    """

    label: str
    width: int
    others: tuple[str, ...] = ()
    is_exported: bool = True

    @property
    def heads(self) -> set[str]:
        return {spelt(head) for head in (self.label, *self.others)}


COLUMNS: Final[dict[str, Column]] = {
    KEY: Column("Mã dòng trong sổ", 16, ("Mã dòng", "Mã trong sổ")),
    "full_name": Column("Họ và tên", 24, ("Họ tên", "Họ và tên người có uy tín", "Tên")),
    "birth": Column(
        "Ngày sinh hoặc năm sinh",
        14,
        (
            "Năm sinh",
            "Ngày sinh",
            "Ngày tháng năm sinh",
            "Ngày, năm sinh",
            "Ngày/năm sinh",
            "Sinh năm",
            "Ngày tháng sinh",
        ),
    ),
    "male": Column("Nam (năm sinh hoặc dấu x)", 8, ("Nam", "Năm sinh nam"), is_exported=False),
    "female": Column("Nữ (năm sinh hoặc dấu x)", 8, ("Nữ", "Năm sinh nữ"), is_exported=False),
    "sex": Column("Giới tính", 10, ("Nam nữ", "Nam, nữ", "Giới")),
    "ethnic_group": Column("Dân tộc", 12, ("Thành phần dân tộc",)),
    "local_group": Column("Nhóm địa phương", 14, ("Nhóm dân tộc", "Ngành")),
    "card": Column(
        "Số căn cước",
        16,
        (
            "Số CCCD",
            "CCCD",
            "Số CCCD/CMND",
            "Số CMND/CCCD",
            "CMND/CCCD",
            "CCCD/CMND",
            "Số CMND",
            "CMND",
            "Căn cước công dân",
            "Số căn cước công dân",
            "Số định danh",
            "Số định danh cá nhân",
        ),
    ),
    "telephone": Column(
        ("Điện thoại"), 14, ("Số điện thoại", "SĐT", "ĐT", "Số ĐT", "Điện thoại liên hệ")
    ),
    "village": Column(
        "Thôn, bản, tổ dân phố",
        24,
        (
            "Thôn",
            "Bản",
            "Thôn, bản",
            "Thôn/bản/TDP",
            "Thôn, bản, TDP",
            "Thôn, tổ dân phố",
            "Thôn/TDP",
            "Tổ dân phố",
            "Địa chỉ thôn",
            "Nơi cư trú",
        ),
    ),
    "commune": Column("Xã, phường", 22, ("Xã", "Phường", "Xã, phường, thị trấn", "Cấp xã")),
    "district": Column(
        ("Huyện"), 18, ("Huyện, thị xã, thành phố", "Huyện, thành phố", "Cấp huyện", "Huyện cũ")
    ),
    "components": Column(
        "Thành phần",
        28,
        (
            "Thành phần người có uy tín",
            "Nhóm thành phần",
            "Thành phần (12 nhóm)",
            "Diện",
        ),
    ),
    "party": Column("Đảng viên", 10, ("Là đảng viên", "Ngày vào Đảng")),
    "education": Column(
        "Trình độ",
        18,
        ("Trình độ văn hoá", "Trình độ học vấn", "Trình độ chuyên môn", "Học vấn"),
    ),
    "occupation": Column("Nghề nghiệp", 18, ("Nghề", "Công việc")),
    "number": Column(
        "Số quyết định",
        18,
        (
            "Số quyết định công nhận",
            "Quyết định công nhận",
            "Số QĐ",
            "Số QĐ công nhận",
            "Quyết định số",
            "Quyết định công nhận số",
        ),
    ),
    "decided_on": Column(
        "Ngày quyết định",
        14,
        (
            "Ngày quyết định công nhận",
            "Ngày QĐ",
            "Ngày QĐ công nhận",
            "Ngày ký",
            "Quyết định công nhận ngày",
        ),
    ),
    "issuer": Column(
        "Nơi ra quyết định",
        28,
        (
            "Cơ quan ra quyết định",
            "Cơ quan ban hành",
            "Cấp quyết định",
            "Cơ quan công nhận",
            "Quyết định công nhận cơ quan",
        ),
    ),
    "valid_from": Column(
        ("Công nhận từ"), 14, ("Công nhận từ ngày", "Từ ngày", "Ngày công nhận", "Có hiệu lực từ")
    ),
    "valid_until": Column("Thôi từ", 14, ("Thôi từ ngày", "Đến ngày", "Ngày thôi")),
    "reason": Column("Lý do thôi", 20, ("Lý do đưa ra khỏi danh sách", "Lý do")),
    "end_number": Column(
        ("Số quyết định thôi"), 18, ("Số QĐ thôi", "Số quyết định đưa ra khỏi danh sách")
    ),
    "end_decided_on": Column(
        ("Ngày quyết định thôi"), 14, ("Ngày QĐ thôi", "Ngày quyết định đưa ra khỏi danh sách")
    ),
    "end_issuer": Column("Nơi ra quyết định thôi", 28, ("Cơ quan ra quyết định thôi",)),
    "slot": Column("Suất", 8, ("Suất của thôn", "Suất thứ")),
}
EXPORTED: Final = tuple(code for code, column in COLUMNS.items() if column.is_exported)
BY_HEAD: Final = {head: code for code, column in COLUMNS.items() for head in column.heads}
BARE: Final = {plain(head): code for head, code in BY_HEAD.items()}


def column_of(head: str) -> str | None:
    """What a head says: as a whole, or as the longest known beginning."""
    return exactly(head) or _beginning(spelt(head))


def exactly(head: str) -> str | None:
    """What a head says as it is written or without its brackets; typed without accents as well."""
    for text in (spelt(head), spelt(head.partition("(")[0])):
        found = BY_HEAD.get(text) or (BARE.get(text) if text == plain(text) else None)
        if found is not None:
            return found
    return None


def _beginning(text: str) -> str | None:
    known = [head for head in BY_HEAD if " " in head and text.startswith(f"{head} ")]
    return BY_HEAD[max(known, key=len)] if known else None
