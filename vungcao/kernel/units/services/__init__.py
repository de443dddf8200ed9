"""Everything that changes units: each public function is one transaction and one audit entry."""

from vungcao.kernel.units.services.applying import apply, take_effect
from vungcao.kernel.units.services.boundaries import Origin, import_boundaries
from vungcao.kernel.units.services.counting import NewTally, record_tallies
from vungcao.kernel.units.services.drafting import (
    Changes,
    Head,
    NewEstablishment,
    add_establishment,
    add_revision,
    add_succession,
    discard,
    draft,
    remove_change,
    revise_draft,
    write_changes,
)
from vungcao.kernel.units.services.opening import NewPlacement, NewUnit, open_units, place
from vungcao.kernel.units.services.undoing import undo
from vungcao.kernel.units.services.villages import import_villages

__all__ = [
    "Changes",
    "Head",
    "NewEstablishment",
    "NewPlacement",
    "NewTally",
    "NewUnit",
    "Origin",
    "add_establishment",
    "add_revision",
    "add_succession",
    "apply",
    "discard",
    "draft",
    "import_boundaries",
    "import_villages",
    "open_units",
    "place",
    "record_tallies",
    "remove_change",
    "revise_draft",
    "take_effect",
    "undo",
    "write_changes",
]
