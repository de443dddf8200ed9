"""How numbers are written, which days they bear, and what state allows what."""

import re
from datetime import date

from vungcao.kernel.citations.rules import RuleBroken

CODE = re.compile(r"[A-Z2-7]{10}")
SAMPLE_SYMBOL = re.compile(r"-MAU\b")
STAMP = "MẪU – không có giá trị pháp lý"
PLACEHOLDER = re.compile(r"\{(\w*)\}")
PLACEHOLDERS = ("so", "so2", "nam", "kyhieu")
MOST_RESERVED = 50


def check_pattern(pattern: str) -> None:
    """Raises `RuleBroken` for a pattern that would not give each number its own text."""
    names = PLACEHOLDER.findall(pattern)
    wrong = [name for name in names if name not in PLACEHOLDERS]
    if wrong or "{" in PLACEHOLDER.sub("", pattern) or "}" in PLACEHOLDER.sub("", pattern):
        raise RuleBroken("Cách viết số chỉ dùng được {so}, {so2}, {nam} và {kyhieu}.")
    if names.count("so") + names.count("so2") != 1:
        raise RuleBroken("Cách viết số phải có đúng một {so} hoặc {so2}.")


def written(pattern: str, number: int, year: int, symbol: str) -> str:
    """The number as it is printed: `{so2}/{kyhieu}` gives "07/QĐ-MAU"."""
    said = {"so": str(number), "so2": f"{number:02}", "nam": str(year), "kyhieu": symbol}
    return PLACEHOLDER.sub(lambda match: said[match[1]], pattern)


def check_day(day: date, today: date, latest: date | None, reason: str) -> None:
    """Numbers follow the days: a day before the last one entered needs a reason.

    Raises `RuleBroken` for a day to come, and for a back-dated one without a reason.
    """
    if day > today:
        raise RuleBroken("Ngày ban hành không được sau hôm nay.")
    if latest is not None and day < latest and not reason.strip():
        raise RuleBroken(
            f"Sổ đã có văn bản ngày {latest:%d/%m/%Y}. Lấy số cho ngày trước đó thì phải ghi lý do."
        )


def check_sample(is_sample: bool, symbol: str) -> None:
    """A sample never bears a number that an office could give, and an office's never a sample's."""
    if is_sample != bool(SAMPLE_SYMBOL.search(symbol)):
        raise RuleBroken(
            "Văn bản mẫu dùng ký hiệu kết thúc bằng -MAU; văn bản thật thì không được dùng."
        )


def normal_code(text: str) -> str:
    """A verification code as typed or scanned: spaces and hyphens go, O and I stay letters."""
    return re.sub(r"[\s-]+", "", text).upper()


def in_fours(code: str) -> str:
    """A code as it is printed, easier to read aloud: "ABCD EFGH IJ"."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))
