"""How the printed forms (Mẫu 01–04, 06) are laid out from plain lines, for PDF and DOCX alike.

The official layout could not be read: each form says so in its corner until it has been compared.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

BETWEEN = "|"  # between the cells of a line


@dataclass(frozen=True)
class Layout:
    """What a form looks like: its mark, the columns of its table with their shares of the width."""

    mark: str
    columns: Mapping[str, int]
    is_landscape: bool = False

    @property
    def shape(self) -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
        """The values of a document as `kernel/documents/printed/form.typ` wants them."""

        def shaped(values: Mapping[str, Any]) -> Mapping[str, Any]:
            rows = [_filled(cells(one), len(self.columns)) for one in values["rows"]]
            return {
                **values,
                "is_form": True,
                "is_landscape": self.is_landscape,
                "mark": f"{self.mark} (bố cục chờ đối chiếu)",
                "table": {
                    "head": list(self.columns) if rows else [],
                    "rows": rows,
                    "widths": list(self.columns.values()),
                },
                "signatures": [_signature(cells(one)) for one in values["signers"]],
            }

        return shaped


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split(BETWEEN)]


def line(*texts: object) -> str:
    """One line of a table; what would look like another cell is written otherwise."""
    plain = ("" if text is None else str(text) for text in texts)
    return f" {BETWEEN} ".join(" ".join(text.replace(BETWEEN, "/").split()) for text in plain)


def _filled(row: Sequence[str], length: int) -> list[str]:
    return [*row, *[""] * length][:length]


def _signature(said: Sequence[str]) -> dict[str, str]:
    title, name = _filled(said, 2)
    return {"title": title, "name": name}


MEETING = Layout(
    "Mẫu 01", {"TT": 1, "Họ và tên": 5, "Năm sinh": 2, "Dân tộc": 3, "Số hộ đồng ý": 3}
)
JOINT = Layout(
    "Mẫu 02",
    {"TT": 1, "Họ và tên": 5, "Năm sinh": 2, "Dân tộc": 3, "Số phiếu": 2, "Kết quả": 4},
)
CHECK = Layout(
    "Mẫu 03", {"TT": 1, "Họ và tên": 4, "Năm sinh": 2, "Dân tộc": 2, "Kết quả kiểm tra": 6}
)
PROPOSAL = Layout(
    "Mẫu 04",
    {
        "TT": 1,
        "Họ và tên": 5,
        "Năm sinh": 2,
        "Giới tính": 2,
        "Dân tộc": 3,
        "Thôn": 4,
        "Số hộ đồng ý": 3,
        "Thay cho": 4,
    },
    is_landscape=True,
)
ENDING = Layout(
    "Mẫu 06", {"TT": 1, "Họ và tên": 5, "Năm sinh": 2, "Dân tộc": 3, "Thôn": 4, "Đề nghị": 5}
)
