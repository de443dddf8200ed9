"""The procedures that come with the product."""

from vungcao.kernel.offers.upkeep import ReferenceFile, reference_files
from vungcao.systems.onestop.offers.loading import load_versions

reference_files.register(
    "onestop.procedures", ReferenceFile(400, "onestop_procedures.csv", load_versions)
)
