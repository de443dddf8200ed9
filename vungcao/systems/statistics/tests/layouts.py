"""Definitions of small forms to begin a test with."""

from copy import deepcopy
from typing import Any

Said = dict[str, Any]

SMALL: Said = {
    "sections": [
        {
            "code": "people",
            "title": "Dân số",
            "columns": [
                {"code": "homes", "head": ["Số hộ"], "indicator": "0102"},
                {
                    "code": "all",
                    "head": ["Số người", "Tổng số"],
                    "kind": "computed",
                    "formula": ["tot", ["c", "*.male"], ["c", "*.female"]],
                },
                {
                    "code": "male",
                    "head": ["Số người", "Nam"],
                    "indicator": "0101",
                    "items": {"sex": "1"},
                },
                {
                    "code": "female",
                    "head": ["Số người", "Nữ"],
                    "indicator": "0101",
                    "items": {"sex": "2"},
                },
            ],
            "rows": [
                {"code": "total", "label": "Tổng số", "kind": "total"},
                {"code": "tay", "label": "Tày", "level": 1, "items": {"ethnic_group": "02"}},
                {"code": "nung", "label": "Nùng", "level": 1, "items": {"ethnic_group": "07"}},
            ],
        }
    ],
    "checks": [
        {
            "id": "homes_have_people",
            "level": "block",
            "at": "*.homes",
            "say": "Số hộ lớn hơn số người",
            "over": "r",
            "e": ["<=", ["c", "*.homes"], ["sum", ["c", "*.male"], ["c", "*.female"]]],
        }
    ],
}


def small() -> Said:
    """Homes and people of two ethnic groups by sex: six inputs, six computed cells."""
    return deepcopy(SMALL)
