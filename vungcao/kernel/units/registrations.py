"""What units offer to the rest: reference files, demo, open questions, what hangs on them."""

from vungcao.kernel.offers.upkeep import ReferenceFile, reference_files
from vungcao.kernel.units import loading

reference_files.register(
    "units.citations", ReferenceFile(10, "unit_citations.csv", loading.load_citations)
)
reference_files.register("units.units", ReferenceFile(11, "units.csv", loading.load_units))
reference_files.register("units.reforms", ReferenceFile(12, "reforms.csv", loading.load_reforms))
reference_files.register(
    "units.former_districts",
    ReferenceFile(13, "former_districts.csv", loading.load_former_districts),
)
