"""References to documents in a text: a number or a date that is missing is pointed out."""

import re

KINDS = r"Nghị định|Thông tư|Quyết định|Nghị quyết|Chỉ thị|Kế hoạch|Công văn"
# Kind, number with its sign, day: the whole of what a reader needs to find a document.
NAMED = re.compile(rf"\b({KINDS}) số (?P<number>[\w./-]+)(?P<rest>[^.;\n]{{0,60}})")
SIGN = re.compile(r"\d+[/-][\w/-]*[A-ZĐ]{2}")
DAY = re.compile(r"\bngày\s+\d{1,2}(?:/\d{1,2}/\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4})")


def faults(text: str) -> list[str]:
    """What is missing in each reference, as sentences in the order of the text."""
    found = []
    for match in NAMED.finditer(text):
        name = f"{match[1]} số {match['number']}"
        if not SIGN.search(match["number"]):
            found.append(f"{name}: ghi đủ số, năm và ký hiệu.")
        if not DAY.search(match["rest"]):
            found.append(f"{name}: ghi ngày ban hành ngay sau số.")
    return found
