"""Administrative units (đơn vị hành chính) and villages over time, one noun per file."""

from vungcao.kernel.units.models.boundaries import Boundary
from vungcao.kernel.units.models.changes import Revision, Succession
from vungcao.kernel.units.models.facts import Code, Hierarchy, Name, Placement
from vungcao.kernel.units.models.reforms import Establishment, Reform
from vungcao.kernel.units.models.tallies import RestatedTally, Tally
from vungcao.kernel.units.models.units import NATION_SCOPE, Form, Kind, Unit

__all__ = [
    "NATION_SCOPE",
    "Boundary",
    "Code",
    "Establishment",
    "Form",
    "Hierarchy",
    "Kind",
    "Name",
    "Placement",
    "Reform",
    "RestatedTally",
    "Revision",
    "Succession",
    "Tally",
    "Unit",
]
