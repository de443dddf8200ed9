"""Reading units: as of a day, through reforms, by name, and what hangs on them."""

from vungcao.kernel.units.queries.figures import Figure, Totals, measures, totals
from vungcao.kernel.units.queries.histories import (
    Event,
    EventKind,
    Share,
    predecessors,
    successors,
    timeline,
)
from vungcao.kernel.units.queries.lineage import (
    NameEver,
    former_districts,
    kin,
    names_ever,
    passed_on,
    with_all_before,
)
from vungcao.kernel.units.queries.lists import (
    GSO,
    UnitOnDay,
    ancestors,
    as_of,
    by_code,
    children,
    folded_name,
    on_day,
)
from vungcao.kernel.units.queries.maps import map_of
from vungcao.kernel.units.queries.matches import Hit, Match, Matcher, match, search
from vungcao.kernel.units.queries.picking import below, pick, with_places, with_some_below
from vungcao.kernel.units.queries.reaching import outside
from vungcao.kernel.units.queries.uses import (
    Use,
    affected_units,
    rows_on,
    what_hangs_on_the_new_units,
    what_it_touches,
)
from vungcao.kernel.units.queries.within import Place, places, within

__all__ = [
    "GSO",
    "Event",
    "EventKind",
    "Figure",
    "Hit",
    "Match",
    "Matcher",
    "NameEver",
    "Place",
    "Share",
    "Totals",
    "UnitOnDay",
    "Use",
    "affected_units",
    "ancestors",
    "as_of",
    "below",
    "by_code",
    "children",
    "folded_name",
    "former_districts",
    "kin",
    "map_of",
    "match",
    "measures",
    "names_ever",
    "on_day",
    "outside",
    "passed_on",
    "pick",
    "places",
    "predecessors",
    "rows_on",
    "search",
    "successors",
    "timeline",
    "totals",
    "what_hangs_on_the_new_units",
    "what_it_touches",
    "with_all_before",
    "with_places",
    "with_some_below",
    "within",
]
