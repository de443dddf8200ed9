"""Filled-in samples of papers that come with the product; everybody in them is invented.

`Document.sample` is an address on the web that an officer gave, the name of one of these, or the
name of a file that was uploaded: the unit at which it lies and its code.
"""

import re
from dataclasses import dataclass

WEB = ("https://", "http://")
UPLOADED = re.compile(r"tep-(\d{1,12})-(\w{4,20})", re.ASCII)


@dataclass(frozen=True)
class Sample:
    """What is printed: title, to whom, paragraphs, who signs as what."""

    title: str
    subject: str
    to: str
    lines: tuple[str, ...]
    place: str
    signer_post: str
    signer: str


SAMPLES = {
    "don-de-nghi": Sample(
        title="Đơn đề nghị",
        subject="Xác nhận nội dung của thôn",
        to="Uỷ ban nhân dân xã Mẫu",
        lines=(
            "Tôi là: Nông Văn Mẫu, sinh năm 1965, Trưởng thôn Mẫu, xã Mẫu.",
            "Điện thoại: 0900 000 123.",
            "Tôi thay mặt thôn đề nghị Uỷ ban nhân dân xã xác nhận: thôn Mẫu đã họp ngày "
            "10/11/2026 và thống nhất sửa lại nhà văn hoá bằng công lao động của các hộ.",
            "Lý do: để thôn làm thủ tục xin hỗ trợ vật liệu.",
            "Tôi cam đoan những điều ghi trên là đúng và chịu trách nhiệm trước pháp luật.",
        ),
        place="Xã Mẫu, ngày 12 tháng 11 năm 2026",
        signer_post="Trưởng thôn",
        signer="Nông Văn Mẫu",
    )
}


def is_web(sample: str) -> bool:
    """Whether it lies somewhere else; nothing but the web is ever linked to."""
    return sample.startswith(WEB)


def is_ours(sample: str) -> bool:
    return sample in SAMPLES


def name_of(unit: int, code: str) -> str:
    """The name of an uploaded sample."""
    return f"tep-{unit}-{code}"


def uploaded(sample: str) -> tuple[int, str] | None:
    """Unit and code of the file that a sample names; none where it names no file."""
    said = UPLOADED.fullmatch(sample)
    return (int(said[1]), said[2]) if said else None
