"""A dozen answers of the demo that are wrong on purpose: outliers, and checks that do not hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from vungcao.systems.statistics.offers.demo.levels import LAST_OLD, Sheet
from vungcao.systems.statistics.rules.operations import Held

OUTLIER, JUMP, SWAPPED, TOO_FEW = "outlier", "jump", "swapped", "too_few"


@dataclass(frozen=True)
class Wrong:
    """What is wrong in an answer of one year. An outlier breaks no check; the rest is explained."""

    year: int
    how: str

    @property
    def notes(self) -> Mapping[str, str]:
        return NOTES[self.how]

    def figures(self, held: Mapping[str, Held]) -> Sheet:
        """The cells that are wrong, as they were typed in."""
        known = {code: one.value for code, one in held.items() if one.value is not None}
        return CHANGES[self.how](known)


def _digit_too_many(known: Sheet) -> Sheet:
    return {"all.male": known["all.male"] * 10 + 3}


def _jump(known: Sheet) -> Sheet:
    """Households only: they stay fewer than people."""
    return {"all.households": known["all.households"] * 3 // 2}


def _swapped(known: Sheet) -> Sheet:
    """A line in which households and people changed places."""
    people = known["g07.male"] + known["g07.female"]
    return {"g07.households": people, "g07.male": known["g07.households"], "g07.female": 0}


def _too_few(known: Sheet) -> Sheet:
    """All the poor, without those of the minorities."""
    minorities = sum(n for code, n in known.items() if code[0] == "g" and code.endswith(".poor"))
    return {"all.poor": min(known["all.poor"], max(0, minorities - 1)) * 9 // 10}


CHANGES: Mapping[str, Callable[[Sheet], Sheet]] = {
    OUTLIER: _digit_too_many,
    JUMP: _jump,
    SWAPPED: _swapped,
    TOO_FEW: _too_few,
}
NOTES: Mapping[str, Mapping[str, str]] = {
    OUTLIER: {},
    JUMP: {"all.households": "Rà soát lại, tính cả hộ tạm trú của khu công nghiệp (mẫu)."},
    SWAPPED: {
        "g07.households": "Ghi nhầm cột số hộ và số người, chưa kịp đính chính (mẫu).",
        "minorities.households": "Do dòng dân tộc Nùng ghi nhầm cột (mẫu).",
    },
    TOO_FEW: {
        "minorities.poor": "Dòng toàn địa bàn chưa cộng hộ dân tộc thiểu số (mẫu).",
        "all.poor": "Chưa cộng hộ dân tộc thiểu số (mẫu).",
    },
}
# In which form and year, and how; given to the communes of one old district in their order.
PLANNED = (
    ("dt01rg", LAST_OLD - 2, OUTLIER),
    ("dt01rg", LAST_OLD - 2, OUTLIER),
    ("dt01rg", LAST_OLD - 1, OUTLIER),
    ("dt01rg", LAST_OLD - 1, OUTLIER),
    ("dt01", LAST_OLD, JUMP),
    ("dt01", LAST_OLD, JUMP),
    ("dt01", LAST_OLD, JUMP),
    ("dt01", LAST_OLD, SWAPPED),
    ("dt01", LAST_OLD, SWAPPED),
    ("dt02", LAST_OLD, TOO_FEW),
    ("dt02", LAST_OLD, TOO_FEW),
    ("dt02", LAST_OLD, TOO_FEW),
)


def planned(communes: Mapping[str, str], kept: frozenset[str]) -> dict[tuple[str, str], Wrong]:
    """By form and the key of a commune; `communes` say in which district each lay."""
    keys = sorted(key for key, district in communes.items() if district == "219")
    there = [key for key in keys if key not in kept]
    return {
        (form, key): Wrong(year, how)
        for (form, year, how), key in zip(PLANNED, there, strict=False)
    }
