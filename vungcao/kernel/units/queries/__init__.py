"""Reading units: as of a day, through reforms, by name, and what hangs on them."""

from vungcao.kernel.units.queries.lists import (
    GSO,
    UnitOnDay,
    ancestors,
    as_of,
    by_code,
    children,
    on_day,
)
from vungcao.kernel.units.queries.uses import Use, rows_on, what_hangs_on_the_new_units

__all__ = [
    "GSO",
    "UnitOnDay",
    "Use",
    "ancestors",
    "as_of",
    "by_code",
    "children",
    "on_day",
    "rows_on",
    "what_hangs_on_the_new_units",
]
