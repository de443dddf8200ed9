"""Invented levels that hang together: people, households and poor ones of a commune by year.

A sheet holds the figures of one commune and year by the codes of the cells of both yearly forms
(`all.male`, `g07.poor`); groups that are not in it do not live there. Smaller numbers never add up
to more than the greater ones, and nothing changes by a fifth within a year.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vungcao.kernel.units.demo_counts import number

Sheet = dict[str, int]
LAST_OLD = 2024  # the last year that ended on the old map: the levels of all others hang on it
FIRST_POOR = 2021  # how many were poor is said of this year, then they become fewer
REST = "rest"  # households that belong to no minority

# By former district: minorities in a thousand people, the poor in a thousand households of 2021,
# and who lives there, the most numerous first.
DISTRICTS: Mapping[str, tuple[int, int, tuple[str, ...]]] = {
    "220": (520, 290, ("Tày", "Nùng", "Dao", "Sán Chay", "Hoa", "Mường")),
    "219": (490, 210, ("Nùng", "Sán Dìu", "Sán Chay", "Tày", "Hoa", "Dao")),
    "218": (160, 120, ("Sán Dìu", "Nùng", "Tày", "Dao", "Mường")),
    "217": (290, 110, ("Nùng", "Tày", "Sán Chay", "Hoa", "Mường")),
    "215": (70, 70, ("Nùng", "Tày", "Sán Dìu")),
    "216": (30, 45, ("Nùng", "Sán Chay", "Tày")),
}
LOWLAND = (12, 25, ("Tày", "Nùng", "Mường", "Thái"))
WEIGHTS = (46, 24, 14, 9, 5, 2)


@dataclass(frozen=True)
class Commune:
    """A commune of the old map: households and people at the end of its last year."""

    key: str
    district: str
    homes: int
    people: int


def old(commune: Commune, rows: Mapping[str, str], year: int) -> Sheet:
    """A commune of the old map in a year up to the last; `rows` lead from a group to its row."""
    sheet = _people(commune, rows)
    poor = _poor(commune, sheet)
    return grown(sheet, commune.key, year - LAST_OLD) | fallen(poor, commune.key, year - FIRST_POOR)


def joined(sheets: Iterable[Sheet]) -> Sheet:
    """Several communes together."""
    found: Sheet = {}
    for sheet in sheets:
        for code, value in sheet.items():
            found[code] = found.get(code, 0) + value
    return found


def later(sheet: Sheet, key: str, years: int) -> Sheet:
    """A commune some years after the sheet of its last old year."""
    poor = {code: value for code, value in sheet.items() if _is_of_the_poor(code)}
    people = {code: value for code, value in sheet.items() if code not in poor}
    return grown(people, key, years) | fallen(poor, key, years)


def counted(sheet: Sheet, homes: int, people: int) -> Sheet:
    """The same with all households and people as they have been counted elsewhere."""
    whole = sheet["all.male"] + sheet["all.female"]
    male = people * sheet["all.male"] // whole
    return sheet | {"all.households": homes, "all.male": male, "all.female": people - male}


def finished(sheet: Sheet) -> Sheet:
    """What is typed in: all the poor are those of the minorities and the rest."""
    found = {code: value for code, value in sheet.items() if not code.startswith(f"{REST}.")}
    for column in ("poor", "near"):
        parts = [value for code, value in sheet.items() if code.endswith(f".{column}")]
        found[f"all.{column}"] = sum(parts)
    return found


def grown(sheet: Sheet, key: str, years: int) -> Sheet:
    """By a few thousandths a year, the same for all of a commune; what is small stays as it is."""
    rate = number(f"{key}/grown", 2, 12)
    return {code: (value * (1000 + rate * years) + 500) // 1000 for code, value in sheet.items()}


def fallen(sheet: Sheet, key: str, years: int) -> Sheet:
    """By less than a fifth a year, each number for itself."""
    rate = number(f"{key}/fallen", 9, 16)
    found = dict(sheet)
    for _year in range(years):
        found = {code: value - value * rate // 100 for code, value in found.items()}
    return found


def pupils(people: int, key: str) -> dict[str, int]:
    """Pupils of the minorities by school level and sex."""
    found: dict[str, int] = {}
    for level, share in (("preschool", 52), ("primary", 98), ("lower", 66), ("upper", 41)):
        both = people * share // 1000
        male = both * number(f"{key}/{level}", 490, 515) // 1000
        found |= {f"s{level}.male": male, f"s{level}.female": both - male}
    return found


def _people(commune: Commune, rows: Mapping[str, str]) -> Sheet:
    share, _poor_share, names = DISTRICTS.get(commune.district, LOWLAND)
    share = share * number(f"{commune.key}/share", 75, 125) // 100
    minorities = commune.people * share // 1000
    male = commune.people * number(f"{commune.key}/male", 492, 508) // 1000
    found = {
        "all.households": commune.homes,
        "all.male": male,
        "all.female": commune.people - male,
    }
    for name, weight in zip(names, WEIGHTS, strict=False):
        people, row = minorities * weight // 100, rows[name]
        if people:
            key = f"{commune.key}/{name}"
            men = people * number(f"{key}/male", 490, 515) // 1000
            homes = max(1, people * 10 // number(f"{key}/size", 36, 45))
            found |= {
                f"{row}.households": homes,
                f"{row}.male": men,
                f"{row}.female": people - men,
            }
    return found


def _poor(commune: Commune, sheet: Sheet) -> Sheet:
    """Of the households of the last old year; more of the minorities than of the rest are."""
    rate = DISTRICTS.get(commune.district, LOWLAND)[1]
    rate = rate * number(f"{commune.key}/poor", 80, 120) // 100
    homes = {code.partition(".")[0]: n for code, n in sheet.items() if code.endswith("households")}
    whole = homes.pop("all")
    found: Sheet = {}
    for row, many, weight in (
        *((row, many, 125) for row, many in homes.items()),
        (REST, whole - sum(homes.values()), 60),
    ):
        found[f"{row}.poor"] = many * rate * weight // 100_000
        found[f"{row}.near"] = many * rate * weight * 7 // 1_000_000
    return found


def _is_of_the_poor(code: str) -> bool:
    return code.endswith((".poor", ".near"))
